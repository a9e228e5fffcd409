import { listed } from '../../functions/plan/text.ts';
import type { Report } from './check.ts';

/** Reports as an operator reads them: what is well in a line each, and of everything else what was found and what to do. */
export const reportLines = (reports: readonly Report[]): string[] => {
  const leftOut = reports.filter(({ result }) => result === 'leftOut');
  const looked = reports.filter((report) => report.result !== 'leftOut');
  const width = Math.max(...looked.map(({ name }) => name.length));
  const indent = ' '.repeat(SIGN_WIDTH + width + 2);
  const lines = looked.flatMap((report) => [
    `${SIGNS[report.result].padEnd(SIGN_WIDTH)}${report.name.padEnd(width)}  ${report.found}`,
    ...('details' in report ? (report.details ?? []).map((line) => `${indent}- ${line}`) : []),
    ...('mend' in report ? [`${indent}→ ${report.mend}`] : []),
  ]);
  const count = (result: Report['result']): number => reports.filter((report) => report.result === result).length;
  return [
    ...lines,
    ...(leftOut.length > 0 ? ['', `Left out until that is mended: ${listed(leftOut.map(({ name }) => name))}.`] : []),
    '',
    count('ok') === reports.length
      ? `All ${reports.length} checks are well.`
      : `Well: ${count('ok')}. To be seen to: ${count('warn')}. Failed: ${count('fail')}. Left out: ${count('leftOut')}.`,
  ];
};

const SIGNS: Record<Exclude<Report['result'], 'leftOut'>, string> = { ok: 'ok', warn: 'WARN', fail: 'FAIL' };

const SIGN_WIDTH = 6;
