import type { Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { changesBetween, changesCsv } from '../../functions/rollup/changes.ts';
import type { Fact } from '../../functions/rollup/facts.ts';
import type { RollupInput } from '../../functions/rollup/fold.ts';
import { grantsJson, grantsOf } from '../../functions/rollup/grants.ts';
import { rollupIati } from '../../functions/rollup/iati.ts';
import type { RollupDocument } from '../../functions/rollup/json-schema.ts';
import { rollupPage } from '../../functions/rollup/page/page.ts';
import { inLanguage, publishRollup } from '../../functions/rollup/publish.ts';
import type { PublishedRollup } from '../../functions/rollup/rollup.ts';
import { wioaCsv } from '../../functions/rollup/wioa.ts';
import { funderCases } from '../fixtures/funders/funders.ts';
import { englishIn } from '../plan/messages/english-in.ts';
import { publisher } from './drawn.ts';
import { rollupInputOf } from './funders.ts';
import { namelessInput } from './nameless.ts';
import { textsOf } from './page/page-texts.ts';
import { csvRecords, opened } from './read-back.ts';
import { childrenOf, type Element, readXml } from './read-xml.ts';
import { riverbend } from './riverbend.ts';
import { rollupCsv, rollupJson, rollupWorkbook } from './whole-files.ts';

const inSpanish = (input: RollupInput): PublishedRollup => inLanguage(publishRollup(namelessInput(input)), 'es');

const readAt = '2027-01-05T08:00:00.000Z';
const ofDemo: RollupInput = {
  scope: { kind: 'network' },
  year: 2026,
  readAt,
  summaries: [riverbend(), { ...riverbend(), communityId: 'lakeside' }],
  communitiesLeftOut: [{ id: 'late', name: 'Late Starters', reason: 'no plan' }],
};

const cases: [name: string, rollup: PublishedRollup][] = [
  ['the demo twice', inSpanish(ofDemo)],
  ...funderCases.map((funder): [string, PublishedRollup] => [funder.name, inSpanish(rollupInputOf(funder))]),
];

/** Codes are the same in every language; what stands behind `read-time` and the hash is no text. */
const textsInCsv = (csv: string, columns: readonly string[]): string[] =>
  csvRecords(csv).flatMap((row) => columns.map((column) => row[column]!));

const textsInXml = ({ text, children }: Element): string[] => [text, ...children.flatMap(textsInXml)];

/** Columns of codes, and of what federal forms call their own lines. */
const codeColumns: Record<string, readonly number[]> = { 'Informes de WIOA': [1, 2, 3, 9] };

const textsIn = (sheet: Worksheet): string[] => {
  const codes = codeColumns[sheet.name] ?? [(sheet.getRow(3).values as string[]).indexOf('Código')];
  const texts = [sheet.name];
  sheet.eachRow((row, index) => {
    if (row.getCell(1).value === 'Alcance') return;
    row.eachCell(({ value }, column) => {
      if (typeof value === 'string' && (index <= 3 || !codes.includes(column))) texts.push(value);
    });
  });
  return texts;
};

describe.each(cases)('the files and the page of %s say nothing in English', (_, rollup) => {
  /** Letters thirteen places on are a word now and then. */
  const typed = rollup.localGoals.flatMap(({ goal, measure }) => [goal, measure ?? '']);

  it('on the page', () => {
    const texts = textsOf(rollupPage(rollup, { language: 'es', formats: [], link: null }));
    // States are called by their codes.
    expect(
      englishIn(
        texts.filter((text) => !/^[A-Z]{2}$/.test(text)),
        typed,
      ),
    ).toEqual([]);
  });

  it('in CSV', () => {
    expect(englishIn(textsInCsv(rollupCsv(rollup), ['title', 'breakdown_value', 'source', 'note']), typed)).toEqual([]);
  });

  it('in JSON', () => {
    const document = JSON.parse(rollupJson(rollup)) as RollupDocument;
    const { language, title, suppression, leftOut, waivers, facts } = document;
    expect(language).toBe('es');
    expect(
      englishIn(
        [
          title,
          suppression.meaning,
          ...leftOut.map(({ reason }) => reason),
          ...waivers.map(({ table }) => table),
          ...facts.flatMap((fact) => [
            fact.title,
            fact.source,
            fact.note ?? '',
            ...fact.breakdown.map(({ value }) => value),
          ]),
        ],
        typed,
      ),
    ).toEqual([]);
  });

  it('in the workbook: names of sheets, headers, cells', async () => {
    const workbook = await opened(await rollupWorkbook(rollup));
    expect(englishIn(workbook.worksheets.flatMap(textsIn), typed)).toEqual([]);
    expect(workbook.worksheets[0]!.name).toBe('Acerca de');
    expect(Math.max(...workbook.worksheets.map(({ name }) => name.length))).toBeLessThanOrEqual(31);
  });

  it('in IATI’s form, which says which language it is', () => {
    const document = readXml(rollupIati(rollup, { ...publisher, name: 'Xyz' })!);
    const activity = childrenOf(document, 'iati-activity')[0]!;
    expect(activity.attributes['xml:lang']).toBe('es');
    const [identifier, ...texts] = textsInXml(activity).filter((text) => text.trim() !== '');
    expect(identifier).toContain('TECHHIRE');
    expect(englishIn(texts, typed)).toEqual([]);
  });

  it('in 360Giving’s fields', () => {
    const { leftOut, grants } = grantsOf(rollup, '360G-x');
    const { title, description } = JSON.parse(grantsJson(rollup, { ...publisher, name: 'Xyz' }, { leftOut, grants }));
    expect(
      englishIn([
        title,
        description,
        ...grants.flatMap((grant) => [
          grant.title,
          grant.description,
          ...grant.classifications.flatMap(({ vocabulary, title }) => [vocabulary, title]),
        ]),
      ]),
    ).toEqual([]);
    expect(grants.length + leftOut.length).toBeGreaterThan(0);
  });

  it('in the crosswalk to federal reports, but for what those call their lines', () => {
    expect(englishIn(textsInCsv(wioaCsv(rollup), ['fit', 'part', 'explanation']))).toEqual([]);
  });
});

describe('a rollup in Spanish', () => {
  const withoutTexts = ({ title: _, source: __, note, breakdown, ...rest }: Fact) => ({
    ...rest,
    hasNote: note !== null,
    breakdown: breakdown.map(({ by }) => by),
  });
  const english = publishRollup(ofDemo);

  it('has the numbers, codes and hash of the same in English', () => {
    const spanish = inLanguage(english, 'es');
    expect(Array.from(spanish.facts, withoutTexts)).toEqual(Array.from(english.facts, withoutTexts));
    expect(spanish.contentHash).toBe(english.contentHash);
    expect([...inLanguage(spanish, 'en').facts]).toEqual([...english.facts]);
  });

  it('says in Spanish what has changed', () => {
    const now = publishRollup({ ...ofDemo, summaries: [riverbend()] });
    const changes = changesBetween(inLanguage(english, 'es'), inLanguage(now, 'es'));
    const rows = csvRecords(changesCsv(inLanguage(now, 'es'), changes));
    expect(rows.find(({ indicator }) => indicator === 'communities-included')).toMatchObject({
      title: 'Comunidades incluidas',
      actual_before: '2',
      actual_now: '1',
    });
  });
});
