import type { PlanSummary } from '../../plan/summary.ts';
import { peoplePart } from '../fold/people.ts';
import { LEAST_THRESHOLD } from '../fold/totals.ts';
import { HiddenParts, largeScopeTable } from './large-scope.ts';
import { type Disclosure, disclosureOf, type Group, scopeTable } from './scope-table.ts';

/** What several communities publish together, as they come in one by one. Keeps no more than `MOST_JOINTLY` of them. */
export class SumPage {
  readonly #people = peoplePart();
  readonly #parts = new HiddenParts();
  readonly #members: Disclosure[] = [];
  #communities = 0;
  #threshold = LEAST_THRESHOLD;
  #disclosure: Disclosure | null = null;

  add(summary: PlanSummary, own: Disclosure): void {
    this.#people.add(summary);
    this.#parts.add(own);
    this.#threshold = Math.max(this.#threshold, summary.publishThreshold);
    this.#communities++;
    if (this.#communities <= MOST_JOINTLY) this.#members.push(own);
  }

  /** @param states  of the same communities, as they publish themselves */
  disclosure(states: readonly SumPage[] = []): Disclosure {
    this.#disclosure ??= this.#found(states);
    return this.#disclosure;
  }

  #found(states: readonly SumPage[]): Disclosure {
    const people = this.#people.result();
    if (this.#communities <= MOST_JOINTLY) {
      const groups = states.map(
        (state): Group => ({
          members: state.#members.map((member) => this.#members.indexOf(member)),
          disclosure: state.disclosure(),
        }),
      );
      return disclosureOf(people, scopeTable(people, this.#threshold, this.#members, groups));
    }
    const ofStates = new HiddenParts();
    for (const state of states) ofStates.add(state.disclosure());
    return disclosureOf(people, largeScopeTable(people, this.#threshold, [this.#parts, ofStates]));
  }
}

/** The hidden counts of so many communities are looked at together in about a second. */
const MOST_JOINTLY = 8;
