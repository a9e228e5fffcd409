import type { PlanSummary } from '../../plan/summary.ts';
import { peoplePart } from '../fold/people.ts';
import { LEAST_THRESHOLD } from '../fold/totals.ts';
import type { Counted, People } from '../rollup.ts';
import type { PeopleTable } from './community-table.ts';
import { type EarlierExport, withEarlier } from './earlier.ts';
import { HiddenParts, largeScopeTable } from './large-scope.ts';
import { type Disclosure, disclosureOf, type Group, scopeTable } from './scope-table.ts';

/** What several communities publish together, as they come in one by one. Keeps no more of them than can be looked at together. */
export class SumPage {
  readonly #people = peoplePart();
  readonly #parts = new HiddenParts();
  readonly #members: Disclosure[] = [];
  #communities = 0;
  /** Of all members' tables. */
  #cells = 0;
  #threshold = LEAST_THRESHOLD;
  #disclosure: Disclosure | null = null;

  add(summary: PlanSummary, own: Disclosure): void {
    this.#people.add(summary);
    this.#parts.add(own);
    this.#threshold = Math.max(this.#threshold, summary.publishThreshold);
    this.#communities++;
    this.#cells += own.table.cells.length;
    if (this.#isJoint) this.#members.push(own);
  }

  /**
   * @param states   of the same communities, as they publish themselves
   * @param earlier  of the same scope
   */
  disclosure(states: readonly SumPage[] = [], earlier: readonly EarlierExport[] = []): Disclosure {
    this.#disclosure ??= this.#found(states, earlier);
    return this.#disclosure;
  }

  get #isJoint(): boolean {
    return this.#communities <= MOST_JOINTLY && this.#cells <= MOST_CELLS;
  }

  #found(states: readonly SumPage[], earlier: readonly EarlierExport[]): Disclosure {
    const people = this.#people.result();
    return disclosureOf(people, withEarlier(this.#table(people, states), people, this.#threshold, earlier));
  }

  #table(people: People<Counted>, states: readonly SumPage[]): PeopleTable {
    if (this.#isJoint) {
      const groups = states.map(
        (state): Group => ({
          members: state.#members.map((member) => this.#members.indexOf(member)),
          disclosure: state.disclosure(),
        }),
      );
      return scopeTable(people, this.#threshold, this.#members, groups);
    }
    const ofStates = new HiddenParts();
    for (const state of states) ofStates.add(state.disclosure());
    return largeScopeTable(people, this.#threshold, [this.#parts, ofStates]);
  }
}

/** The hidden counts of so many communities are looked at together in about a second. */
const MOST_JOINTLY = 4;

/** Three plans that count three groups month by month have 350 cells, and the programs over them come to no end within minutes. */
const MOST_CELLS = 250;
