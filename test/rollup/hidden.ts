/** How much of the three funders' exports is hidden, why, and what came of their audits. `node test/rollup/hidden.ts` */
import { publishRollup } from '../../functions/rollup/publish.ts';
import { foundation, nationalNetwork, stateAgency } from '../fixtures/funders/funders.ts';
import { rollupInputOf } from './funders.ts';

const share = (part: number, of: number): string => `${part} (${((100 * part) / of).toFixed(1)}%)`;
const cases = { 'state agency': stateAgency, foundation, 'national network': nationalNetwork };
for (const [name, funder] of Object.entries(cases)) {
  const startedAt = performance.now();
  const { audit, communities, threshold } = publishRollup(rollupInputOf(funder));
  const { of, few, complementary } = audit.counts;
  console.log(
    `${name}: ${communities.length} communities, threshold ${threshold}, ${of} counts; hidden: few ${share(few, of)}, complementary ${share(complementary, of)}; ` +
      `audited ${audit.cells}, narrowest ${audit.narrowest ?? 'none'}, known anyway ${audit.knownAnyway}; ${Math.round(performance.now() - startedAt)} ms`,
  );
}
