import { defineIndicator, type IndicatorDefinition, type IndicatorOutput } from '../indicator.ts';
import { span } from '../window/calendar.ts';
import { PeriodLevels } from './period-levels.ts';

export interface PivotForm {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly summary: string;
  /** Names of the levels from the pivot on, such as `p`, `r1`, `s1`. */
  readonly levels: readonly string[];
  /** Writes the levels, in their order, for the span before. */
  readonly write: (before: PeriodLevels, into: Float64Array) => void;
}

/** Makes an indicator of pivot levels that hold for a whole span; NaN during the first span, so its values begin at a bar that depends on the data. */
export function pivotLevels({ levels, write, ...named }: PivotForm): IndicatorDefinition {
  return defineIndicator({
    ...named,
    family: 'structure',
    placement: 'overlay',
    isSparse: true,
    parameters: [span('Levels of the last: 1 day, 2 week, 3 month (UTC)', 1)],
    outputs: levels.map((name): IndicatorOutput => ({ name, title: name.toUpperCase(), plot: 'step' })),
    warmUp: () => 1,
    create: ([every]) => {
      const before = new PeriodLevels(every);
      const held = new Float64Array(levels.length).fill(Number.NaN);
      return {
        update({ openTime, open, high, low, close }, row, into) {
          if (before.update(openTime[row], open[row], high[row], low[row], close[row])) write(before, held);
          into.set(held);
        },
      };
    },
  });
}
