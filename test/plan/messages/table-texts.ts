import { IntlMessageFormat } from 'intl-messageformat';

/** Every text of a table by its path. */
export const textsOf = (table: object, path = ''): [path: string, text: string][] =>
  Object.entries(table).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : textsOf(value, `${path}${name}.`),
  );

type Elements = ReturnType<IntlMessageFormat['getAst']>;

export const elementsOf = (text: string): Elements =>
  new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();

/** What a text says itself, without what is put into it. */
export const ownWords = (text: string): string => {
  const literals = (elements: Elements): string[] =>
    elements.flatMap((element) => {
      if (element.type === 0) return element.value;
      return element.type === 5 || element.type === 6
        ? Object.values(element.options).flatMap(({ value }) => literals(value))
        : [];
    });
  return literals(elementsOf(text)).join(' ');
};

/** Words in small letters; addresses hold none. */
export const wordsIn = (text: string): string[] =>
  text
    .replace(/https?:\/\/\S+|\S+@\S+/g, ' ')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];
