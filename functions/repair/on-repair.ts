import * as z from 'zod';
import { spreadsheetIdSchema } from '../edits/registry.ts';
import { SheetIsBusy } from '../edits/sheet-is-busy.ts';
import { openMessage, type Refusal, refusal, type SignatureDeps, type SignedMessage } from '../edits/signed-message.ts';
import type { Language } from '../plan/messages/language.ts';
import { say } from '../plan/messages/said.ts';
import { wordsIn } from '../plan/messages/words.ts';
import { QuotaReached } from '../sheet/client.ts';
import { type RepairPreview, type RepairReport, reportLines, type SheetRepair } from './repair.ts';

/** What the sheet shows in a dialogue. */
export interface RepairDialogue {
  title: string;
  text: string;
  /** With it the sheet says that a person agreed to what is shown; null where there is nothing to agree to. */
  mark: string | null;
}

export type RepairReply = Refusal | { status: 200; body: RepairDialogue };

/**
 * A person's wish to have the sheet put right, in two steps: a message without `agreed` is answered by what would be done, and one with the mark of that
 * answer has it done. A sheet that has changed in between is answered as in the first step. Sending a message again does no harm.
 *
 * | status | what it means |
 * | ------ | ------------- |
 * | 200    | what to show |
 * | 503    | a pass kept the sheet too long, the calls of this minute are used up, or Google did not answer: choose it again |
 * | others | as openMessage says |
 */
export const handleRepair = async (
  message: SignedMessage,
  deps: SignatureDeps & { repair: SheetRepair },
): Promise<RepairReply> => {
  try {
    const opened = await openMessage(message, repairSchema, 'Ask for a repair', deps);
    if ('refusal' in opened) return opened.refusal;
    const { spreadsheetId, agreed } = opened.value;
    if (agreed === undefined) return shown(await deps.repair.preview(spreadsheetId), 'would');
    const outcome = await deps.repair.carryOut(spreadsheetId, agreed);
    return outcome.outcome === 'changed' ? shown(outcome.preview, 'changed') : done(outcome);
  } catch (cause) {
    if (cause instanceof SheetIsBusy)
      return refusal(503, 'busy', 'The sheet is being checked. Choose it again in a minute.');
    if (cause instanceof QuotaReached)
      return refusal(503, 'quota-reached', 'Too many sheets are being checked right now. Choose it again in a minute.');
    return {
      ...refusal(503, 'not-repaired', 'The sheet could not be read or written. Choose it again in a minute.'),
      cause,
    };
  }
};

const repairSchema = z.object({ spreadsheetId: spreadsheetIdSchema, agreed: z.string().max(100).optional() });

const shown = ({ mark, language, ...report }: RepairPreview, how: 'would' | 'changed'): RepairReply =>
  dialogue(
    language,
    mark,
    mark === null
      ? reportLines(report, language, 'repairs.dialogue.nothing')
      : [
          ...reportLines(report, language, `repairs.dialogue.${how}`),
          '',
          wordsIn(language).tell(say('repairs.dialogue.ask')),
        ],
  );

const done = ({ language, repairs, left }: RepairReport & { language: Language }): RepairReply =>
  dialogue(language, null, [
    wordsIn(language).tell(say('repairs.dialogue.done', { count: repairs.length })),
    ...(left.length === 0 ? [] : reportLines({ repairs: [], left }, language, null)),
  ]);

const dialogue = (language: Language, mark: string | null, lines: readonly string[]): RepairReply => ({
  status: 200,
  body: { title: wordsIn(language).tell(say('repairs.dialogue.title')), text: lines.join('\n'), mark },
});
