import { isLanguage, type Language } from '../plan/messages/language.ts';

/**
 * The first language of an Accept-Language header that the planner speaks; English where it speaks none of them. Regions make no difference.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
export const acceptedLanguage = (header: string | undefined): Language => {
  const wanted = (header ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  return (
    wanted
      .filter(({ quality }) => quality > 0)
      .sort((left, right) => right.quality - left.quality)
      .map(({ language }) => language)
      .find(isLanguage) ?? 'en'
  );
};
