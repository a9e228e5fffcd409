import { allLanguages, isLanguage, type Language, languages } from '../functions/plan/messages/language.ts';
import { listed } from '../functions/plan/text.ts';

/**
 * What `--language` says, on every command that has it.
 *
 * @param refusal  makes the command's own error of a message
 * @throws that error where the language is none that the planner speaks
 */
export const languageFlag = (typed: string | undefined, refusal: (message: string) => Error): Language | undefined => {
  if (typed === undefined || isLanguage(typed)) return typed;
  const known = allLanguages.map((code) => `${code} (${languages[code]})`);
  throw refusal(`--language is "${typed}", but it must be ${listed(known, 'or')}.`);
};
