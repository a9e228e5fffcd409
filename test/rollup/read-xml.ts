/** An element as a test reads it: apart from how the planner writes it, and only as much of XML as that needs. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** @throws where tags do not match */
export const readXml = (document: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [, markup, text] of document.matchAll(/<([^>]+)>|([^<]+)/g)) {
    const inside = open.at(-1)!;
    if (text !== undefined) inside.text += unescaped(text);
    else if (markup!.startsWith('?')) continue;
    else if (markup!.startsWith('/')) {
      if (open.pop()!.name !== markup!.slice(1)) throw new Error(`</${markup}> closes nothing`);
    } else {
      const element: Element = {
        name: /^[^\s/]+/.exec(markup!)![0],
        attributes: Object.fromEntries(
          [...markup!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value!)]),
        ),
        children: [],
        text: '',
      };
      inside.children.push(element);
      if (!markup!.endsWith('/')) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return root.children[0]!;
};

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? named[name]! : String.fromCodePoint(Number(code)),
  );

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name);

/** The text of a narrative, or of a path of elements down to one. */
export const textAt = (element: Element, ...path: string[]): string | null => {
  const found = path.reduce<Element | undefined>((so, name) => so && childrenOf(so, name)[0], element);
  return found?.text ?? null;
};
