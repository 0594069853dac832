import { barCount, defineIndicator } from '../indicator.ts';
import { RollingPair } from '../window/rolling-pair.ts';

/**
 * Pearson's correlation of closes with those of the reference instrument, −1..1, over the last `period` bars that both have; 0
 * where one of them did not move. NaN during the warm-up of `period − 1` bars, on bars that the reference has not, and without one.
 */
export const correlation = defineIndicator({
  name: 'correlation',
  aliases: ['cc', 'correl', 'correlation-coefficient'],
  title: 'Correlation',
  family: 'statistics',
  summary: 'How closely price goes along with another instrument: 1 together, −1 opposite, 0 each its own way.',
  placement: 'pane',
  range: [-1, 1],
  levels: [-1, 0, 1],
  needsReference: true,
  parameters: [barCount('Bars', 20, 'period', 2)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const pair = new RollingPair(period);
    return {
      update({ close, reference }, row, into) {
        const other = reference === null ? Number.NaN : reference[row];
        if (other !== other) {
          into[0] = other;
          return;
        }
        pair.update(close[row], other);
        into[0] = pair.varianceX === pair.varianceX ? pair.correlation : Number.NaN;
      },
    };
  },
});
