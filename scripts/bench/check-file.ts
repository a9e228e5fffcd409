import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { templateLayout } from '../../sheets-template/layout.ts';
import { templateWorkbook } from '../../sheets-template/workbook.ts';
import { check } from '../check.ts';
import { finishWorkbook } from '../xlsx/finish.ts';
import { bigPlan, spread } from './big-plan.ts';
import type { Contest, Measurement } from './measurement.ts';

export const checkFile: Measurement = {
  name: 'check-file',
  title: 'npm run check on a workbook file, its rows spread over nine tables',
  fairness: [
    'exceljs opens the same file and does nothing with it. npm run check opens it, checks it and writes its report; the start of the program (about 0.3 s) is in neither.',
  ],
  contests: async function* () {
    const folder = await mkdtemp(join(tmpdir(), 'techhire-bench-'));
    try {
      for (const rows of [200, 2_000, 20_000]) yield await contestOf(rows, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const contestOf = async (rows: number, folder: string): Promise<Contest> => {
  const file = join(folder, `${rows}.xlsx`);
  await writeFile(file, await workbookBytes(rows));
  return {
    name: `${rows.toLocaleString('en-US')} rows`,
    peer: {
      name: 'exceljs, only opens',
      run: async () => {
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.readFile(file);
        return `${workbook.worksheets.length} tabs`;
      },
    },
    others: [
      {
        name: 'npm run check',
        run: async () => {
          let [lines, ids] = [0, 0];
          await check([file, '--today', '2026-11-20'], {
            out: (text) => {
              lines += text.split('\n').length;
            },
            err: (text) => {
              throw new Error(`npm run check complained of ${file}: ${text}`);
            },
            width: 100,
            color: false,
            now: new Date('2026-11-20T12:00:00Z'),
            newId: () => `row-${++ids}`,
          });
          return `${lines} lines of report`;
        },
      },
    ],
  };
};

const workbookBytes = async (rows: number): Promise<Buffer> => {
  const workbook = await templateWorkbook(templateLayout(), { now: new Date('2026-11-20T12:00:00Z') });
  for (const tab of bigPlan(spread(rows)).tabs) {
    const sheet = workbook.getWorksheet(tab.title)!;
    for (const [row, cells] of tab.rows.entries())
      for (const [column, cell] of cells.entries())
        if (cell && cell.value !== null) sheet.getCell(row + 1, column + 1).value = cell.value;
  }
  return finishWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()));
};
