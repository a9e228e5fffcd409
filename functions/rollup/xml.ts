/** An element as text. Only `xml` makes it, so that nothing typed by a person gets in unescaped. */
export class XmlElement {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type XmlContent = XmlElement | string | number | null | readonly XmlContent[];

/** An element with attributes and content; null is nothing, in either. Each element begins a line of its own. */
export const xml = (
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...content: readonly XmlContent[]
): XmlElement => {
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeAttribute(String(value))}"`))
    .join('')}`;
  const inner = textOf(content);
  return new XmlElement(inner === '' ? `\n${start}/>` : `\n${start}>${inner}</${name}>`);
};

/** A whole document. */
export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>${root.text}\n`;

const textOf = (content: XmlContent): string => {
  if (content === null) return '';
  if (content instanceof XmlElement) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escapeText(String(content));
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const UNSAYABLE = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F\uFFFE\uFFFF]/g;

/** Text without what no XML 1.0 document can say, or should: https://www.w3.org/TR/xml/#charsets. Workbooks are made of XML, too. */
export const inXml = (text: string): string => text.toWellFormed().replace(UNSAYABLE, '');

const escapeText = (text: string): string => inXml(text).replace(/[&<>\r]/g, (character) => entities[character]!);

/** Line breaks and tabs in an attribute are read as spaces where they are not escaped. */
const escapeAttribute = (text: string): string =>
  inXml(text).replace(/[&<>"\r\n\t]/g, (character) => entities[character]!);

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
