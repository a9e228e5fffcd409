import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, Script } from 'node:vm';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BoundScript, buildBoundScript } from '../../scripts/bound-script.ts';

let script: BoundScript;

beforeAll(async () => {
  script = await buildBoundScript();
});

describe("the bound script's bundle", () => {
  it('is smaller than 20 kB', () => {
    expect(Buffer.byteLength(script.code)).toBeLessThan(20_000);
  });

  it('is a plain script: no import, no export, no require', () => {
    expect(script.code).not.toMatch(/^\s*(import|export)\b/m);
    expect(script.code).not.toMatch(/\brequire\s*\(|\bimport\s*\(/);
    expect(() => new Script(script.code)).not.toThrow();
  });

  it('uses no syntax that is newer than 2019', async () => {
    // A newer syntax would be rewritten, so that the two would differ.
    const asIs = await transform(script.code, { loader: 'js', target: 'esnext' });
    const asOf2019 = await transform(script.code, { loader: 'js', target: 'es2019' });
    expect(asOf2019.code).toBe(asIs.code);
  });

  it('declares what menus and triggers call as top-level functions, and nothing named like a simple edit trigger', () => {
    const declared = Array.from(script.code.matchAll(/^function (\w+)\(/gm), (match) => match[1]);
    expect(declared).toEqual([
      'about',
      'checkNow',
      'connect',
      'disconnect',
      'goTo',
      'handleChange',
      'handleEdit',
      'language',
      'listFindings',
      'nextFinding',
      'onOpen',
      'repair',
      'share',
      'showFindings',
    ]);
  });

  it('touches no service while it is loaded, when Apps Script has authorized nothing yet', () => {
    expect(() => new Script(script.code).runInContext(createContext({}))).not.toThrow();
  });

  it('asks for the current spreadsheet, requests, triggers and a page beside the sheet, and for nothing else', () => {
    expect(JSON.parse(script.manifest)).toMatchObject({
      runtimeVersion: 'V8',
      oauthScopes: [
        'https://www.googleapis.com/auth/spreadsheets.currentonly',
        'https://www.googleapis.com/auth/script.external_request',
        'https://www.googleapis.com/auth/script.scriptapp',
        'https://www.googleapis.com/auth/script.container.ui',
      ],
    });
  });
});

describe('scripts/bound-script.ts', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bound-script-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes Code.js and appsscript.json', async () => {
    await promisify(execFile)(process.execPath, ['scripts/bound-script.ts', '--out', join(folder, 'new')]);
    expect(await readFile(join(folder, 'new', 'Code.js'), 'utf8')).toBe(script.code);
    expect(await readFile(join(folder, 'new', 'appsscript.json'), 'utf8')).toBe(script.manifest);
  });

  it('says how it is used when it is not told where to write', async () => {
    await expect(promisify(execFile)(process.execPath, ['scripts/bound-script.ts'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--out DIR'),
    });
  });
});
