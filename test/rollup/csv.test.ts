import { describe, expect, it } from 'vitest';
import { asPlainText, csvField } from '../../functions/rollup/csv.ts';
import { publishRollup } from '../../functions/rollup/publish.ts';
import { community } from './people.ts';
import { riverbend } from './riverbend.ts';
import { rollupCsv } from './whole-files.ts';

const rollupOf = (summaries = [riverbend()]) =>
  publishRollup({
    scope: summaries.length === 1 ? { kind: 'community', id: summaries[0]!.communityId } : { kind: 'network' },
    year: 2026,
    readAt: '2027-01-05T08:00:00.000Z',
    summaries,
    communitiesLeftOut: [],
  });

describe('a field', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['＝1+1', "'＝1+1"],
    ['1=1', '1=1'],
    ['', ''],
  ])('of text %j can do no harm in a spreadsheet program', (text, expected) => {
    expect(asPlainText(text)).toBe(expected);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['\rx', '"\'\rx"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['שלום 👋', 'שלום 👋'],
    [-5, '-5'],
    [0, '0'],
    [1234.5, '1234.5'],
    [null, ''],
  ])('%j is written as RFC 4180 has it', (value, expected) => {
    expect(csvField(value)).toBe(expected);
  });
});

describe('the CSV of a rollup', () => {
  const csv = rollupCsv(rollupOf());
  const lines = csv.split('\r\n');

  it('begins with a byte order mark and the headers, and ends every line in CRLF', () => {
    expect(lines[0]).toBe(
      '\uFEFFscope,period_start,period_end,indicator,title,breakdown,breakdown_value,baseline,target,target_if_rates_low,target_if_rates_high,target_with_confidence,target_with_uncertain_rates,actual,unit,status,communities,source,note',
    );
    expect(lines.at(-1)).toBe('');
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has one fact a row', () => {
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,people-enrolled,Enrolled (trained),,,,112,168,89,119,126,64,people,counted,1,"Goals, Assumptions, Progress",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,people-placed,Placed in jobs,segment,Veterans,,24,24,24,24,24,12,people,counted,1,"Goals, Assumptions, Progress",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,people-placed-trained,Placed after training,segment,Veterans,,18,18,18,,,,people,hidden,1,"Goals, Assumptions, Progress",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,people-aware,Aware,segment,Veterans,,2667,30000,375,,,,people,notCounted,1,"Goals, Assumptions, Progress",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-10-01,2026-12-31,people-placed,Placed in jobs,period,2026-10-01 to 2026-12-31,,,,,,,25,people,counted,1,"Goals, Assumptions, Progress",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,money-needed,Money needed,need,Childcare,,54000,,,,,,USD,planned,1,"Resources, Funding",',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,funding-spent,Funding spent so far,source,Philanthropy,,,,,,,31250.5,USD,counted,1,Funding,',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,chance-of-goal,"Chance of the goal with the plan’s own numbers, at most",community,riverbend,,8.7,,,,,,percent,planned,1,"Community, Goals, Assumptions, Programs","At the weakest stage, Enrolled (trained), with 96 planned"',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-06-30,people-aware-by-rate,"People to be made aware, as this one rate turns out low or high",rate,Aware → applied,,8889,17778,4445,,,,people,planned,1,"Goals, Assumptions","5% to 20%, likely 10%"',
    );
    expect(lines).toContain(
      'community:riverbend,2026-07-01,2027-03-31,local-goal,Employers that drop degree requirements,community,riverbend,,15,,,,,,as stated,planned,1,Goals,Employers with a signed pledge',
    );
  });

  it('is the same bytes for the same data, and another for other data', () => {
    expect(rollupCsv(rollupOf())).toBe(csv);
    expect(rollupOf().contentHash).toBe(
      rollupOf([{ ...riverbend(), revision: 99, readAt: '2030-01-01T00:00:00Z' }]).contentHash,
    );
    expect(rollupOf().contentHash).not.toBe(
      rollupOf([{ ...riverbend(), goals: { placements: 81, directShare: 0.25 } }]).contentHash,
    );
  });

  it('has every amount in whole cents', () => {
    const uneven = riverbend();
    uneven.moneyByMonth = [{ month: '2026-07', amount: 0.3, received: 0.1, committed: 0.2, applied: 0, idea: 0 }];
    expect(rollupCsv(rollupOf([uneven])).split('\r\n')).toContain(
      'community:riverbend,2026-07-01,2027-06-30,money-still-to-find,Money still to find,month,2026-07,,0,,,,,,USD,planned,1,"Resources, Funding",',
    );
  });

  it('never has a small count of people in it, in any row', () => {
    const few = rollupOf([
      community('a', { applied: 40, placedDirect: 3 }, { segments: { A: { applied: 7 }, B: { applied: 33 } } }),
      community('b', { applied: 80, placedDirect: 2 }),
    ]);
    const people = [...few.facts].filter(({ indicator }) => indicator.startsWith('people-'));
    expect(people.filter(({ actual }) => actual !== null && actual > 0 && actual < 10)).toEqual([]);
    expect(few.hidden).toBe(people.filter(({ status }) => status === 'hidden').length);
  });
});
