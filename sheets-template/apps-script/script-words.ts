import type { scriptTexts } from '../../functions/plan/messages/script-en.ts';

/** Texts with any words. */
type Texts<Table> = { readonly [Name in keyof Table]: Table[Name] extends string ? string : Texts<Table[Name]> };

/** What the script says in one language, and what it looks for in a sheet of that language. */
export interface ScriptWords {
  /** `en` */
  readonly language: string;
  readonly say: Texts<typeof scriptTexts>;
  /** Titles of tabs, and what stands in column A beside the cell that is meant. */
  readonly start: { readonly tab: string; readonly findings: string };
  readonly community: { readonly tab: string; readonly language: string };
}
