import type { LegacyHighs } from 'highs';

/*
 * Somebody who has nothing but files that were published, and wants to know what they hide. Written apart from what hides it: its own reading of the
 * files, its own account of which numbers belong together, and HiGHS for the linear programs.
 */

/** A published count: a number, or hidden. */
interface Count {
  row: string;
  stage: string;
  shown: number | null;
}

export interface PublishedFile {
  /** What the file calls itself, and the files of the communities that it adds up. */
  name: string;
  partsOf?: readonly string[];
  /** The same, published before it. */
  after?: string;
  text: string;
}

/** A hidden count, and how far apart the least and the largest number are that it can be; null where nothing tells. */
export interface Attacked {
  file: string;
  row: string;
  stage: string;
  width: number | null;
}

const highs = await ((await import('highs')).default as unknown as () => Promise<LegacyHighs>)();

export const attack = (files: readonly PublishedFile[]): Attacked[] => {
  const tables = new Map(files.map(({ name, text }) => [name, countsIn(text)]));
  const lines: string[] = [];
  for (const [name, counts] of tables) lines.push(...relationsIn(name, counts));
  for (const { name, partsOf } of files)
    for (const count of partsOf ? tables.get(name)! : [])
      lines.push(
        sumLine(
          [
            termOf(name, count),
            ...partsOf!.flatMap((part) => {
              const own = tables.get(part)!.find(({ row, stage }) => row === count.row && stage === count.stage);
              return own ? [negative(termOf(part, own))] : [];
            }),
          ],
          '=',
        ),
      );
  for (const { name, after } of files)
    for (const count of after ? tables.get(name)! : []) {
      const before = tables.get(after!)!.filter(({ row, stage }) => row === count.row && stage === count.stage);
      // A period that is over stays as it is; of all so far there are no fewer later on.
      for (const each of before)
        lines.push(
          sumLine([termOf(name, count), negative(termOf(after!, each))], count.row.startsWith('period') ? '=' : '>='),
        );
    }
  const known = lines.filter((line) => /[a-z]/.test(line)).map((line, index) => ` r${index}: ${line}`);
  const least = (goal: 'Minimize' | 'Maximize', name: string): number | null => {
    const { Status, ObjectiveValue } = highs.solve(
      [goal, ` o: ${name}`, 'Subject To', ...known, ` own: ${name} >= 0`, 'End', ''].join('\n'),
      { output_flag: false, presolve: 'off' },
    );
    if (Status === 'Optimal') return ObjectiveValue;
    if (/[Uu]nbounded/.test(Status)) return null;
    throw new Error(`${goal} ${name}: ${Status}`);
  };
  return [...tables].flatMap(([file, counts]) =>
    counts
      .filter(({ shown }) => shown === null)
      .map(({ row, stage }) => {
        const name = variable(file, row, stage);
        const most = least('Maximize', name);
        return { file, row, stage, width: most === null ? null : most - least('Minimize', name)! };
      }),
  );
};

/** A number, or a variable with its sign. */
interface Term {
  sign: 1 | -1;
  shown: number | null;
  name: string;
}

const variable = (file: string, row: string, stage: string): string =>
  `v_${`${file}_${row}_${stage}`.replace(/[^A-Za-z0-9]/g, '_')}`;

const termOf = (file: string, { row, stage, shown }: Count): Term => ({
  sign: 1,
  shown,
  name: variable(file, row, stage),
});

const negative = (term: Term): Term => ({ ...term, sign: -1 });

/** Variables on the left, what is known on the right. */
const sumLine = (terms: readonly Term[], relation: '=' | '>='): string => {
  const open = terms.filter(({ shown }) => shown === null).map(({ sign, name }) => `${sign > 0 ? '+' : '-'} ${name}`);
  const right = terms.reduce((sum, { sign, shown }) => sum - sign * (shown ?? 0), 0);
  return open.length === 0 ? '' : `${open.join(' ')} ${relation} ${right}`;
};

/** From one stage to a later one that nobody reaches otherwise. */
const onTheWay = [
  ['people-aware', 'people-applied'],
  ['people-applied', 'people-assessed'],
  ['people-assessed', 'people-matched'],
  ['people-assessed', 'people-enrolled'],
  ['people-enrolled', 'people-completed'],
  ['people-matched', 'people-placed-direct'],
  ['people-completed', 'people-placed-trained'],
] as const;

const relationsIn = (file: string, counts: readonly Count[]): string[] => {
  const at = (row: string, stage: string): Term[] =>
    counts.filter((count) => count.row === row && count.stage === stage).map((count) => termOf(file, count));
  const rows = [...new Set(counts.map(({ row }) => row))];
  const stages = [...new Set(counts.map(({ stage }) => stage))];
  return [
    ...rows.map((row) =>
      sumLine(
        [
          ...at(row, 'people-placed'),
          ...at(row, 'people-placed-direct').map(negative),
          ...at(row, 'people-placed-trained').map(negative),
        ],
        '=',
      ),
    ),
    ...rows
      .filter((row) => !row.startsWith('period'))
      .flatMap((row) => onTheWay.map(([from, to]) => sumLine([...at(row, from), ...at(row, to).map(negative)], '>='))),
    ...stages.flatMap((stage) =>
      (['segment', 'period'] as const).flatMap((kind) => {
        const parts = rows.filter((row) => row.startsWith(kind)).flatMap((row) => at(row, stage));
        return parts.length === 0
          ? []
          : [sumLine([...at('', stage), ...parts.map(negative)], kind === 'period' ? '=' : '>=')];
      }),
    ),
  ];
};

/** The counts of people in a file, CSV or JSON. */
const countsIn = (text: string): Count[] => (text.startsWith('{') ? countsInJson(text) : countsInCsv(text));

const isCount = (indicator: string, by: string, status: string): boolean =>
  /^people-(?:aware|applied|assessed|matched|enrolled|completed|placed|placed-direct|placed-trained)$/.test(
    indicator,
  ) &&
  ['', 'segment', 'period'].includes(by) &&
  ['counted', 'hidden'].includes(status);

const countsInJson = (text: string): Count[] =>
  (
    JSON.parse(text) as {
      facts: { indicator: string; breakdown: { by: string; value: string }[]; actual: number | null; status: string }[];
    }
  ).facts
    .filter(
      ({ indicator, breakdown, status }) => breakdown.length < 2 && isCount(indicator, breakdown[0]?.by ?? '', status),
    )
    .map(({ indicator, breakdown, actual }) => ({
      row: breakdown[0] ? `${breakdown[0].by} ${breakdown[0].value}` : '',
      stage: indicator,
      shown: actual,
    }));

const countsInCsv = (text: string): Count[] => {
  const [header, ...rows] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map(fieldsOf);
  const column = (name: string): number => header!.indexOf(name);
  return rows
    .filter((row) => isCount(row[column('indicator')]!, row[column('breakdown')]!, row[column('status')]!))
    .map((row) => ({
      row: row[column('breakdown')] ? `${row[column('breakdown')]} ${row[column('breakdown_value')]}` : '',
      stage: row[column('indicator')]!,
      shown: row[column('actual')] === '' ? null : Number(row[column('actual')]),
    }));
};

const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
  );
