import { describe, expect, test } from 'vitest';
import { allRules } from '../../../functions/plan/checks/catalogue.ts';
import type { Severity } from '../../../functions/plan/finding.ts';
import { day, goodSheet, type Sheet, type Typed } from '../../support/sheet.ts';

interface Case {
  code: string;
  severity: Severity;
  /** What differs from the good plan, in a plan that only just passes. */
  passes: (sheet: Sheet) => Sheet;
  /** And in a plan that only just fails. */
  fails: (sheet: Sheet) => Sheet;
  /** Every finding of the failing plan, `code Tab!Cell`. */
  findings: string[];
  message: string;
  fix: string;
  /** Mends the failing plan as the fix says. */
  mended?: (sheet: Sheet) => Sheet;
}

const set =
  (...cells: [tab: string, cell: string, typed: Typed][]) =>
  (sheet: Sheet): Sheet =>
    cells.reduce((changed, [tab, cell, typed]) => changed.set(tab, cell, typed), sheet);

const unchanged = (sheet: Sheet): Sheet => sheet;

const cases: Case[] = [
  {
    code: 'duplicate-row',
    severity: 'error',
    passes: set(
      ['Partners', 'A10', 'Acme Hardware'],
      ['Partners', 'B10', 'Employer'],
      ['Partners', 'E10', 'Invited'],
      ['Partners', 'F10', 'Yes'],
    ),
    fails: set(
      ['Partners', 'A10', ' acme  SOFTWARE '],
      ['Partners', 'B10', 'Employer'],
      ['Partners', 'E10', 'Invited'],
      ['Partners', 'F10', 'Yes'],
    ),
    findings: ['duplicate-row Partners!A10'],
    message: 'This partner stands in row 3 already: Organization is the same.',
    fix: 'Delete one of the two rows, or change Organization where they differ.',
    mended: (sheet) => sheet.deleteRows('Partners', 10),
  },
  {
    code: 'duplicate-row',
    severity: 'error',
    passes: set(['Demand', 'A4', 'Acme Software'], ['Demand', 'B4', 'Web developer'], ['Demand', 'C4', 0]),
    fails: set(['Demand', 'A4', 'Acme Software'], ['Demand', 'B4', 'help desk technician'], ['Demand', 'C4', 0]),
    findings: ['duplicate-row Demand!A4'],
    message: 'This line of demand stands in row 3 already: Employer and Role are the same.',
    fix: 'Delete one of the two rows, or change Employer or Role where they differ.',
    mended: set(['Demand', 'B4', 'Web developer']),
  },
  {
    code: 'duplicate-row',
    severity: 'error',
    passes: (sheet) =>
      sheet.fill('assumptions', { rate: 'Aware → applied', segment: 'Veterans', low: 0.1, likely: 0.3, high: 0.4 }),
    fails: (sheet) => sheet.fill('assumptions', { rate: 'Aware → applied', low: 0.1, likely: 0.3, high: 0.4 }),
    findings: ['duplicate-row Assumptions!A10'],
    message: 'This rate stands in row 3 already: Step and Only for segment are the same.',
    fix: 'Delete one of the two rows, or change Step or Only for segment where they differ.',
    mended: set(['Assumptions', 'B10', 'Women']),
  },
  {
    code: 'unknown-name',
    severity: 'error',
    passes: set(['Demand', 'A3', ' ACME software']),
    // The row with the error does not count, and with it the only openings are gone from the plan.
    fails: set(['Demand', 'A3', 'Acme Softwares']),
    findings: ['unknown-name Demand!A3'],
    message: 'Employer is "Acme Softwares", but the Partners tab has no partner of that name.',
    fix: 'Did you mean "Acme Software"? Otherwise add "Acme Softwares" to the Partners tab.',
    mended: set(['Demand', 'A3', 'Acme Software']),
  },
  {
    code: 'unknown-name',
    severity: 'error',
    passes: set(['Segments', 'D3', 'library;WORKFORCE board']),
    fails: set(['Segments', 'D3', 'Library; Veterans Center']),
    // Without the row of the veterans their people belong to no segment that is planned.
    findings: ['unknown-name Segments!D3'],
    message: 'Served by is "Veterans Center", but the Partners tab has no partner of that name.',
    fix: 'Add "Veterans Center" to the Partners tab, or choose one that is there.',
    mended: (sheet) =>
      sheet.fill('partners', {
        name: 'Veterans Center',
        kind: 'Civic organization',
        status: 'Invited',
        gaveInput: 'Yes',
      }),
  },
  {
    code: 'unknown-name',
    severity: 'error',
    passes: set(['Roles', 'B26', 'LIBRARY']),
    fails: set(['Roles', 'B26', 'Libary']),
    findings: ['unknown-name Roles!B26'],
    message:
      'The answer to "Who collects and aggregates the data?" is "Libary", but the Partners tab has no partner of that name.',
    fix: 'Did you mean "Library"? Otherwise add "Libary" to the Partners tab.',
    mended: set(['Roles', 'B26', 'Library']),
  },
  {
    code: 'rates-out-of-order',
    severity: 'error',
    passes: set(['Assumptions', 'C3', 0.2], ['Assumptions', 'E3', 0.2]),
    fails: set(['Assumptions', 'C3', 0.2001]),
    findings: ['rates-out-of-order Assumptions!C3'],
    message: 'Low is 20.01%, and that is more than Likely, 20%.',
    fix: 'Type a Low of at most 20%, or mend Likely.',
    mended: set(['Assumptions', 'C3', 0.2]),
  },
  {
    code: 'rates-out-of-order',
    severity: 'error',
    passes: set(['Assumptions', 'E3', 0.2]),
    fails: set(['Assumptions', 'E3', 0.15]),
    findings: ['rates-out-of-order Assumptions!E3'],
    message: 'High is 15%, and that is less than Likely, 20%.',
    fix: 'Type a High of at least 20%, or mend Likely.',
    mended: set(['Assumptions', 'E3', 0.2]),
  },
  {
    code: 'routes-over-whole',
    severity: 'error',
    // Likely 60% + 40%, high 60% + 40%: all of the people and no more.
    passes: set(['Assumptions', 'D5', 0.6], ['Assumptions', 'E5', 0.6], ['Assumptions', 'E7', 0.4]),
    fails: set(['Assumptions', 'D5', 0.6001], ['Assumptions', 'E5', 0.6001], ['Assumptions', 'E7', 0.4]),
    findings: ['routes-over-whole Assumptions!D7'],
    message:
      '"Assessed → matched (direct)" (60.01%) and "Assessed → enrolled (trained)" (40%) come to 100.01% of the same people.',
    fix: 'Lower one of them, so that together they are at most 100%.',
    mended: set(['Assumptions', 'D5', 0.6], ['Assumptions', 'E5', 0.6]),
  },
  {
    code: 'routes-over-whole',
    severity: 'error',
    passes: (sheet) =>
      sheet.fill('assumptions', {
        rate: 'Assessed → enrolled (trained)',
        segment: 'Women',
        low: 0.5,
        likely: 0.7,
        high: 0.75,
      }),
    // High: 25% for everybody and 80% for women.
    fails: (sheet) =>
      sheet.fill('assumptions', {
        rate: 'Assessed → enrolled (trained)',
        segment: 'Women',
        low: 0.5,
        likely: 0.7,
        high: 0.8,
      }),
    findings: ['routes-over-whole Assumptions!E10'],
    message:
      '"Assessed → matched (direct)" (25%) and "Assessed → enrolled (trained)" (80%) come to 105% of the same people.',
    fix: 'Lower one of them, so that together they are at most 100%.',
    mended: set(['Assumptions', 'E10', 0.75]),
  },
  {
    code: 'rate-missing',
    severity: 'error',
    passes: (sheet) => sheet.reorderRows('Assumptions', 3, [6, 5, 4, 3, 2, 1, 0]),
    fails: set(['Assumptions', 'B9', 'Veterans']),
    findings: ['rate-missing Assumptions!A2'],
    message:
      'There is no row for the step "Completed → placed (trained)" with a blank segment, so no targets can be worked out.',
    fix: 'Add a row with the step "Completed → placed (trained)" and its low, likely and high rates.',
    mended: (sheet) =>
      sheet.fill('assumptions', { rate: 'Completed → placed (trained)', low: 0.5, likely: 0.8, high: 1 }),
  },
  {
    code: 'segment-goal-twice',
    severity: 'error',
    passes: set(['Segments', 'B3', null], ['Segments', 'C3', 0.25]),
    fails: set(['Segments', 'C3', 0]),
    findings: ['segment-goal-twice Segments!C3'],
    message: 'This segment has a goal of 10 placements and a share of 0% as well; only one can hold.',
    fix: 'Keep one of the two and empty the other cell.',
    mended: set(['Segments', 'C3', null]),
  },
  {
    code: 'segment-shares-over-whole',
    severity: 'error',
    passes: set(['Segments', 'B3', null], ['Segments', 'C3', 0.5]),
    fails: set(['Segments', 'B3', null], ['Segments', 'C3', 0.5001]),
    findings: ['segment-shares-over-whole Segments!C4'],
    message:
      'The shares of 2 segments come to 100.01% of the placements; each placed person counts in one segment only.',
    fix: 'Lower the shares by 0.01% in all. People who belong to two groups count in the one you name first.',
    mended: set(['Segments', 'C3', 0.5]),
  },
  {
    code: 'segment-goals-over-goal',
    severity: 'error',
    // 20 and half of 40.
    passes: set(['Segments', 'B3', 20]),
    fails: set(['Segments', 'B3', 21]),
    findings: ['segment-goals-over-goal Segments!B3'],
    message: 'The segments’ goals come to 41 placements, but the goal of the whole plan is 40 (Goals tab).',
    // With a goal of 41 the share would grow to 20.5; 21 is half of 42.
    fix: 'Lower the segments’ goals by 1, or raise the placements goal to 42.',
    mended: set(['Goals', 'B3', 42], ['Partners', 'H3', 42], ['Demand', 'C3', 12], ['Programs', 'E3', 35]),
  },
  {
    code: 'segment-goals-over-goal',
    severity: 'error',
    passes: set(['Segments', 'B3', 0], ['Segments', 'C4', 1]),
    fails: set(['Segments', 'B3', 1], ['Segments', 'C4', 1]),
    findings: ['segment-goals-over-goal Segments!B3'],
    message: 'The segments’ goals come to 41 placements, but the goal of the whole plan is 40 (Goals tab).',
    fix: 'Lower the segments’ goals by 1.',
    mended: set(['Segments', 'B3', 0]),
  },
  {
    code: 'quarters-not-goal',
    severity: 'warning',
    passes: set(['Goals', 'B9', 4], ['Goals', 'B10', 8], ['Goals', 'B11', 12], ['Goals', 'B12', 16]),
    fails: set(['Goals', 'B9', 4], ['Goals', 'B10', 8], ['Goals', 'B11', 12], ['Goals', 'B12', 15]),
    findings: ['quarters-not-goal Goals!B12'],
    message:
      'The quarters come to 39 placements, but the goal is 40. Until they agree, the Calendar tab shares the goal out in their proportion.',
    fix: 'Raise the quarters by 1 in all, or empty one of them: it then gets what is left.',
    mended: set(['Goals', 'B10', null]),
  },
  {
    code: 'quarters-not-goal',
    severity: 'warning',
    passes: set(['Goals', 'B10', 40]),
    fails: set(['Goals', 'B9', 1], ['Goals', 'B10', 40]),
    findings: ['quarters-not-goal Goals!B10'],
    message:
      'The quarters come to 41 placements, but the goal is 40. Until they agree, the Calendar tab shares the goal out in their proportion.',
    fix: 'Lower the quarters by 1 in all, or raise the goal to 41.',
    mended: set(['Goals', 'B10', 39]),
  },
  {
    code: 'segment-without-goal',
    severity: 'warning',
    passes: set(['Segments', 'B3', 0]),
    fails: set(['Segments', 'B3', null]),
    findings: ['segment-without-goal Segments!B3'],
    message: 'This segment has neither a placements goal nor a share, so no targets are worked out for it.',
    fix: 'Type how many of the placements are for this group, or which share of them.',
    mended: set(['Segments', 'C3', 0.1]),
  },
  {
    code: 'segment-not-served',
    severity: 'warning',
    passes: set(['Segments', 'D3', null], ['Segments', 'E3', 'Veterans Center'], ['Segments', 'F3', 'Library']),
    fails: set(['Segments', 'D3', null]),
    findings: ['segment-not-served Segments!D3'],
    message: 'Nobody serves this segment, and no new partner is named who is to join.',
    fix: 'Name the partners that serve this group, or under "New partner to join" who is to.',
    mended: set(['Segments', 'D3', 'Library']),
  },
  {
    code: 'segment-not-served',
    severity: 'warning',
    passes: set(['Segments', 'D4', 'Library'], ['Segments', 'F4', null]),
    fails: set(['Segments', 'F4', null]),
    findings: ['segment-not-served Segments!F4'],
    message: '"Women Who Code" is to join, but it is not said who asks them.',
    fix: 'Choose the partner that asks the new one to join.',
    mended: set(['Segments', 'F4', 'Tech Council']),
  },
  {
    code: 'year-out-of-order',
    severity: 'error',
    // 2026-07-01 to 2027-04-26 are 300 days: 31+31+30+31+30+31+31+28+31 = 274 to the end of March, and 26.
    passes: set(['Community', 'B9', day('2027-04-26')], ['Goals', 'E16', day('2027-04-26')]),
    fails: set(['Community', 'B9', day('2027-04-25')], ['Goals', 'E16', day('2027-04-25')]),
    findings: ['year-out-of-order Community!B9'],
    message: 'The plan year lasts 299 days, from Jul 1, 2026 to Apr 25, 2027.',
    fix: 'A plan is for one year: Jul 1, 2026 to Jun 30, 2027, for example.',
    mended: set(['Community', 'B9', day('2027-06-30')]),
  },
  {
    code: 'year-out-of-order',
    severity: 'error',
    // 400 days: 365 to 2027-06-30 and 35 more.
    passes: set(['Community', 'B9', day('2027-08-04')]),
    fails: set(['Community', 'B9', day('2027-08-05')]),
    findings: ['year-out-of-order Community!B9'],
    message: 'The plan year lasts 401 days, from Jul 1, 2026 to Aug 5, 2027.',
    fix: 'A plan is for one year: Jul 1, 2026 to Jun 30, 2027, for example.',
    mended: set(['Community', 'B9', day('2027-06-30')]),
  },
  {
    code: 'year-out-of-order',
    severity: 'error',
    passes: unchanged,
    fails: (sheet) => sheet.set('Community', 'B9', day('2026-06-30')).clear('programs'),
    findings: ['year-out-of-order Community!B9'],
    message: 'The plan year ends on Jun 30, 2026, before it starts on Jul 1, 2026.',
    fix: 'A plan is for one year: Jul 1, 2026 to Jun 30, 2027, for example.',
    mended: set(['Community', 'B9', day('2027-06-30')]),
  },
  {
    code: 'period-out-of-order',
    severity: 'error',
    passes: set(['Resources', 'E4', day('2026-09-01')], ['Resources', 'F4', day('2026-09-01')]),
    fails: set(['Resources', 'E4', day('2026-09-01')], ['Resources', 'F4', day('2026-08-31')]),
    findings: ['period-out-of-order Resources!F4'],
    message: 'To is Aug 31, 2026, before From, Sep 1, 2026.',
    fix: 'Swap the two dates, or mend the wrong one.',
    mended: set(['Resources', 'E4', day('2026-08-31')], ['Resources', 'F4', day('2026-09-01')]),
  },
  {
    code: 'period-out-of-order',
    severity: 'error',
    passes: set(['Funding', 'G7', day('2027-06-30')]),
    fails: set(['Funding', 'G7', day('2027-07-01')]),
    findings: ['period-out-of-order Funding!H7'],
    message: 'To is Jun 30, 2027, before From, Jul 1, 2027.',
    fix: 'Swap the two dates, or mend the wrong one.',
    mended: set(['Funding', 'G7', day('2026-07-01')]),
  },
  {
    code: 'period-out-of-order',
    severity: 'error',
    passes: set(['Progress', 'A5', day('2026-10-01')], ['Progress', 'B5', day('2026-10-01')]),
    fails: set(['Progress', 'A5', day('2026-10-01')], ['Progress', 'B5', day('2026-09-30')]),
    findings: ['period-out-of-order Progress!B5'],
    message: 'To is Sep 30, 2026, before From, Oct 1, 2026.',
    fix: 'Swap the two dates, or mend the wrong one.',
    mended: set(['Progress', 'B5', day('2026-10-31')]),
  },
  {
    code: 'outside-plan-year',
    severity: 'error',
    passes: unchanged,
    fails: set(['Progress', 'A3', day('2026-06-30')], ['Progress', 'A4', day('2026-07-01')]),
    findings: ['outside-plan-year Progress!A3'],
    message:
      'Jun 30, 2026 is outside the plan year, Jul 1, 2026 to Jun 30, 2027. This plan counts only what happens in its year.',
    fix: 'Mend the date, or the plan year on the Community tab.',
    mended: set(['Progress', 'A3', day('2026-07-01')]),
  },
  {
    code: 'outside-plan-year',
    severity: 'error',
    passes: set(['Progress', 'B5', day('2027-06-30')]),
    fails: set(['Progress', 'B5', day('2027-07-01')]),
    findings: ['outside-plan-year Progress!B5'],
    message:
      'Jul 1, 2027 is outside the plan year, Jul 1, 2026 to Jun 30, 2027. This plan counts only what happens in its year.',
    fix: 'Mend the date, or the plan year on the Community tab.',
    mended: set(['Progress', 'B5', day('2026-10-31')]),
  },
  {
    code: 'date-outside-plan-year',
    severity: 'warning',
    passes: set(['Goals', 'E16', day('2026-07-01')]),
    fails: set(['Goals', 'E16', day('2027-07-01')]),
    findings: ['date-outside-plan-year Goals!E16'],
    message:
      'Jul 1, 2027 is outside the plan year, Jul 1, 2026 to Jun 30, 2027. A goal of this plan is due in its year.',
    fix: 'Mend the date, or the plan year on the Community tab.',
    mended: set(['Goals', 'E16', day('2027-06-30')]),
  },
  {
    code: 'date-outside-plan-year',
    severity: 'warning',
    passes: set(['Programs', 'F4', day('2026-07-01')]),
    fails: set(['Programs', 'F4', day('2026-06-30')]),
    findings: ['date-outside-plan-year Programs!F4'],
    message:
      'Jun 30, 2026 is outside the plan year, Jul 1, 2026 to Jun 30, 2027. A program that starts outside the year adds nothing to this plan.',
    fix: 'Mend the date, or the plan year on the Community tab.',
    mended: set(['Programs', 'F4', day('2026-07-01')]),
  },
  {
    code: 'ends-after-plan-year',
    severity: 'warning',
    // 12 weeks are 84 days; 2027-04-07 and 84 days: 23 to the end of April, 31 in May, 30 in June.
    passes: set(['Programs', 'F4', day('2027-04-07')]),
    fails: set(['Programs', 'F4', day('2027-04-08')]),
    findings: ['ends-after-plan-year Programs!F4'],
    message:
      'This program starts on Apr 8, 2027, takes 12 weeks and ends on Jul 1, 2027, after the plan year (Jun 30, 2027): nobody from it can be placed this year.',
    fix: 'Start it by Apr 7, 2027 at the latest, or leave it for the next plan.',
    mended: set(['Programs', 'F4', day('2027-04-07')]),
  },
  {
    code: 'progress-in-future',
    severity: 'error',
    passes: set(
      ['Progress', 'A6', day('2026-11-20')],
      ['Progress', 'B6', day('2026-11-30')],
      ['Progress', 'D6', 1],
      ['Progress', 'B5', day('2026-11-19')],
    ),
    fails: set(
      ['Progress', 'A6', day('2026-11-21')],
      ['Progress', 'B6', day('2026-11-30')],
      ['Progress', 'D6', 1],
      ['Progress', 'B5', day('2026-11-20')],
    ),
    findings: ['progress-in-future Progress!A6'],
    message: 'This period begins on Nov 21, 2026, and that is still to come.',
    fix: 'Report what has happened; targets for later are worked out on the Funnel tab.',
    mended: (sheet) => sheet.deleteRows('Progress', 6),
  },
  {
    code: 'stage-order',
    severity: 'error',
    passes: set(['Progress', 'E3', 300], ['Progress', 'E5', 100]),
    // 300 and 101 applied, of 300 and 100.
    fails: set(['Progress', 'E3', 300], ['Progress', 'E5', 101]),
    findings: ['stage-order Progress!E5'],
    message:
      'Up to Oct 31, 2026, Applied comes to 401 people, but Aware only to 400: a stage cannot hold more people than the one before.',
    fix: 'Mend the numbers of this or an earlier period. People who began last year belong to Aware of the period in which this plan first counts them.',
    mended: set(['Progress', 'D5', 101]),
  },
  {
    code: 'stage-order',
    severity: 'error',
    // The two routes share the 30 who were assessed.
    passes: set(['Progress', 'G3', 10], ['Progress', 'H3', 20]),
    fails: set(['Progress', 'G3', 10], ['Progress', 'H3', 21]),
    findings: ['stage-order Progress!G3'],
    message:
      'Up to Sep 30, 2026, Matched (direct) and Enrolled (trained) come to 31 people, but Assessed only to 30: a stage cannot hold more people than the one before.',
    fix: 'Mend the numbers of this or an earlier period. People who began last year belong to Assessed of the period in which this plan first counts them.',
    mended: set(['Progress', 'H3', 20]),
  },
  {
    code: 'stage-order',
    severity: 'error',
    passes: set(['Progress', 'E4', 60]),
    fails: set(['Progress', 'E4', 61], ['Progress', 'E3', 61]),
    findings: ['stage-order Progress!E4'],
    message:
      'Up to Sep 30, 2026, Applied comes to 61 people, but Aware only to 60: a stage cannot hold more people than the one before.',
    fix: 'Mend the numbers of this or an earlier period. People who began last year belong to Aware of the period in which this plan first counts them.',
    mended: set(['Progress', 'D4', 61]),
  },
  {
    code: 'segments-over-everybody',
    severity: 'error',
    passes: (sheet) =>
      sheet.fill('progress', { from: day('2026-07-01'), to: day('2026-09-30'), segment: 'Women', aware: 240 }),
    fails: (sheet) =>
      sheet.fill('progress', { from: day('2026-07-01'), to: day('2026-09-30'), segment: 'Women', aware: 241 }),
    findings: ['segments-over-everybody Progress!D3'],
    message: 'Aware is 300 for everybody, but the segments of the same period come to 301.',
    fix: 'Each person counts in one segment. Mend the segments’ numbers, or the number for everybody.',
    mended: set(['Progress', 'D3', 301]),
  },
  {
    code: 'progress-overlaps',
    severity: 'error',
    passes: set(['Progress', 'L5', 'Library']),
    fails: set(['Progress', 'L5', 'Library'], ['Progress', 'A5', day('2026-09-30')]),
    findings: ['progress-overlaps Progress!A5'],
    message:
      'This period begins on Sep 30, 2026, before the one in row 3 ends (Sep 30, 2026): the days between are counted twice.',
    fix: 'Mend the dates so that every day is in one period only.',
    mended: set(['Progress', 'A5', day('2026-10-01')]),
  },
  {
    code: 'spent-over-amount',
    severity: 'error',
    passes: set(['Funding', 'J3', 90_000]),
    fails: set(['Funding', 'J3', 90_000.01]),
    findings: ['spent-over-amount Funding!J3'],
    message: '$90,000.01 is spent, but the source gives $90,000.',
    fix: 'Mend one of the two amounts, or add the source that paid the rest in a row of its own.',
    mended: set(['Funding', 'F3', 90_000.01]),
  },
  {
    code: 'spent-before-received',
    severity: 'warning',
    passes: set(['Funding', 'J6', 0]),
    fails: set(['Funding', 'J6', 1]),
    findings: ['spent-before-received Funding!J6'],
    message: '$1 is spent, but the source stands at "Applied".',
    fix: 'Set "How far" to Committed or Received, or empty "Spent so far".',
    mended: set(['Funding', 'J6', null]),
  },
  {
    code: 'amount-missing',
    severity: 'warning',
    passes: set(['Funding', 'F6', 0]),
    fails: set(['Funding', 'F6', null]),
    findings: ['amount-missing Funding!F6'],
    message: 'The source stands at "Applied", but there is no amount.',
    fix: 'Type the amount in dollars.',
    mended: set(['Funding', 'F6', '$20,000']),
  },
  {
    code: 'set-aside-without-reason',
    severity: 'warning',
    passes: set(['Funding', 'E4', 'no']),
    fails: set(['Funding', 'E4', ' ']),
    findings: ['set-aside-without-reason Funding!E4'],
    message: 'This source was set aside, but it is not said why.',
    fix: 'Type the reason in a few words, so that nobody has to ask again next year.',
    mended: set(['Funding', 'E4', 'too small']),
  },
  {
    code: 'uses-missing',
    severity: 'warning',
    passes: set(['Funding', 'I6', null]),
    fails: set(['Funding', 'I7', null]),
    findings: ['uses-missing Funding!I7'],
    message: 'It is not said what this source may pay for, so it covers no need.',
    fix: 'Type one or more of the needs on the Resources tab, with commas between them.',
    mended: set(['Funding', 'I7', 'Coordination, outreach, childcare']),
  },
  {
    code: 'override-too-low',
    severity: 'warning',
    // 1,250 must hear of it: see goodSheet. 1,249 / 10 = 124.9 are assessed; a tenth, more than 10, and 24%, 29 of 30, are placed.
    passes: set(['Goals', 'B8', 1250]),
    fails: set(['Goals', 'B8', 1249]),
    findings: ['override-too-low Goals!B8'],
    message:
      'People to make aware: your own number is 1,249, but the goal needs 1,250 at the rates on the Assumptions tab. It reaches 39 of 40 placements.',
    fix: 'Type at least 1,250, or empty the cell to plan with the number worked out.',
    mended: set(['Goals', 'B8', null]),
  },
  {
    code: 'override-too-low',
    severity: 'warning',
    // 20 to match; of 50 to train, 30 in existing seats.
    passes: set(['Goals', 'B5', 20], ['Goals', 'B6', 30], ['Goals', 'B7', 20]),
    fails: set(['Goals', 'B5', 19], ['Goals', 'B6', 29], ['Goals', 'B7', 19]),
    findings: ['override-too-low Goals!B5', 'override-too-low Goals!B6', 'override-too-low Goals!B7'],
    message:
      'People with the skills to identify and match: your own number is 19, but the goal needs 20 at the rates on the Assumptions tab. It reaches 9 of 10 placements by direct match.',
    fix: 'Type at least 20, or empty the cell to plan with the number worked out.',
    mended: set(['Goals', 'B5', 20], ['Goals', 'B6', 30], ['Goals', 'B7', 20]),
  },
  {
    code: 'openings-below-goal',
    severity: 'warning',
    passes: set(['Demand', 'C3', 40], ['Demand', 'D3', 0], ['Demand', 'E3', null], ['Demand', 'F3', null]),
    fails: set(['Demand', 'F3', 9]),
    findings: ['commitments-over-openings Partners!H3', 'openings-below-goal Goals!B3'],
    message: 'The goal is 40 placements, but the Demand tab has 39 openings in all.',
    fix: 'Find employers for 1 more, or lower the goal.',
    mended: set(['Demand', 'F3', 10]),
  },
  {
    code: 'commitments-below-goal',
    severity: 'info',
    passes: set(['Partners', 'H3', null]),
    fails: set(['Partners', 'H3', 39]),
    findings: ['commitments-below-goal Goals!B3'],
    message: 'Employers have committed to 39 of the 40 placements.',
    fix: 'Ask employers on the Partners tab for commitments to 1 more.',
    mended: set(['Partners', 'H3', 40]),
  },
  {
    code: 'seats-below-need',
    severity: 'warning',
    passes: set(['Programs', 'E3', 50], ['Programs', 'E4', 0]),
    fails: set(['Programs', 'E4', 19]),
    findings: ['seats-below-need Goals!B7'],
    message: '50 people must start training, but the Programs tab has 49 seats.',
    fix: 'Add intakes with 1 more seat, or lower the goal.',
    mended: set(['Programs', 'E4', 20]),
  },
  {
    code: 'role-short',
    severity: 'info',
    // Ready: 30 seats, of them 24 complete and 19 are placed; 20 seats, 15 and 12; and 10 by direct match.
    passes: set(['Demand', 'C3', 11]),
    fails: set(['Demand', 'C3', 12]),
    findings: ['role-short Demand!B3'],
    message:
      'Employers have 42 openings for "Help desk technician" this year, and 41 people are expected to be ready for them.',
    fix: 'Find 1 more person: by an intake that trains for this role and ends in the plan year, or by matching people who have the skills. The Pipeline tab has the role by quarter.',
    mended: set(['Programs', 'E4', 22]),
  },
  {
    code: 'no-demand-for-role',
    severity: 'info',
    passes: set(['Programs', 'C3', ' HELP desk technician']),
    fails: set(['Programs', 'C3', 'Help-desk technician']),
    findings: ['no-demand-for-role Programs!C3'],
    message: 'This program trains for "Help-desk technician", and no employer on the Demand tab has that role.',
    fix: 'Did you mean "Help desk technician"? Otherwise find an employer that hires for this role.',
    mended: set(['Programs', 'C3', 'Help desk technician']),
  },
];

test('codes are given once, and every rule says what holds', () => {
  const codes = allRules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { title, code } of allRules) {
    expect(title).toMatch(/^[A-Z].+\.$/);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
});

describe.each(cases)('$code: $message', ({ code, severity, passes, fails, findings, message, fix, mended }) => {
  test('a plan passes that only just keeps it', () => {
    expect(passes(goodSheet()).findings()).toEqual([]);
  });

  test('a plan fails on exactly these cells', () => {
    const sheet = fails(goodSheet());
    expect(sheet.findings()).toEqual(findings);
    const found = sheet.assess().findings.find((finding) => finding.code === code)!;
    expect({ severity: found.severity, message: found.message, fix: found.fix }).toEqual({ severity, message, fix });
  });

  test.runIf(mended)('what the fix says mends it', () => {
    expect(mended!(fails(goodSheet())).findings()).toEqual([]);
  });

  test('switched off, it is not found', () => {
    expect(
      fails(goodSheet())
        .findings({ switchedOff: new Set([code]) })
        .filter((found) => found.startsWith(`${code} `)),
    ).toEqual([]);
  });
});

describe('no false alarms', () => {
  test.each<[string, (sheet: Sheet) => Sheet]>([
    [
      'two untouched starter rows of a kind',
      (sheet) => sheet.fill('funding', { source: 'Employer fees', status: 'Not considered yet' }),
    ],
    ['two rows of the same need without more', (sheet) => sheet.fill('resources', { need: 'Other support' })],
    [
      'the same program in two intakes',
      (sheet) =>
        sheet.fill('programs', {
          provider: 'Code Academy',
          name: 'IT Support',
          role: 'Help desk technician',
          existing: 'Existing',
          seats: 5,
          startsOn: day('2027-01-11'),
          weeks: 16,
        }),
    ],
    [
      'two partners that report on everybody in one period',
      (sheet) =>
        sheet.fill('progress', { from: day('2026-07-01'), to: day('2026-09-30'), reporter: 'City College', aware: 10 }),
    ],
    [
      'segments that come to more than one of two partners reported',
      (sheet) =>
        sheet.fill('progress', { from: day('2026-07-01'), to: day('2026-09-30'), reporter: 'City College', aware: 10 }),
    ],
    [
      'a stage that nobody counts',
      (sheet) => set(['Progress', 'D3', null], ['Progress', 'D5', null], ['Progress', 'D4', null])(sheet),
    ],
    ['no goal yet', set(['Goals', 'B3', null], ['Goals', 'B4', null])],
    ['nothing on Demand', (sheet) => sheet.clear('demand')],
    ['nothing on Programs', (sheet) => sheet.clear('programs')],
    ['nothing on Segments and Progress', (sheet) => sheet.clear('segments').clear('progress')],
  ])('%s', (_, change) => {
    expect(change(goodSheet()).findings()).toEqual([]);
  });

  test('of two cells that cannot be understood it is not known that they are alike', () => {
    const sheet = set(
      ['Programs', 'F3', 'fall'],
      ['Programs', 'F4', 'fall'],
      ['Programs', 'A4', 'Code Academy'],
      ['Programs', 'B4', 'IT Support'],
    )(goodSheet());
    expect(sheet.findings()).toEqual(['not-a-date Programs!F3', 'not-a-date Programs!F4']);
  });
});

test('a row with an error is left out of targets and of sums, and its names still count', () => {
  const sheet = set(['Partners', 'H3', 'forty'], ['Segments', 'B3', 'ten'])(goodSheet());
  expect(sheet.findings()).toEqual(['not-a-number Partners!H3', 'not-a-number Segments!B3']);
  const { counted, plan, funnel } = sheet.assess();
  expect(plan.partners).toHaveLength(7);
  expect(counted.partners.map((row) => row.values.name)).not.toContain('Acme Software');
  expect(
    funnel.segments.map(({ segment, placements }) => [
      typeof segment === 'object' ? segment?.name : segment,
      placements,
    ]),
  ).toEqual([
    ['Women', 20],
    ['other', 20],
  ]);
});
