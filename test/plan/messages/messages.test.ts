import { describe, expect, test } from 'vitest';
import { allLanguages } from '../../../functions/plan/messages/language.ts';
import { messageTables } from '../../../functions/plan/messages/words.ts';
import { elementsOf, textsOf } from './table-texts.ts';

/** Placeholders with how each is used: `people number`, `kind select high low other`. Which plurals there are depends on the language. */
const placeholders = (text: string): string[] => {
  const found = new Set<string>();
  const walk = (elements: ReturnType<typeof elementsOf>): void => {
    for (const element of elements) {
      if (element.type === 1) found.add(element.value);
      else if (element.type === 2) found.add(`${element.value} number`);
      else if (element.type === 5) {
        found.add(`${element.value} select ${Object.keys(element.options).sort().join(' ')}`);
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type === 6) {
        found.add(`${element.value} plural`);
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type !== 0 && element.type !== 7)
        throw new Error(`"${text}" has a part of type ${element.type}`);
    }
  };
  walk(elementsOf(text));
  return [...found].sort();
};

const english = new Map(textsOf(messageTables.en));

describe.each(allLanguages)('the texts in %s', (language) => {
  const texts = new Map(textsOf(messageTables[language]));

  test('are those of English, none missing and none beyond', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each([...english])('%s has a text with the same placeholders', (path, text) => {
    expect(texts.get(path)?.trim()).toBeTruthy();
    expect(placeholders(texts.get(path)!)).toEqual(placeholders(text));
  });
});
