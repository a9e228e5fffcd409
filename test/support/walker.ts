import { cellName, cellPosition } from '../../functions/plan/a1.ts';
import type { Line, Slip, Story } from '../fixtures/millrace.ts';

/** The sheet as somebody in front of it sees and uses it. */
export interface Desk {
  /** Comes back when everything typed has been checked and shows. */
  settled(): Promise<void>;
  /** The Checklist tab, row by row. */
  checklist(): Promise<{ question: string; state: string; why: string }[]>;
  /** Follows the link of a row of the Checklist. */
  follow(question: string): Promise<void>;
  /** What errors and warnings say, message and fix, in the order in which they are shown. */
  findings(): Promise<string[]>;
  /** Goes to the cell of one of them. */
  goTo(finding: string): Promise<void>;
  openTab(title: string): Promise<void>;
  /** Where the cursor is. */
  place(): Promise<{ tab: string; cell: string }>;
  /** The texts of the open tab, by cell. */
  seen(): Promise<ReadonlyMap<string, string>>;
  /** Types into a cell of the open tab, and leaves it. */
  type(cell: string, text: string): Promise<void>;
}

export interface Walk {
  /** Each stop: what it was led by and where to. */
  stops: string[];
  /** The slips that were made, with what was said of them. */
  told: Map<Slip, string>;
}

/** More than any walk takes. */
const MOST_STOPS = 120;

/**
 * A coordinator who has never planned such a year. They know what their community wants to say, and nothing of where it belongs: they mend what the first
 * finding speaks of, else go where the first open question of the Checklist leads, read the header or question there, and type the answer to
 * that; in a table, they go on along the row and with the rows that they have besides.
 *
 * @throws Error where they would have to guess: a place that asks for nothing they know, or a finding that stays though all is typed as they want it
 */
export const walk = async (desk: Desk, story: Story): Promise<Walk> => {
  const walker = new Walker(desk, story);
  while (await walker.next());
  return walker;
};

class Walker implements Walk {
  readonly stops: string[] = [];
  readonly told = new Map<Slip, string>();
  private readonly desk: Desk;
  private readonly story: Story;
  /** What was typed last, by tab and cell. */
  private readonly typed = new Map<string, string>();
  /** Which line of a table was typed into which row, by tab and row. */
  private readonly rows = new Map<string, Line>();
  private readonly slipped = new Set<Slip>();

  constructor(desk: Desk, story: Story) {
    this.desk = desk;
    this.story = story;
  }

  /** @returns false when there is nothing left to do */
  async next(): Promise<boolean> {
    await this.desk.settled();
    const [finding] = await this.desk.findings();
    if (finding !== undefined) {
      await this.desk.goTo(finding);
      await this.mend(finding);
      return true;
    }
    const open = (await this.desk.checklist()).find(({ state }) => state !== 'Done' && state !== 'Set aside');
    if (!open) return false;
    if (this.story.leftOut[open.question] !== undefined) await this.leaveOut(open);
    else {
      await this.desk.follow(open.question);
      await this.answer(`${open.question} ${open.why}`);
    }
    return true;
  }

  private async mend(finding: string): Promise<void> {
    const { tab, cell } = await this.desk.place();
    await this.stop(finding);
    for (const slip of this.slipped)
      if (slip.tab === tab && this.typed.get(`${tab}!${cell}`) === slip.typed) this.told.set(slip, finding);
    const missing = /\badd "(.+?)" to the (.+?) tab\b/i.exec(finding);
    const seen = await this.desk.seen();
    const wanted = this.wantedAt(tab, cell, seen);
    if (wanted !== null && this.typed.get(`${tab}!${cell}`) !== wanted.text) {
      await this.desk.type(cell, wanted.text);
      this.typed.set(`${tab}!${cell}`, wanted.text);
      return;
    }
    if (missing) {
      await this.desk.openTab(missing[2]!);
      await this.fillTable(missing[2]!, await this.desk.seen());
      return;
    }
    const waived = this.story.waived.find(({ told }) => told.test(finding));
    const waiver = waived && rightOf(cell, 'Waiver', seen);
    if (!waived || !waiver) throw new Error(`Nothing tells what to type for: ${finding}\n${this.stops.join('\n')}`);
    await this.desk.type(waiver, waived.reason);
  }

  /** The why of a question says where to leave it out. */
  private async leaveOut({ question, why }: { question: string; why: string }): Promise<void> {
    const [, tab] = /say so on the (.+?) tab\b/.exec(why) ?? [];
    if (tab === undefined) throw new Error(`Nothing tells where to leave this out: ${question} ${why}`);
    await this.desk.openTab(tab);
    await this.stop(`${question} ${why}`);
    const [asked, reason] = ['Question set aside', 'Why it is left out'];
    const seen = await this.desk.seen();
    const row = freeRow([asked, reason], seen);
    await this.desk.type(cellBelow(asked, row, seen), question);
    await this.desk.type(cellBelow(reason, row, seen), this.story.leftOut[question]!);
  }

  private async answer(ledBy: string): Promise<void> {
    const { tab, cell } = await this.stop(ledBy);
    const seen = await this.desk.seen();
    const answers = this.story.answers[tab] ?? {};
    if (answers[questionBeside(cell, seen)] === undefined) {
      await this.fillTable(tab, seen, cellPosition(cell).row);
      return;
    }
    // They read on, as long as there is a question below.
    const { column, row } = cellPosition(cell);
    for (let next = row; ; next++) {
      const at = cellName(column, next);
      const answer = answers[questionBeside(at, seen)];
      if (answer === undefined) return;
      if ((seen.get(at) ?? '') === '') await this.put(tab, at, questionBeside(at, seen), answer);
    }
  }

  /**
   * Types the lines of a tab's table: those that stand there with their first word only are completed, the others go below.
   *
   * @param ledTo  the row that they were led to; there must be something to say
   */
  private async fillTable(tab: string, seen: ReadonlyMap<string, string>, ledTo?: number): Promise<void> {
    const lines = this.story.lines[tab];
    if (!lines) throw new Error(`They have no table to type on ${tab}:\n${this.stops.join('\n')}`);
    const headers = [...new Set(lines.flatMap(Object.keys))];
    const [first] = headers as [string, ...string[]];
    const begun = new Map(below(first, seen).map(([cell, text]): [string, number] => [text, cellPosition(cell).row]));
    let free = freeRow(headers, seen);
    let typed = 0;
    for (const line of lines) {
      const row = begun.get(line[first]!) ?? free;
      if (row === free) free++;
      this.rows.set(`${tab} ${row}`, line);
      for (const [header, text] of Object.entries(line)) {
        const cell = cellBelow(header, row, seen);
        if (seen.get(cell) === text || this.typed.has(`${tab}!${cell}`)) continue;
        await this.put(tab, cell, header, text);
        typed++;
      }
    }
    if (typed === 0 || (ledTo !== undefined && !this.rows.has(`${tab} ${ledTo}`)))
      throw new Error(`They were led to ${tab} row ${ledTo} and have nothing to type there:\n${this.stops.join('\n')}`);
  }

  /** Types, and the first time wrongly where the story has a slip. */
  private async put(tab: string, cell: string, prompt: string, wanted: string): Promise<void> {
    const slip = this.story.slips.find((each) => each.tab === tab && each.prompt === prompt && !this.slipped.has(each));
    if (slip) this.slipped.add(slip);
    const text = slip?.typed ?? wanted;
    await this.desk.type(cell, text);
    this.typed.set(`${tab}!${cell}`, text);
  }

  private wantedAt(tab: string, cell: string, seen: ReadonlyMap<string, string>): { text: string } | null {
    const { row } = cellPosition(cell);
    const line = this.rows.get(`${tab} ${row}`);
    const answer = line
      ? Object.entries(line).find(([header]) => cellBelow(header, row, seen) === cell)?.[1]
      : this.story.answers[tab]?.[questionBeside(cell, seen)];
    return answer === undefined ? null : { text: answer };
  }

  private async stop(ledBy: string): Promise<{ tab: string; cell: string }> {
    const { tab, cell } = await this.desk.place();
    const here = `${tab}!${cell} ${ledBy}`;
    if (this.stops.filter((each) => each === here).length > 1 || this.stops.length >= MOST_STOPS)
      throw new Error(`They are led in circles:\n${[...this.stops, here].join('\n')}`);
    this.stops.push(here);
    return { tab, cell };
  }
}

/** What stands at the left of a form's answer. */
const questionBeside = (cell: string, seen: ReadonlyMap<string, string>): string => {
  const { column, row } = cellPosition(cell);
  return column === 0 ? '' : (seen.get(cellName(column - 1, row)) ?? '');
};

const headerCell = (header: string, seen: ReadonlyMap<string, string>): string => {
  const found = [...seen].find(([, text]) => text === header);
  if (!found) throw new Error(`No header "${header}" is in sight`);
  return found[0];
};

const cellBelow = (header: string, row: number, seen: ReadonlyMap<string, string>): string =>
  cellName(cellPosition(headerCell(header, seen)).column, row);

/** What stands below a header, from top to bottom, as far as it goes. */
const below = (header: string, seen: ReadonlyMap<string, string>): [cell: string, text: string][] => {
  const { column, row } = cellPosition(headerCell(header, seen));
  const found: [string, string][] = [];
  for (let next = row + 1; ; next++) {
    const cell = cellName(column, next);
    const text = seen.get(cell) ?? '';
    if (text === '') return found;
    found.push([cell, text]);
  }
};

/** The first row below all headers in which nothing stands under any of them. */
const freeRow = (headers: readonly string[], seen: ReadonlyMap<string, string>): number => {
  const { row } = cellPosition(headerCell(headers[0]!, seen));
  for (let next = row + 1; ; next++)
    if (headers.every((header) => (seen.get(cellBelow(header, next, seen)) ?? '') === '')) return next;
};

/** The cell of this row under a header, which stands in the nearest row of headers above it. */
const rightOf = (cell: string, header: string, seen: ReadonlyMap<string, string>): string | null => {
  const { row } = cellPosition(cell);
  const headerRow = Math.max(
    ...[...seen].flatMap(([at, text]) => (text === header && cellPosition(at).row < row ? [cellPosition(at).row] : [])),
  );
  const found = [...seen].find(([at, text]) => text === header && cellPosition(at).row === headerRow);
  return found ? cellName(cellPosition(found[0]).column, row) : null;
};
