import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fileProperties,
  memoryProperties,
  type PropertiesStore,
} from '../../../scripts/local/apps-script/properties-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'properties-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each<[string, () => PropertiesStore]>([
  ['memoryProperties', memoryProperties],
  ['fileProperties', () => fileProperties(folder)],
])('%s', (_, open) => {
  it('gives nothing for a spreadsheet that it does not know', () => {
    expect(open().get('a', 'document')).toEqual({});
  });

  it('keeps spreadsheets and scopes apart', () => {
    const store = open();
    store.set('a', 'document', { x: '1' });
    store.set('a', 'script', { x: '2' });
    store.set('b', 'document', { x: '3' });
    expect([store.get('a', 'document'), store.get('a', 'script'), store.get('b', 'document')]).toEqual([
      { x: '1' },
      { x: '2' },
      { x: '3' },
    ]);
    expect(store.get('b', 'script')).toEqual({});
  });

  it('replaces all of a scope', () => {
    const store = open();
    store.set('a', 'document', { x: '1', y: '2' });
    store.set('a', 'document', { y: '3' });
    expect(store.get('a', 'document')).toEqual({ y: '3' });
  });

  it('does not change with the objects that it was given or gave', () => {
    const store = open();
    const given: Record<string, string> = { x: '1' };
    store.set('a', 'document', given);
    given.x = '2';
    (store.get('a', 'document') as Record<string, string>).x = '3';
    expect(store.get('a', 'document')).toEqual({ x: '1' });
  });
});

describe('fileProperties', () => {
  it('has what was set when it is opened again', () => {
    fileProperties(folder).set('a', 'document', { naïve: '求人 🚀' });
    expect(fileProperties(folder).get('a', 'document')).toEqual({ naïve: '求人 🚀' });
  });

  it('leaves one file a spreadsheet, which only its owner may read', () => {
    const store = fileProperties(folder);
    store.set('a', 'document', { x: '1' });
    store.set('a', 'script', { x: '2' });
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o600);
  });

  it('is not misled by a change that was cut off before its file took the place of the old one', () => {
    fileProperties(folder).set('a', 'document', { x: '1' });
    writeFileSync(join(folder, 'a.json.next'), '{"document":{"x":');
    const store = fileProperties(folder);
    expect(store.get('a', 'document')).toEqual({ x: '1' });
    store.set('a', 'document', { x: '2' });
    expect(fileProperties(folder).get('a', 'document')).toEqual({ x: '2' });
  });

  it.each(['../outside', '..', 'a/b', 'a\0b', 'ü'])('keeps the spreadsheet %j inside its folder', (spreadsheetId) => {
    const before = readdirSync(dirname(folder)).length;
    fileProperties(folder).set(spreadsheetId, 'document', { x: '1' });
    expect(readdirSync(folder)).toHaveLength(1);
    expect(readdirSync(dirname(folder)).length).toBeLessThanOrEqual(before + 1);
    expect(fileProperties(folder).get(spreadsheetId, 'document')).toEqual({ x: '1' });
  });

  it('names the file that cannot be read and what to do', () => {
    writeFileSync(join(folder, 'a.json'), 'not json');
    expect(() => fileProperties(folder).get('a', 'document')).toThrow(/a\.json are not JSON\. Move the file away/);
  });
});
