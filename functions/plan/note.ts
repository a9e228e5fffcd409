import { type Said, say, tabOf } from './messages/said.ts';
import type { Words } from './messages/words.ts';
import type { Column } from './table.ts';

/** The note on a header or question: what belongs there and why, in which form, and whether it may stay blank. */
export const noteOn = (column: Column, { tell }: Words): string =>
  [column.help, ...[formOf(column), needOf(column)].flatMap((said) => (said === null ? [] : [tell(said)]))].join('\n');

const formOf = (column: Column): Said | null => {
  const { kind, wants, options, refersTo } = column.type;
  switch (kind) {
    case 'reference':
      return say('notes.chooseName', { tab: tabOf(refersTo!) });
    case 'references':
      return say('notes.typeNames', { tab: tabOf(refersTo!) });
    case 'choice':
    case 'yesNo':
      return say('notes.choose', { wants });
    case 'choices':
      // The help of such a column may list the choices already.
      return Object.values(options!).every((label) => column.help.includes(label))
        ? null
        : say('notes.type', { wants });
    default:
      return column.unit && column.unit !== '$'
        ? say('notes.typeUnit', { wants, unit: column.unit })
        : say('notes.type', { wants });
  }
};

const needOf = (column: Column): Said | null => {
  if (column.required) return say('notes.required');
  return column.computed ? null : say('notes.optional');
};
