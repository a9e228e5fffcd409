/** Text that is HTML already. Only `html` and `trusted` make it, so that nothing typed by a person gets in unescaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/** Template tag: what is put in is escaped, unless it is `Html`; null and false are nothing, lists follow each other. */
export const html = (literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html =>
  new Html(literals.reduce((so, literal, index) => so + inHtml(parts[index - 1] ?? null) + literal));

/** For markup that comes from a program: a chart, the style sheet. */
export const trusted = (text: string): Html => new Html(text);

const inHtml = (part: HtmlPart): string => {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(inHtml).join('');
  return escapeHtml(String(part));
};

/** Fit for text and for attributes in double or single quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
