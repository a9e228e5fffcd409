import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot, SnapshotCell } from '../../functions/sheet/snapshot.ts';
import { pack, writeZip } from '../../scripts/xlsx/zip.ts';
import { readWorkbookFile } from '../../scripts/xlsx-snapshot.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const relations = (...each: [id: string, type: string, target: string][]): string =>
  `<Relationships>${each.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

interface Parts {
  rows: string;
  strings?: string;
  styles?: string;
  theme?: string;
  workbook?: string;
  comments?: string;
  core?: string;
  /** Where a file that formulas link to lies. */
  link?: string;
}

/** A workbook of one sheet, part by part as ECMA-376 describes them. */
const workbookOf = async ({
  rows,
  strings,
  styles,
  theme,
  workbook,
  comments,
  core,
  link,
}: Parts): Promise<Snapshot> => {
  const sheet = workbook ?? '<workbook><sheets><sheet name="Plan" sheetId="7" r:id="rId1"/></sheets></workbook>';
  const file = join(folder, 'workbook.xlsx');
  await writeFile(
    file,
    writeZip([
      pack('_rels/.rels', relations(['rId1', 'officeDocument', 'xl/workbook.xml'])),
      pack('xl/workbook.xml', sheet),
      pack(
        'xl/_rels/workbook.xml.rels',
        // Some programs write targets from the root.
        relations(
          ['rId1', 'worksheet', '/xl/worksheets/sheet1.xml'],
          ['rId2', 'sharedStrings', 'sharedStrings.xml'],
          ['rId3', 'styles', 'styles.xml'],
          ['rId4', 'theme', 'theme/theme1.xml'],
          ['rId5', 'externalLink', 'externalLinks/externalLink1.xml'],
        ),
      ),
      ...(link
        ? [
            pack(
              'xl/externalLinks/_rels/externalLink1.xml.rels',
              `<Relationships><Relationship Id="rId1" Type="${OFFICE}/externalLinkPath" Target="${link}" TargetMode="External"/></Relationships>`,
            ),
          ]
        : []),
      pack('xl/worksheets/sheet1.xml', `\uFEFF<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      ...(strings ? [pack('xl/sharedStrings.xml', `<sst>${strings}</sst>`)] : []),
      ...(styles ? [pack('xl/styles.xml', `<styleSheet>${styles}</styleSheet>`)] : []),
      ...(theme ? [pack('xl/theme/theme1.xml', `<a:theme>${theme}</a:theme>`)] : []),
      ...(core ? [pack('docProps/core.xml', core)] : []),
      ...(comments
        ? [
            pack('xl/worksheets/_rels/sheet1.xml.rels', relations(['rId1', 'comments', '../comments1.xml'])),
            pack('xl/comments1.xml', `<comments><authors/><commentList>${comments}</commentList></comments>`),
          ]
        : []),
    ]),
  );
  return (await readWorkbookFile(file)).snapshot;
};

const firstRow = (snapshot: Snapshot): readonly (SnapshotCell | undefined)[] => snapshot.tabs[0]!.rows[0]!;

test('shared strings are joined from their runs, without hints on pronunciation and with every kind of escape', async () => {
  const snapshot = await workbookOf({
    strings:
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>River</t></r><r><t xml:space="preserve"> bend</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_\nb &amp; &lt;c&gt; &#233;&#x1F600;</t></si><si/>',
    rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>',
  });
  expect(firstRow(snapshot).map((cell) => cell?.value)).toEqual(['plain', 'River bend', '東京', 'a\nb & <c> é😀', '']);
});

test('text in the cell itself, truth values, formulas, their errors and days in words', async () => {
  const snapshot = await workbookOf({
    rows: `<row r="1">
      <c r="A1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>
      <c r="B1" t="b"><v>1</v></c>
      <c r="C1"><f>SUM(A2:A4)</f><v>12.5</v></c>
      <c r="D1" t="str"><f>A1&amp;"!"</f><v>inline!</v></c>
      <c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
      <c r="F1" t="d"><v>2026-12-31T00:00:00</v></c>
      <c r="G1"><f t="shared" si="0"/><v>3</v></c>
    </row>`,
  });
  expect(firstRow(snapshot)).toEqual([
    { value: 'inline', text: 'inline' },
    { value: true, text: 'TRUE' },
    { value: 12.5, text: '12.5', formula: '=SUM(A2:A4)' },
    { value: 'inline!', text: 'inline!', formula: '=A1&"!"' },
    { value: null, error: '#DIV/0!', text: '#DIV/0!', formula: '=1/0' },
    // 46,387 days from 1899-12-30 to 2026-12-31
    { value: 46387, text: '2026-12-31' },
    { value: 3, text: '3', formula: '=' },
  ]);
});

test('numbers are shown as the cell shows them, so that 85% and 85 stay apart', async () => {
  const snapshot = await workbookOf({
    styles:
      '<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="&quot;$&quot;#,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>',
    rows: '<row r="1"><c r="A1"><v>85</v></c><c r="B1" s="1"><v>0.85</v></c><c r="C1" s="2"><v>0.356</v></c><c r="D1" s="3"><v>4500</v></c><c r="E1" s="4"><v>46387</v></c></row>',
  });
  expect(firstRow(snapshot).map((cell) => [cell?.value, cell?.text])).toEqual([
    [85, '85'],
    [0.85, '85%'],
    [0.356, '35.6%'],
    [4500, '$4,500.00'],
    [46387, '12/31/2026'],
  ]);
});

test('days counted from 1904 are the same days, and other numbers stay as they are', async () => {
  const snapshot = await workbookOf({
    workbook:
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="Plan" sheetId="7" r:id="rId1"/></sheets></workbook>',
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    // 44,925 days from 1904-01-01 to 2026-12-31
    rows: '<row r="1"><c r="A1" s="1"><v>44925</v></c><c r="B1"><v>44925</v></c></row>',
  });
  expect(firstRow(snapshot).map((cell) => cell?.value)).toEqual([46387, 44925]);
});

test('colours are those of the cell, a theme’s included; conditional formats are none of its own', async () => {
  const snapshot = await workbookOf({
    theme:
      '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>',
    styles:
      '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFDE8C8"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill></fills><cellXfs><xf numFmtId="0" fillId="0"/><xf numFmtId="0" fillId="1"/><xf numFmtId="0" fillId="2"/></cellXfs><dxfs><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs>',
    rows: '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1" s="2"><v>3</v></c></row>',
  });
  expect(firstRow(snapshot)).toEqual([
    { value: 1, text: '1' },
    { value: null, background: '#fde8c8' },
    // half way from 4472c4 to white
    { value: 3, text: '3', background: '#a2b9e2' },
  ]);
});

test('a formula that takes its value from another workbook names its file, as Excel shows it', async () => {
  const { tabs } = await workbookOf({
    workbook:
      '<workbook><sheets><sheet name="Plan" sheetId="7" r:id="rId1"/></sheets><externalReferences><externalReference r:id="rId5"/></externalReferences></workbook>',
    link: 'file:///C:\\plans\\Our%20budget.xlsx',
    rows: '<row r="1"><c r="A1"><f>\'[1]Costs of May\'!B4*Table1[Amount]</f><v>20</v></c></row>',
  });
  expect(tabs[0]!.rows[0]![0]).toEqual({
    value: 20,
    text: '20',
    formula: "='[Our budget.xlsx]Costs of May'!B4*Table1[Amount]",
  });
});

test('holes, missing positions, empty rows and rows far below stand where they belong', async () => {
  const snapshot = await workbookOf({
    rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row/><row r="5"><c r="C5"><v>3</v></c></row>',
  });
  const { rows, rowCount, columnCount } = snapshot.tabs[0]!;
  expect(rows.map((row) => row.map((cell) => cell?.value))).toEqual([[1, 2], [], [], [], [undefined, undefined, 3]]);
  expect([rowCount, columnCount]).toEqual([5, 3]);
});

test('notes are read with their cells, also on blank ones; the stand-in of a conversation is nobody’s note', async () => {
  const snapshot = await workbookOf({
    rows: '<row r="1"><c r="A1"><v>1</v></c></row>',
    comments:
      '<comment ref="A1" authorId="0"><text><r><rPr><b/></rPr><t>Dana:\n</t></r><r><t>ask Sam</t></r></text></comment><comment ref="C2" authorId="0"><text><t>blank cell</t></text></comment><comment ref="B1" authorId="0"><text><t>[Threaded comment]\n\nYour version of Excel…</t></text></comment>',
  });
  const { rows } = snapshot.tabs[0]!;
  expect(rows[0]).toEqual([{ value: 1, text: '1', note: 'Dana:\nask Sam' }]);
  expect(rows[1]?.[2]).toEqual({ value: null, note: 'blank cell' });
});

test('hidden tabs are told, and names are read with any prefix', async () => {
  const snapshot = await workbookOf({
    workbook:
      '<x:workbook xmlns:x="urn:x"><x:sheets><x:sheet name="R&amp;D" sheetId="7" state="veryHidden" r:id="rId1"/></x:sheets></x:workbook>',
    rows: '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
  });
  expect(snapshot.tabs).toMatchObject([{ sheetId: 7, title: 'R&D', hidden: true, rows: [[{ value: 1 }]] }]);
});

test('title and language come from the file, and otherwise from its name and the United States', async () => {
  const own = await workbookOf({
    rows: '',
    core: '<cp:coreProperties><dc:title>Our plan</dc:title><dc:language>es-US</dc:language></cp:coreProperties>',
  });
  expect([own.title, own.locale]).toEqual(['Our plan', 'es_US']);
  const other = await workbookOf({ rows: '' });
  expect([other.title, other.locale]).toEqual(['workbook', 'en_US']);
});
