/** A linear program, some of whose variables are whole. Names are letters, digits and underscores. */
export class LinearModel {
  private readonly rows: string[] = [];
  private readonly bounds: string[] = [];
  private readonly whole: string[] = [];

  /** @param most  null: as much as one likes; nothing is ever below 0, nor below `least` */
  variable(name: string, { least = 0, most, whole }: { least?: number; most: number | null; whole: boolean }): void {
    if (most !== null || least > 0) this.bounds.push(`${least} <= ${name}${most === null ? '' : ` <= ${most}`}`);
    if (whole) this.whole.push(name);
  }

  constrain(terms: readonly Term[], relation: '<=' | '>=', right: number): void {
    if (terms.length > 0) this.rows.push(`r${this.rows.length}: ${written(terms)} ${relation} ${right}`);
  }

  /** In CPLEX's LP format, as HiGHS reads it: https://ergo-code.github.io/HiGHS/ */
  text(goal: 'Minimize' | 'Maximize', objective: readonly Term[]): string {
    return [
      goal,
      ` objective: ${written(objective)}`,
      'Subject To',
      ...this.rows.map((row) => ` ${row}`),
      'Bounds',
      ...this.bounds.map((bound) => ` ${bound}`),
      ...(this.whole.length > 0 ? ['General', ...this.whole.map((name) => ` ${name}`)] : []),
      'End',
      '',
    ].join('\n');
  }
}

export interface Term {
  times: number;
  name: string;
}

/** What a solver made of a model. */
export type Solved =
  | { status: 'optimal'; values: ReadonlyMap<string, number> }
  /** Time was up: the best answer so far, which may or may not be the best. */
  | { status: 'stopped'; values: ReadonlyMap<string, number> }
  | { status: 'infeasible' }
  /** It gave up, or does not know. */
  | { status: 'unsolved'; why: string };

/** Solves a model in LP format, to the best answer or one that is worse by at most a share of it; whoever calls the plan brings one, because solvers are loaded and not pure. */
export type Solver = (model: string, accuracy: { relative: number }) => Solved;

/** Broken into lines, as readers of the format want it. */
const written = (terms: readonly Term[]): string =>
  terms.length === 0
    ? '0 nothing'
    : terms
        .map(
          ({ times, name }, index) =>
            `${times < 0 ? '-' : '+'} ${Math.abs(times)} ${name}${index % 8 === 7 ? '\n ' : ''}`,
        )
        .join(' ');
