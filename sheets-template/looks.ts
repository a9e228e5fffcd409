/** How a cell looks, apart from what it says. Colours are `#rrggbb`; what is left out is the spreadsheet's own default. */
export interface Look {
  background?: string;
  color?: string;
  bold?: boolean;
  fontSize?: number;
  /** Long text goes on in the empty cells beside it, or is broken into lines in its own. */
  wrap: 'overflow' | 'wrap';
  align?: 'left' | 'center' | 'right';
}

const ink = '#1f2a33';
const slate = '#37474f';
const accent = '#0b6170';
const softAccent = '#e0eff1';
const shade = '#f1f3f4';
const white = '#ffffff';

/**
 * The template's looks. White cells are for typing, shaded ones are not; the one accent marks what must be filled in.
 * Cells for typing have no background of their own, so that the planner can take back the one it gives to a cell with a finding.
 * Every pair of text and background has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); a test holds that.
 */
export const looks = {
  heading: { background: softAccent, color: accent, bold: true, fontSize: 13, wrap: 'overflow' },
  title: { background: softAccent, color: accent, bold: true, fontSize: 10, wrap: 'overflow' },
  header: { background: slate, color: white, bold: true, wrap: 'wrap' },
  requiredHeader: { background: accent, color: white, bold: true, wrap: 'wrap' },
  question: { background: shade, color: ink, wrap: 'wrap' },
  requiredQuestion: { background: shade, color: accent, bold: true, wrap: 'wrap' },
  input: { wrap: 'wrap' },
  answer: { wrap: 'wrap', align: 'left' },
  planner: { background: shade, color: slate, wrap: 'wrap' },
  result: { color: ink, wrap: 'wrap' },
  step: { color: accent, bold: true, fontSize: 12, wrap: 'wrap', align: 'center' },
  line: { color: ink, fontSize: 11, wrap: 'wrap' },
  stateLabel: { background: shade, color: slate, bold: true, wrap: 'wrap' },
  stateValue: { background: shade, color: ink, wrap: 'wrap', align: 'left' },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof looks;

/** The underline of a tab, by who writes the tab. */
export const tabColors = { start: ink, input: accent, result: '#b26a00' } as const;

/** The words of the checklist's State column. */
export const stateTones = {
  toDo: { background: '#eceff1', color: '#37474f' },
  inProgress: { background: '#dbeafe', color: '#1e3a8a' },
  needsAttention: { background: '#fde8c8', color: '#7a3e00' },
  done: { background: '#d6f0dc', color: '#14532d' },
  setAside: { background: '#ebe6f3', color: '#4a3b6b' },
} as const;
