import type { RuleTestView } from '../../../shared/contract/index.ts';
import { intervalMs } from '../../../shared/domain/interval.ts';
import { technicalRuleNames, technicalRules } from '../../../shared/domain/technical-rule.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { RuleTrial } from '../../engine/signals/technical/rule-test.ts';
import { newest } from '../views/newest.ts';
import { viewHeadline, viewScoreboard, viewSignal, viewWhy } from '../views/signal-views.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';

/** Rules are tried on the last thirty days, or on a hundred bars where those are longer. */
const TRIED_MS = 30 * DAY_MS;
const LEAST_TRIED_BARS = 100;

/** Bars that a rule takes in one step. */
const STEP_ROWS = 256;

/** Handlers of everything that concerns signals and news: why they are what they are, and what became of them. */
export function signalHandlers(workstation: Workstation) {
  const { charts, workspace } = workstation.feeds;
  const { barHistory, core, settings } = workstation.services;

  return {
    signals: {
      list: guarded.signals.list.handler(({ input }) => newest(workspace.books.signals.values(), input.limit).map(viewSignal)),
      why: guarded.signals.why.handler(async ({ input, errors }) => {
        const { at, instrumentId } = input;
        const index = core.instruments.indexOf(instrumentId);
        if (index === null) throw errors.NOT_FOUND({ message: `There is no instrument ${instrumentId}.` });
        if (at !== undefined && at > core.now) {
          const message = `That time is still to come; the latest is ${new Date(core.now).toISOString()}.`;
          throw errors.UNAVAILABLE({ message, data: { code: 'in-future' } });
        }
        if (at === undefined || at === core.now) return viewWhy(core.why(index));
        const answer = await workstation.whyAt(instrumentId, at);
        if (answer.ok) return viewWhy(answer.value);
        throw errors.UNAVAILABLE({ message: answer.error.message, data: { code: answer.error.code } });
      }),
      scoreboard: guarded.signals.scoreboard.handler(() =>
        viewScoreboard(workspace.books.scoreboard, settings.current.signals.horizonBars),
      ),
      testRules: guarded.signals.testRules.handler(async ({ input, errors, signal }) => {
        const index = core.instruments.indexOf(input.instrumentId);
        if (index === null) throw errors.NOT_FOUND({ message: `There is no instrument ${input.instrumentId}.` });
        const barMs = intervalMs(input.interval);
        const most = Math.max(LEAST_TRIED_BARS, Math.floor(TRIED_MS / barMs));
        const bars = await barHistory.bars(index, barMs, workstation.marketNow, Math.min(input.limit, most));
        const { current } = settings;
        const results: RuleTestView[] = [];
        for (const name of technicalRuleNames) {
          const trial = new RuleTrial(name, bars, current, { barMs, horizonBars: current.signals.horizonBars });
          await charts.turns.run(() => trial.advance(STEP_ROWS), signal);
          results.push({ ...trial.result, title: technicalRules[name].title });
        }
        return results;
      }),
    },
    news: {
      list: guarded.news.list.handler(({ input }) => newest(workspace.books.headlines.values(), input.limit).map(viewHeadline)),
    },
  };
}
