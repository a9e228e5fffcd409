import type { Finding } from '../../functions/plan/finding.ts';
import type { Language } from '../../functions/plan/messages/language.ts';
import { say } from '../../functions/plan/messages/said.ts';
import { wordsIn } from '../../functions/plan/messages/words.ts';
import { findingCounts } from '../../functions/plan/summary.ts';
import type { GridPanel } from './grid-protocol.ts';

/** What the page's list of findings says around them, in the language of the sheet. */
export const panelWords = (language: Language, findings: readonly Finding[]): GridPanel => {
  const { tell } = wordsIn(language);
  const { error, warning, info } = findingCounts(findings);
  const counted = [
    ...(error > 0 ? [say('words.errors', { count: error })] : []),
    ...(warning > 0 ? [say('words.warnings', { count: warning })] : []),
    ...(info > 0 ? [say('words.hints', { count: info })] : []),
  ];
  return {
    language,
    title: tell(say('panel.title')),
    close: tell(say('panel.close')),
    summary: counted.length === 0 ? tell(say('panel.none')) : counted.map(tell).join(', '),
    checking: tell(say('panel.checking')),
    checked: tell(say('panel.checked', { time: '{time}' })),
    nothing: tell(say('panel.nothing')),
    spreadsheet: tell(say('panel.spreadsheet')),
    goTo: tell(say('panel.goTo', { place: '{place}' })),
    places: {
      error: tell(say('panel.place', { severity: say('words.error'), cell: '{cell}' })),
      warning: tell(say('panel.place', { severity: say('words.warning'), cell: '{cell}' })),
      info: tell(say('panel.place', { severity: say('words.info'), cell: '{cell}' })),
    },
    severities: { error: tell(say('words.error')), warning: tell(say('words.warning')), info: tell(say('words.info')) },
  };
};
