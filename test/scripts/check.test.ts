import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS, { type Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../functions/plan/finding.ts';
import { check } from '../../scripts/check.ts';
import { demoFile } from '../../scripts/demo-plan.ts';
import { pack, readZip, unpack, writeZip, type ZipEntry } from '../../scripts/xlsx/zip.ts';
import { readWorkbookFile } from '../../scripts/xlsx-snapshot.ts';
import { templateLayout } from '../../sheets-template/layout.ts';
import { riverbendFindings } from '../fixtures/riverbend.ts';
import { savedByLibreOffice, withoutLibreOffice } from '../support/libreoffice.ts';
import { describeWhere } from '../support/required.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (...args: string[]): Promise<{ status: number; out: string; err: string }> => {
  let [out, err, ids] = ['', '', 0];
  const status = await check(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width: 100,
    color: false,
    now: new Date(2026, 10, 9, 12),
    newId: () => `row${++ids}`,
  });
  return { status, out, err };
};

/** The demo plan with something changed in it, as a person would with a spreadsheet program. */
const changedDemo = async (name: string, change: (workbook: Workbook) => void): Promise<string> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(demoFile);
  change(workbook);
  const file = join(folder, name);
  await workbook.xlsx.writeFile(file);
  return file;
};

const findingsOf = async (file: string): Promise<Finding[]> => JSON.parse((await run(file, '--json')).out).findings;

describe('the report', () => {
  test('tells findings by tab with cell, code and mend, then the checklist, then the funnel, and ends with 1 for errors', async () => {
    const { status, out, err } = await run(demoFile);
    expect([status, err]).toEqual([1, '']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Riverbend TechHire (invented example), 2026-07-01 to 2027-06-30');
    const programs = lines.indexOf('Programs');
    expect(lines.slice(programs, programs + 3)).toEqual([
      'Programs',
      '  I6   error   Completion rate is "85", but a rate is between 0% and 100%. [rate-out-of-range]',
      '               → Did you mean 85%? Then type 85%.',
    ]);
    expect(out).toContain('\n6 errors, 3 warnings, 5 hints\n');
    expect(out).toContain('\nChecklist: 29 of 43 done');
    expect(out).toContain('\nFunnel: 80 placements, 20 by direct match and 60 after training\n');
    expect(lines.find((line) => line.startsWith('All'))?.split(/\s{2,}/)).toEqual([
      'All',
      'Aware',
      '7,408',
      '62,500',
      '1,389',
      '8,000',
      // 720 + 860 + 1,010 + 640
      '3,230',
      '4,178',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(out).not.toContain('\u001B');
  });

  test('as JSON has findings, checklist, funnel, risk, calendar, forecast, pipeline and money, and nothing else', async () => {
    const { status, out } = await run(demoFile, '--json');
    const json = JSON.parse(out);
    expect(Object.keys(json)).toEqual([
      'findings',
      'checklist',
      'funnel',
      'risk',
      'calendar',
      'forecast',
      'pipeline',
      'money',
      'rulesVersion',
    ]);
    expect(json.findings.map(({ code, severity, tab, cell }: Finding) => ({ code, severity, tab, cell }))).toEqual(
      riverbendFindings,
    );
    expect(json.funnel.all.stages.assessed).toEqual({ target: 534, withLowRates: 2000, withHighRates: 200 });
    // 64,700 + 14,250 + 107 x (1,450 + 180 + 420 + 250); childcare has an error.
    expect(json.money.total.amount).toBe(32_505_000);
    expect(status).toBe(1);
  });

  test('ends with 0 where there are no errors, warnings or not', async () => {
    const file = await changedDemo('mended.xlsx', (workbook) => {
      const type = (tab: string, cell: string, value: string | number): void => {
        workbook.getWorksheet(tab)!.getCell(cell).value = value;
      };
      type('Partners', 'B4', 'Educator');
      type('Demand', 'A6', 'riverbend community  credit union');
      type('Programs', 'I6', 0.85);
      type('Programs', 'F9', '2026-10-05');
      type('Resources', 'D7', 'A month');
      type('Progress', 'F9', 41);
      type('Progress', 'G9', 5);
    });
    const { status, out } = await run(file);
    expect(out).toContain('\n0 errors, 3 warnings, 6 hints\n');
    expect(status).toBe(0);
  });

  test('--today decides what is still to come', async () => {
    const { out } = await run(demoFile, '--json', '--today', '2026-09-15');
    const early = (JSON.parse(out).findings as Finding[]).filter(({ code }) => code === 'progress-in-future');
    expect(early.map(({ tab, cell }) => `${tab}!${cell}`)).toEqual(['Progress!A6']);
  });
});

describe('what people do to their sheets', () => {
  test('a column moved, a column and a tab of their own and rows sorted away change nothing', async () => {
    const file = await changedDemo('moved.xlsx', (workbook) => {
      const partners = workbook.getWorksheet('Partners')!;
      const kinds = partners.getColumn(2).values as ExcelJS.CellValue[];
      const contacts = partners.getColumn(3).values as ExcelJS.CellValue[];
      for (let row = 2; row <= 18; row++) {
        partners.getCell(row, 2).value = contacts[row] ?? null;
        partners.getCell(row, 3).value = kinds[row] ?? null;
      }
      partners.getCell('L2').value = 'Our remarks';
      partners.getCell('L5').value = 'met in May';
      workbook.addWorksheet('Scratch').getCell('A1').value = 'Organization';
    });
    expect((await findingsOf(file)).map(({ tab, cell, code }) => `${tab}!${cell} ${code}`)).toEqual(
      riverbendFindings.map(({ tab, cell, code }) => `${tab}!${tab === 'Partners' ? 'C4' : cell} ${code}`),
    );
  });

  test('a header typed over and a tab taken away are one finding each', async () => {
    const file = await changedDemo('broken.xlsx', (workbook) => {
      workbook.getWorksheet('Segments')!.getCell('B2').value = 'How many';
      workbook.removeWorksheet('Funding');
    });
    const findings = await findingsOf(file);
    expect(findings.filter(({ code }) => code === 'header-missing').map(({ tab }) => tab)).toEqual(['Segments']);
    expect(findings.filter(({ code }) => code === 'tab-missing').map(({ tab }) => tab)).toEqual(['Funding']);
  });

  test('formulas count by what they come to, and failing ones are found', async () => {
    const file = await changedDemo('formulas.xlsx', (workbook) => {
      const programs = workbook.getWorksheet('Programs')!;
      programs.getCell('E3').value = { formula: '12*2', result: 24 };
      programs.getCell('E4').value = { formula: 'A1/0', result: { error: '#DIV/0!' } as ExcelJS.CellErrorValue };
    });
    const inSeats = (await findingsOf(file)).filter(({ cell }) => cell.startsWith('E'));
    expect(inSeats.map(({ cell, code }) => `${cell} ${code}`)).toEqual(['E4 formula-fails']);
  });

  test('5,000 rows in one table are read', async () => {
    const file = await changedDemo('large.xlsx', (workbook) => {
      const sheet = workbook.getWorksheet('Partners')!;
      for (let row = 19; row <= 5_018; row++)
        sheet.getRow(row).values = [
          `Employer ${row}`,
          'Employer',
          'Pat',
          `pat${row}@example.org`,
          'Invited',
          'Yes',
          'Yes',
          1,
        ];
    });
    const { status } = await run(file);
    expect(status).toBe(1);
  });
});

describe('--annotate', () => {
  const annotated = async (file: string, name: string): Promise<Workbook> => {
    const copy = join(folder, name);
    const { err } = await run(file, '--annotate', copy);
    expect(err).toBe(`Wrote ${copy}\n`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(copy);
    return workbook;
  };
  const noteAt = (workbook: Workbook, tab: string, cell: string): string => {
    const { note } = workbook.getWorksheet(tab)!.getCell(cell);
    return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
  };

  test('writes a copy with notes and colours on the cells, statuses, numbers worked out and the planner’s tabs', async () => {
    const before = await readFile(demoFile);
    const workbook = await annotated(demoFile, 'annotated.xlsx');
    expect((await readFile(demoFile)).equals(before)).toBe(true);
    expect(noteAt(workbook, 'Programs', 'I6').split('\n')[0]).toBe('▲ TechHire Planner');
    expect(noteAt(workbook, 'Programs', 'I6')).toContain('Did you mean 85%?');
    const cell = (tab: string, name: string) => workbook.getWorksheet(tab)!.getCell(name);
    expect(cell('Programs', 'I6').fill).toMatchObject({ fgColor: { argb: 'FFFBD9D3' } });
    expect(cell('Programs', 'M6').value).toBe('1 error: Completion rate');
    expect(cell('Programs', 'M3').value).toBe('OK');
    expect(cell('Goals', 'C5').value).toBe(80);
    expect(cell('Funnel', 'A3').value).toBe('All');
    expect(cell('Funnel', 'C3').value).toBe(7408);
    expect(cell('Checklist', 'E3').value).toMatchObject({ formula: 'HYPERLINK("#Community!B3","Community B3")' });
    expect(cell('Start', 'B10').value).toBe('6 errors, 3 warnings, 5 hints');
  });

  test('keeps a person’s own note below the planner’s, their colours, their tabs and what is typed', async () => {
    const file = await changedDemo('own.xlsx', (workbook) => {
      const programs = workbook.getWorksheet('Programs')!;
      programs.getCell('I6').note = 'Sam wrote this on the phone';
      programs.getCell('F9').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFB7E1CD' } };
      const own = workbook.addWorksheet('Our budget');
      own.getCell('B2').value = { formula: 'SUM(C1:C9)', result: 12 };
      own.getCell('B2').note = 'checked';
      own.getCell('B2').font = { bold: true };
    });
    const workbook = await annotated(file, 'own-annotated.xlsx');
    expect(noteAt(workbook, 'Programs', 'I6')).toMatch(/^▲ TechHire Planner\n[\s\S]*\nSam wrote this on the phone$/);
    expect(workbook.getWorksheet('Programs')!.getCell('F9').fill).toMatchObject({ fgColor: { argb: 'FFB7E1CD' } });
    const own = workbook.getWorksheet('Our budget')!.getCell('B2');
    expect(own.value).toMatchObject({ formula: 'SUM(C1:C9)', result: 12 });
    expect(own.font.bold).toBe(true);
    expect(noteAt(workbook, 'Our budget', 'B2')).toBe('checked');
    const [before, after] = await Promise.all(
      [file, join(folder, 'own-annotated.xlsx')].map((each) => readWorkbookFile(each)),
    );
    const typed = (opened: typeof before) =>
      opened!.snapshot.tabs
        .find(({ title }) => title === 'Programs')!
        .rows.map((row) => row.slice(0, 10).map((cell) => cell?.value));
    expect(typed(after)).toEqual(typed(before));
    // A tab without findings of its own is copied as it stands.
    const part = async (path: string) =>
      readZip(await readFile(path)).find(
        ({ name }) => name === `xl/worksheets/sheet${templateLayout().tabs.length + 1}.xml`,
      )!;
    expect((await part(join(folder, 'own-annotated.xlsx'))).packed.equals((await part(file)).packed)).toBe(true);
  });

  test('a copy that is checked again has the same findings, and what was mended is clean', async () => {
    await annotated(demoFile, 'once.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'once.xlsx'));
    workbook.getWorksheet('Programs')!.getCell('I6').value = 0.85;
    await workbook.xlsx.writeFile(join(folder, 'mended-once.xlsx'));
    const again = await annotated(join(folder, 'mended-once.xlsx'), 'twice.xlsx');
    expect(noteAt(again, 'Programs', 'I6')).toBe('');
    expect(again.getWorksheet('Programs')!.getCell('I6').fill).toMatchObject({ pattern: 'none' });
    expect(again.getWorksheet('Programs')!.getCell('M6').value).toBe('OK');
    expect(noteAt(again, 'Programs', 'F9')).toContain('[ambiguous-date]');
  });

  test('works on a sheet that has no notes yet', async () => {
    const entries = readZip(await readFile(demoFile)).filter(({ name }) => !/comments|vmlDrawing/.test(name));
    const plain = entries.map((entry) => {
      if (!/worksheets\/(_rels\/)?sheet\d+\.xml/.test(entry.name) && entry.name !== '[Content_Types].xml') return entry;
      const text = readText(entry);
      return pack(
        entry.name,
        text
          .replace(/<legacyDrawing[^>]*\/>/g, '')
          .replace(/<Relationship [^>]*(comments|vmlDrawing)[^>]*\/>/g, '')
          .replace(/<(Override|Default)[^>]*(comments|vml)[^>]*\/>/g, ''),
      );
    });
    const file = join(folder, 'plain.xlsx');
    await writeFile(file, writeZip(plain));
    const workbook = await annotated(file, 'plain-annotated.xlsx');
    expect(noteAt(workbook, 'Programs', 'I6')).toContain('[rate-out-of-range]');
    expect(noteAt(workbook, 'Programs', 'I2')).toBe('');
  });

  test('does not write over the file that it checks', async () => {
    const { status, err } = await run(demoFile, '--annotate', demoFile);
    expect(status).toBe(2);
    expect(err).toContain('--annotate writes a copy: give it another name');
  });

  test('says where the copy cannot be written', async () => {
    const { status, err } = await run(demoFile, '--annotate', '/no/such/folder/copy.xlsx');
    expect(status).toBe(2);
    expect(err).toMatch(/^Cannot write \/no\/such\/folder\/copy\.xlsx: /);
  });

  describeWhere(withoutLibreOffice, 'in LibreOffice', () => {
    test('the copy opens with its notes, colours and links, and the plan checks the same', async () => {
      await annotated(demoFile, 'for-office.xlsx');
      const saved = await savedByLibreOffice(join(folder, 'for-office.xlsx'), 'xlsx', join(folder, 'office'));
      const { snapshot } = await readWorkbookFile(saved);
      const programs = snapshot.tabs.find(({ title }) => title === 'Programs')!;
      expect(programs.rows[5]?.[8]).toMatchObject({ value: '85', background: '#fbd9d3' });
      expect(programs.rows[5]?.[8]?.note).toContain('[rate-out-of-range]');
      const checklist = snapshot.tabs.find(({ title }) => title === 'Checklist')!;
      expect(checklist.rows[2]?.[4]).toMatchObject({
        value: 'Community B3',
        formula: '=HYPERLINK("#Community!B3","Community B3")',
      });
      expect((await findingsOf(saved)).map(({ code, tab, cell }) => `${tab}!${cell} ${code}`)).toEqual(
        riverbendFindings.map(({ code, tab, cell }) => `${tab}!${cell} ${code}`),
      );
    });
  });
});

describe('what cannot be read ends with 2 and says why', () => {
  const written = async (name: string, content: string | Buffer): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, content);
    return file;
  };

  test.each<[string, () => Promise<string>, string]>([
    ['a missing file', async () => join(folder, 'nowhere.xlsx'), 'there is no such file.'],
    ['a folder', async () => folder, 'it is a folder. Name the .xlsx file in it.'],
    ['an empty file', () => written('empty.xlsx', ''), 'it is empty.'],
    [
      'a .csv under another name',
      () => written('table.xlsx', 'Organization,Kind\nNorthgate,Employer\n'),
      'it is text, perhaps .csv under another name; a plan has several tabs.',
    ],
    [
      'an old workbook',
      () => written('old.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])),
      'it is a workbook of the old kind (.xls). Open it in your spreadsheet program and save it as .xlsx.',
    ],
    [
      'a workbook with a password',
      () =>
        written(
          'locked.xlsx',
          Buffer.concat([
            Buffer.from('d0cf11e0a1b11ae1', 'hex'),
            Buffer.alloc(1000),
            Buffer.from('EncryptedPackage', 'utf16le'),
          ]),
        ),
      'it is protected with a password. Save a copy without one.',
    ],
    [
      'an OpenDocument file',
      () =>
        written(
          'open.xlsx',
          writeZip([pack('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), pack('content.xml', '<a/>')]),
        ),
      'it is an OpenDocument file (.ods).',
    ],
    [
      'another archive',
      () => written('photos.xlsx', writeZip([pack('a.txt', 'a')])),
      'it is a zip archive, but there is no workbook in it.',
    ],
    [
      'a file that is cut off',
      async () => {
        const file = join(folder, 'cut.xlsx');
        await copyFile(demoFile, file);
        await truncate(file, 30_000);
        return file;
      },
      'it is not a zip archive, or it is cut off.',
    ],
    [
      'a file of 60 MB',
      async () => {
        const file = await written('huge.xlsx', 'PK');
        await truncate(file, 60_000_000);
        return file;
      },
      'it has 60 MB, and at most 50 MB are read.',
    ],
  ])('%s', async (_, make, why) => {
    const file = await make();
    const { status, out, err } = await run(file);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`Cannot read ${file}: ${why}`);
  });

  test('a workbook that is no planning sheet', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Invoices');
    const file = join(folder, 'invoices.xlsx');
    await workbook.xlsx.writeFile(file);
    const { status, err } = await run(file);
    expect(status).toBe(2);
    expect(err).toContain("none of the planning sheet's tabs (Community, Partners");
    expect(err).toContain('It has "Invoices".');
  });

  test.each([
    [[], 'Which file is to be checked?'],
    [['a.xlsx', 'b.xlsx'], 'One file at a time: a.xlsx and b.xlsx are 2.'],
    [['a.xlsx', '--today', '9/11/2026'], '--today is "9/11/2026", but it must be a day such as 2026-11-23.'],
    [['a.xlsx', '--jsn'], "Unknown option '--jsn'"],
  ])('arguments %j', async (args, message) => {
    const { status, err } = await run(...args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('npm run check -- FILE.xlsx');
  });
});

const readText = (entry: ZipEntry): string => unpack(entry, 10_000_000).toString('utf8');
