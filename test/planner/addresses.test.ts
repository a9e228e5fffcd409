import { expect, test } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { deployedName, functionUrl } from '../../functions/planner/addresses.ts';

test.each([
  ['http://127.0.0.1:8080/functions', 'runPass', 'http://127.0.0.1:8080/functions/runPass'],
  ['http://127.0.0.1:8080/functions/', 'health', 'http://127.0.0.1:8080/functions/health'],
  [
    'https://us-east5-techhire-ohio.cloudfunctions.net/techhire-{function}',
    'runPass',
    'https://us-east5-techhire-ohio.cloudfunctions.net/techhire-run-pass',
  ],
  ['https://planner.techhire.example/{function}/v1', 'rollup', 'https://planner.techhire.example/rollup/v1'],
] as const)('below %s, %s is at %s', (publicUrl, name, url) => {
  const config = readConfig({ GOOGLE_CLOUD_PROJECT: 'techhire-ohio', TECHHIRE_PUBLIC_URL: publicUrl });
  expect(functionUrl(config, name)).toBe(url);
});

test('without a setting no function has an address', () => {
  expect(() => functionUrl({ publicUrl: null }, 'onEdit')).toThrow(/onEdit/);
});

test('a function’s name in the cloud has lower-case letters and hyphens', () => {
  expect(deployedName('onEdit')).toBe('on-edit');
});
