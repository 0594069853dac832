/** The shelves of the catalogue, in the order in which menus show them. */
export const indicatorFamilies = ['averages', 'momentum', 'trend', 'volatility', 'volume', 'statistics', 'structure', 'patterns'] as const;
export type IndicatorFamily = (typeof indicatorFamilies)[number];

/**
 * How an output is drawn. `line`: joined from bar to bar; `step`: held until it changes; `histogram`: columns from zero;
 * `dots`: a mark on each bar that has a value; `mark`: a sign at the bar, whose value is its direction (−1, 0, 1).
 */
export const plotStyles = ['line', 'step', 'histogram', 'dots', 'mark'] as const;
export type PlotStyle = (typeof plotStyles)[number];

/**
 * What can be wrong with a custom indicator. `syntax`: it can't be read; `unknown-name`: nothing is called that; `arguments`: too few, too
 * many or of the wrong form; `type`: a number where a condition is expected or the reverse; `parameter`: out of its range; `too-large`:
 * beyond a limit.
 */
export const expressionFaultCodes = ['syntax', 'unknown-name', 'arguments', 'type', 'parameter', 'too-large'] as const;
