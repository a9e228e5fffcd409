import { capacityChecks } from './capacity.ts';
import type { Check, TargetContext } from './check.ts';
import { dateChecks } from './dates.ts';
import { duplicateChecks } from './duplicates.ts';
import { fundingChecks } from './funding.ts';
import { rateChecks } from './rates.ts';
import { referenceChecks } from './references.ts';
import { shareChecks } from './shares.ts';
import { stageChecks } from './stages.ts';

/** Checks of what is typed, in the order in which their findings are told for one cell. */
export const planChecks: readonly Check[] = [
  ...duplicateChecks,
  ...referenceChecks,
  ...rateChecks,
  ...shareChecks,
  ...dateChecks,
  ...stageChecks,
  ...fundingChecks,
];

/** Checks of what is typed against the targets that follow from it. */
export const targetChecks: readonly Check<TargetContext>[] = capacityChecks;

/** Grows whenever a rule is added, withdrawn or changes its mind. */
export const RULES_VERSION = 1;
