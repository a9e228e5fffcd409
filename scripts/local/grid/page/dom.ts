type Attributes = Record<string, string | number | boolean | null | undefined>;

/**
 * Makes an element. Attributes that are false, null or undefined are left out; true gives an empty one.
 * Styles are set through `style` of the element afterwards: the page's Content-Security-Policy allows no style attributes.
 */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value === true ? '' : String(value));
  made.append(...children);
  return made;
};

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A 24 x 24 icon drawn from one path; decoration only, the button that holds it carries the name. */
export const icon = (path: string, size = 18): SVGSVGElement => {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(svgNamespace, 'path');
  shape.setAttribute('d', path);
  shape.setAttribute('fill', 'currentColor');
  svg.append(shape);
  return svg;
};

export const icons = {
  undo: 'M8 5 3 10l5 5v-3.5h6a3.5 3.5 0 0 1 0 7H8v2h6a5.5 5.5 0 0 0 0-11H8z',
  redo: 'm16 5 5 5-5 5v-3.5h-6a3.5 3.5 0 0 0 0 7h6v2h-6a5.5 5.5 0 0 1 0-11h6z',
  rowAbove: 'M4 13h16v7H4zm2 2v3h12v-3zM11 4h2v3h3v2h-3v3h-2V9H8V7h3z',
  rowBelow: 'M4 4h16v7H4zm2 2v3h12V6zm5 6h2v3h3v2h-3v3h-2v-3H8v-2h3z',
  rowDelete:
    'M4 4h16v7H4zm2 2v3h12V6zm2.6 8L12 17.4 15.4 14l1.4 1.4-3.4 3.4 3.4 3.4-1.4 1.4-3.4-3.4-3.4 3.4-1.4-1.4 3.4-3.4-3.4-3.4z',
  sortUp: 'M4 18h6v-2H4zm0-5h10v-2H4zm0-7v2h14V6zm14 14 4-5h-3v-4h-2v4h-3z',
  sortAZ:
    'M9.2 11.5 7 5.6H5.4l-2.2 5.9h1.5l.5-1.4h2l.5 1.4zM5.6 9l.6-1.8L6.8 9zM3.6 19v-1l3-4H3.7v-1.3h4.7v1l-3 4h3V19zM17 5v11h-3l4 4.5 4-4.5h-3V5z',
  sortZA:
    'M3.6 11.5v-1l3-4H3.7V5.2h4.7v1l-3 4h3v1.3zM9.2 19 7 13.1H5.4L3.2 19h1.5l.5-1.4h2l.5 1.4zm-3.6-2.5.6-1.8.6 1.8zM17 5v11h-3l4 4.5 4-4.5h-3V5z',
  find: 'M10 4a6 6 0 1 0 3.7 10.7l5 5 1.4-1.4-5-5A6 6 0 0 0 10 4m0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8',
  add: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  list: 'M4 6h16v2H4zm0 5h16v2H4zm0 5h16v2H4z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
  down: 'M7 10h10l-5 5z',
  next: 'M7.4 8.6 12 13.2l4.6-4.6L18 10l-6 6-6-6z',
  previous: 'M7.4 15.4 12 10.8l4.6 4.6L18 14l-6-6-6 6z',
  lock: 'M7 10V8a5 5 0 0 1 10 0v2h1v10H6V10zm2 0h6V8a3 3 0 0 0-6 0z',
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-1 4h2v6h-2zm0 8h2v2h-2z',
  warning: 'M12 3 1.5 21h21zm-1 7h2v5h-2zm0 7h2v2h-2z',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-1 4h2v2h-2zm0 4h2v6h-2z',
  done: 'm9.5 16.2-4-4L4 13.6l5.5 5.5L20.5 8 19 6.6z',
  chart: 'M5 10h3v9H5zm5.5-5h3v14h-3zM16 13h3v6h-3z',
  check: 'm9.5 16.2-4-4L4 13.6l5.5 5.5L20.5 8 19 6.6z',
};
