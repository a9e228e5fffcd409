/** The languages that the planner speaks, with their names in themselves: the options of the question "Language". */
export const languages = { en: 'English', es: 'Español' } as const;

export type Language = keyof typeof languages;

export const allLanguages = Object.keys(languages) as Language[];

export const isLanguage = (name: unknown): name is Language =>
  typeof name === 'string' && Object.hasOwn(languages, name);

/**
 * Where numbers, money and dates in texts take their form from. Plans are of communities in the United States, so Spanish is written
 * as it is there: 1,234.5 and $4,500.
 */
export const formatLocales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };
