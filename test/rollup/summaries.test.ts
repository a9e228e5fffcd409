import { expect, it } from 'vitest';
import { mirrorDocuments } from '../../functions/mirror/documents.ts';
import { summarySchema } from '../../functions/rollup/summaries.ts';
import { goodSheet, type Sheet } from '../support/sheet.ts';
import { riverbend } from './riverbend.ts';

const summaryOf = (sheet: Sheet) =>
  mirrorDocuments(sheet.assess(), {
    communityId: 'riverbend',
    year: 2026,
    readAt: '2026-11-20T17:00:00.000Z',
    spreadsheetId: 'sheet',
  }).summary!;

it('what the mirror writes is what a rollup reads', () => {
  const summary = summaryOf(goodSheet());
  expect(summarySchema.parse(summary)).toEqual(summary);
});

it('also where more people are needed than whole numbers of a double go', () => {
  const sheet = goodSheet();
  for (let row = 3; row <= 9; row++)
    for (const column of ['C', 'D', 'E']) sheet.set('Assumptions', `${column}${row}`, 0.0001);
  const summary = summaryOf(sheet);
  // 30 trained placements over five steps of a ten-thousandth.
  expect(summary.scopes[0]!.targets!.aware.target).toBe(3e21);
  expect(summarySchema.safeParse(summary).success).toBe(true);
});

it('a summary of before, which says nothing of chances and forecasts, is read without them', () => {
  const { risk: _, forecast: __, ...before } = riverbend();
  const scopes = before.scopes.map(({ confidence: _, ...scope }) => scope);
  expect(summarySchema.parse({ ...before, scopes })).toEqual({
    ...riverbend(),
    risk: null,
    forecast: null,
    scopes: riverbend().scopes.map((scope) => ({ ...scope, confidence: null })),
  });
});
