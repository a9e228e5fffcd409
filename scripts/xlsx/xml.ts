/** A tag or a run of text in an XML document, with where it stands, so that a part of the document can be replaced and the rest kept. */
export type XmlEvent = { start: number; end: number } & (
  | { kind: 'open'; name: string; attributes: string; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }
);

const PIECE =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;

/**
 * Reads XML from end to end. Prefixes are left out of names: each program picks its own for the same namespaces.
 * Only what spreadsheet files use is understood; entities of a document's own are not, so they cannot grow.
 */
export function* xmlEvents(xml: string, from = 0, to = xml.length): Generator<XmlEvent> {
  const pieces = new RegExp(PIECE);
  pieces.lastIndex = from;
  for (let piece = pieces.exec(xml); piece && piece.index < to; piece = pieces.exec(xml)) {
    const [all, cdata, slash, name, attributes, empty, text] = piece;
    const place = { start: piece.index, end: piece.index + all.length };
    if (text !== undefined) yield { kind: 'text', text: unescapeXml(text), ...place };
    else if (cdata !== undefined) yield { kind: 'text', text: cdata, ...place };
    else if (name === undefined) continue;
    else if (slash) yield { kind: 'close', name: localName(name), ...place };
    else yield { kind: 'open', name: localName(name), attributes: attributes!, empty: empty === '/', ...place };
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute's value by its name without prefix; undefined where it is not there. */
export const attribute = (attributes: string, name: string): string | undefined => {
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributePatterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2]!) : undefined;
};

/** A sheet asks for the same few attributes of every cell. */
const attributePatterns = new Map<string, RegExp>();

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
        if (name) return entities[name] ?? all;
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;

/** Characters that XML cannot hold are left out. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
