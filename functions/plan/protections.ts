import { definitionsIn } from './messages/definitions.ts';
import type { Language } from './messages/language.ts';
import { type Said, say, tabOf } from './messages/said.ts';
import { wordsIn } from './messages/words.ts';
import type { ResultTab } from './results.ts';

/** What whoever types into the planner's own cells is told, by what is protected: parts of tabs, and whole tabs by their name. */
export const protectionTexts = (language: Language): Readonly<Record<string, string>> => {
  const { plannerHeaders, resultTabs, startTab, inputTabs } = definitionsIn(language);
  const { answer, computed, status } = plannerHeaders;
  const texts: Record<string, Said> = {
    headers: say('protections.headers'),
    questions: say('protections.questions', { answer }),
    id: say('protections.id'),
    status: say('protections.status', { status }),
    computed: say('protections.computed', { computed, answer }),
    start: say('protections.start', {
      tab: startTab.title,
      first: inputTabs[0]!.title,
      last: inputTabs.at(-1)!.title,
    }),
    ...Object.fromEntries(resultTabs.map((tab) => [tab.name, resultProtection(tab)])),
  };
  return Object.fromEntries(Object.entries(texts).map(([name, said]) => [name, wordsIn(language).tell(said)]));
};

const resultProtection = (tab: ResultTab): Said => {
  const column = (name: string): string => tab.columns.find((each) => each.name === name)!.header;
  const title = { tab: tab.title };
  switch (tab.name) {
    case 'checklist':
      return say('protections.checklist', { ...title, goTo: column('goTo') });
    case 'funnel':
      return say('protections.funnel', { ...title, goals: tabOf('goals'), assumptions: tabOf('assumptions') });
    case 'calendar':
      return say('protections.calendar', {
        ...title,
        goals: tabOf('goals'),
        assumptions: tabOf('assumptions'),
        programs: tabOf('programs'),
      });
    case 'forecast':
      return say('protections.forecast', { ...title, progress: tabOf('progress'), assumptions: tabOf('assumptions') });
    case 'pipeline':
      return say('protections.pipeline', { ...title, demand: tabOf('demand'), programs: tabOf('programs') });
    case 'money':
      return say('protections.money', { ...title, resources: tabOf('resources'), funding: tabOf('funding') });
    case 'proposal':
      return say('protections.proposal', { ...title, programs: tabOf('programs'), funding: tabOf('funding') });
    case 'scenarios':
      return say('protections.scenarios', { ...title, whatIf: tabOf('whatIf') });
  }
};
