import type { PlanSummary } from '../../plan/summary.ts';
import { peoplePart } from '../fold/people.ts';
import { LEAST_THRESHOLD } from '../fold/totals.ts';
import { type Counted, type People, steps } from '../rollup.ts';
import { cellName, type PeopleTable } from './community-table.ts';
import { exportsBefore, withEarlier } from './earlier.ts';
import { type Disclosure, isHiddenIn } from './hidden-cells.ts';
import { HiddenParts, largeScopeTable } from './large-scope.ts';
import { type HiddenPeople, Overlap } from './overlap.ts';
import { countRows } from './people-cells.ts';
import { disclosureOf, type Group, scopeTable } from './scope-table.ts';
import type { Told } from './told.ts';

/** What several communities publish together, as they come in one by one. Keeps no more of them than can be looked at together. */
export class SumPage {
  readonly #people = peoplePart();
  readonly #parts = new HiddenParts();
  readonly #members: Disclosure[] = [];
  /** Counts that members hide on their own pages. */
  #hidden = 0;
  #threshold = LEAST_THRESHOLD;
  #disclosure: Disclosure | null = null;
  readonly #told: Told | null;
  readonly #overlap: Overlap | null;

  /** @param told  of the same year; null where that is not compared */
  constructor(told: Told | null = null) {
    this.#told = told;
    this.#overlap = told && new Overlap(told.others);
  }

  add(summary: PlanSummary, own: Disclosure): void {
    this.#people.add(summary);
    this.#parts.add(own);
    this.#overlap?.add(summary.communityId, own);
    this.#threshold = Math.max(this.#threshold, summary.publishThreshold);
    this.#hidden += own.hiding.hidden.reduce((sum, isHidden) => sum + isHidden, 0);
    if (this.#isJoint) this.#members.push(own);
  }

  /** @param states  of the same communities, as they publish themselves */
  disclosure(states: readonly SumPage[] = []): Disclosure {
    this.#disclosure ??= this.#found(states);
    return this.#disclosure;
  }

  /** By `cellName`, of the counts that it shows: who hides a part; nothing where that is not compared. */
  shown(): Map<string, HiddenPeople | null> {
    const disclosure = this.disclosure();
    const shown = countRows(disclosure.people).flatMap(({ key, counts }) =>
      steps
        .filter((step) => counts[step] !== null && !isHiddenIn(disclosure, key, step))
        .map((step) => cellName(key, step)),
    );
    const overlap = this.#overlap;
    return new Map(overlap ? shown.map((name) => [name, overlap.hiddenPeople(name)]) : []);
  }

  get #isJoint(): boolean {
    return this.#hidden <= MOST_HIDDEN;
  }

  #found(states: readonly SumPage[]): Disclosure {
    const people = this.#people.result();
    const table = this.#table(people, states);
    this.#overlap?.mark(table, this.#threshold);
    const before = exportsBefore(people, this.#told?.same ?? []);
    return disclosureOf(people, withEarlier(table, people, this.#threshold, before));
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

/** So many are looked at together in some seconds: of ten plans that count four groups quarter by quarter, or of three month by month. */
const MOST_HIDDEN = 400;
