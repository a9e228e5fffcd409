import { wordsIn } from '../functions/plan/messages/words.ts';
import type { Column } from '../functions/plan/table.ts';

const { tell } = wordsIn('en');

/**
 * The note on a header or question: what belongs there and why, in which form, and whether it may stay blank.
 *
 * @param refersTo  the title of the tab whose rows the column names, where it names any
 */
export const noteOn = (column: Column, refersTo: string | null): string =>
  [column.help, formOf(column, refersTo), needOf(column)].filter(Boolean).join('\n');

const formOf = (column: Column, refersTo: string | null): string => {
  const { kind } = column.type;
  const wants = tell(column.type.wants);
  switch (kind) {
    case 'reference':
      return `Choose a name from the ${refersTo} tab.`;
    case 'references':
      return `Type one or more names from the ${refersTo} tab, with semicolons between them.`;
    case 'choice':
    case 'yesNo':
      return `Choose ${wants}.`;
    case 'choices':
      // The help of such a column may list the choices already.
      return column.help.includes('ne or more of') ? '' : `Type ${wants}.`;
    default:
      return `Type ${wants}${column.unit && column.unit !== '$' ? ` (${column.unit})` : ''}.`;
  }
};

const needOf = (column: Column): string => {
  if (column.required) return 'Required.';
  return column.computed ? '' : 'May stay blank.';
};
