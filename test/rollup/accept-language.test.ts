import { expect, test } from 'vitest';
import { acceptedLanguage } from '../../functions/rollup/accept-language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['en-US,en;q=0.9,es;q=0.8', 'en'],
  ['fr-CA, es;q=0.5, en;q=0.4', 'es'],
  ['en;q=0.4, ES-419 ; Q=0.5', 'es'],
  ['es;q=0, en;q=0.1', 'en'],
  ['de, fr', 'en'],
  ['constructor, *;q=0.1, es;q=never', 'en'],
])('a browser that asks for %j reads %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
