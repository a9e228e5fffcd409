import { toast } from './notices.ts';
import { fill, words } from './words.ts';

/** A finding as it stands in the note of its cell; nobody has to be asked for it. */
export interface CellFinding {
  tab: string;
  cell: string;
  /** `Error: Seats is "many", but a whole number is wanted.` */
  message: string;
  /** What to do. */
  fix: string;
}

/** As the planner writes its notes; the bundler takes both from functions/sheet. */
declare const TECHHIRE_MARK: string;
declare const TECHHIRE_ENDS: readonly string[];

/** Every finding of the sheet, tab by tab, from the top to the bottom and from the left to the right. */
export function findingsInSheet(): CellFinding[] {
  return cellsWithFindings().flatMap(({ findings }) => findings);
}

/** Goes to the next cell with a finding after the one that is selected; after the last, to the first. */
export function goToNextFinding(): void {
  const cells = cellsWithFindings();
  const here = SpreadsheetApp.getActive().getCurrentCell();
  const place = here ? placeOf(here) : [0, 0, 0];
  const next = cells.find((each) => isAfter(each.place, place)) || cells[0];
  if (!next) {
    toast(words().say.sidebar.none);
    return;
  }
  const { tab, cell } = next.findings[0]!;
  goToCell(tab, cell);
  toast(next.findings.map(({ message, fix }) => `${message} ${fix}`).join('\n'));
}

/** @returns false where the tab is not there any more */
export function goToCell(tab: string, cell: string): boolean {
  const sheet = SpreadsheetApp.getActive().getSheetByName(tab);
  if (!sheet) return false;
  sheet.getRange(cell).activate();
  return true;
}

/** The list beside the sheet. What it shows is read anew whenever the person asks. */
export function showFindingsList(): void {
  const { language, say } = words();
  const { sidebar } = say;
  const html = HtmlService.createHtmlOutput(fill(page, { language, words: JSON.stringify(sidebar), ...sidebar }));
  SpreadsheetApp.getUi().showSidebar(html.setTitle(sidebar.title));
}

interface CellWithFindings {
  /** Tab, row and column, to be compared in this order. */
  place: number[];
  findings: CellFinding[];
}

function cellsWithFindings(): CellWithFindings[] {
  const found: CellWithFindings[] = [];
  for (const sheet of SpreadsheetApp.getActive().getSheets()) {
    if (sheet.isSheetHidden()) continue;
    const tab = sheet.getName();
    sheet
      .getDataRange()
      .getNotes()
      .forEach((notes, row) => {
        notes.forEach((note, column) => {
          if (note.indexOf(TECHHIRE_MARK) < 0) return;
          const range = sheet.getRange(row + 1, column + 1);
          const cell = range.getA1Notation();
          const findings = findingsIn(note).map((finding) => ({ tab, cell, ...finding }));
          if (findings.length > 0) found.push({ place: [sheet.getIndex(), row + 1, column + 1], findings });
        });
      });
  }
  return found;
}

/** Of the planner's part of a note: each finding is a line, and below it what to do, behind an arrow and before its code. */
function findingsIn(note: string): { message: string; fix: string }[] {
  const lines = note.split('\n');
  const end = lines.findIndex((line) => TECHHIRE_ENDS.some((each) => line.indexOf(each) === 0));
  const own = end < 0 ? lines : lines.slice(0, end);
  return own.flatMap((line, index) => {
    const fix = /^→ (.*) \[[\w/-]+\]$/.exec(own[index + 1] || '');
    return fix ? [{ message: line, fix: fix[1]! }] : [];
  });
}

function placeOf(range: GoogleAppsScript.Spreadsheet.Range): number[] {
  return [range.getSheet().getIndex(), range.getRow(), range.getColumn()];
}

function isAfter(one: number[], other: number[]): boolean {
  const different = one.findIndex((number, index) => number !== other[index]);
  return different >= 0 && one[different]! > other[different]!;
}

/** A heading a tab, and a button a finding. What people typed is only ever put in as text. */
const page = `<!DOCTYPE html><html lang="{language}"><head><base target="_top"><title>{title}</title><style>
body{font:14px/1.4 Roboto,Arial,sans-serif;margin:12px;color:#202124}
h1{position:absolute;left:-9999px}h2{font-size:15px;margin:16px 0 4px}ul{list-style:none;margin:0;padding:0}
button{font:inherit;color:inherit;text-align:left;background:#fff;border:1px solid #80868b;border-radius:4px;padding:6px 8px}
li button{width:100%;margin:0 0 6px}button:hover{background:#f1f3f4}button:focus-visible{outline:2px solid #174ea6}
b{display:block}i{display:block;color:#3c4043}
</style></head><body><main><h1>{title}</h1><p id="state" role="status"></p><button id="again">{refresh}</button><div id="list"></div></main><script>
const words={words},run=google.script.run,at=id=>document.getElementById(id);
const add=(parent,name,text)=>{const made=parent.appendChild(document.createElement(name));made.textContent=text||'';return made};
const say=text=>{at('state').textContent=text};
const draw=findings=>{
say(findings.length?words.count.replace('{'+'count}',findings.length):words.none);
at('list').textContent='';let tab,list;
for(const each of findings){
if(each.tab!==tab){tab=each.tab;add(at('list'),'h2',tab);list=add(at('list'),'ul')}
const button=add(add(list,'li'),'button');
add(button,'b',each.cell);add(button,'span',each.message);add(button,'i',each.fix);
button.onclick=()=>run.goTo(each.tab,each.cell);
}};
const read=()=>{say(words.reading);run.withSuccessHandler(draw).withFailureHandler(()=>say(words.failed)).listFindings()};
at('again').onclick=read;read();
</script></body></html>`;
