/** What a reader sees or hears of a page. */
export const textsOf = (page: string): string[] =>
  [
    ...[...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label!),
    ...page
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      // The link to the page in the other language is in that language.
      .replace(/<a [^>]*hreflang[^>]*>[^<]*<\/a>/g, '')
      .split(/<[^>]*>/),
  ]
    .map((text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '');
