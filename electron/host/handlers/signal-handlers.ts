import { intervalMs } from '../../../shared/domain/interval.ts';
import { technicalRules } from '../../../shared/domain/technical-rule.ts';
import { testRules } from '../../engine/signals/technical/rule-test.ts';
import { newest } from '../views/newest.ts';
import { viewHeadline, viewScoreboard, viewSignal, viewWhy } from '../views/signal-views.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';

/** Handlers of everything that concerns signals and news: why they are what they are, and what became of them. */
export function signalHandlers(workstation: Workstation) {
  const { workspace } = workstation.feeds;
  const { barHistory, core, settings } = workstation.services;

  return {
    signals: {
      list: guarded.signals.list.handler(({ input }) => newest(workspace.books.signals.values(), input.limit).map(viewSignal)),
      why: guarded.signals.why.handler(async ({ input, errors }) => {
        const { at, instrumentId } = input;
        const index = core.instruments.indexOf(instrumentId);
        if (index === null) throw errors.NOT_FOUND({ message: `There is no instrument ${instrumentId}.` });
        if (at === undefined || at >= core.now) return viewWhy(core.why(index));
        const answer = await workstation.whyAt(instrumentId, at);
        if (answer.ok) return viewWhy(answer.value);
        throw errors.UNAVAILABLE({ message: answer.error.message, data: { code: answer.error.code } });
      }),
      scoreboard: guarded.signals.scoreboard.handler(() =>
        viewScoreboard(workspace.books.scoreboard, settings.current.signals.horizonBars),
      ),
      testRules: guarded.signals.testRules.handler(async ({ input, errors }) => {
        const index = core.instruments.indexOf(input.instrumentId);
        if (index === null) throw errors.NOT_FOUND({ message: `There is no instrument ${input.instrumentId}.` });
        const barMs = intervalMs(input.interval);
        const bars = await barHistory.bars(index, barMs, workstation.marketNow, input.limit);
        const { signals } = settings.current;
        return testRules(bars, settings.current, barMs, signals.horizonBars).map((result) => ({
          ...result,
          title: technicalRules[result.rule].title,
        }));
      }),
    },
    news: {
      list: guarded.news.list.handler(({ input }) => newest(workspace.books.headlines.values(), input.limit).map(viewHeadline)),
    },
  };
}
