import type { IndicatorFamily, PlotStyle } from '../../../shared/domain/indicator.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';

/** One number that an indicator is set by. */
export interface IndicatorParameter {
  readonly name: string;
  /** In plain words, for menus and help. */
  readonly title: string;
  readonly default: number;
  /** Inclusive. */
  readonly minimum: number;
  /** Inclusive. */
  readonly maximum: number;
  readonly isWhole: boolean;
}

/** One series of numbers that an indicator gives. */
export interface IndicatorOutput {
  /** A single output is named `value`. */
  readonly name: string;
  readonly title: string;
  readonly plot: PlotStyle;
  /** By how many bars it is drawn to the right (left where negative) of the bar it was worked out at; 0 where it is absent. */
  readonly shift?: (values: readonly number[]) => number;
}

/**
 * The bars that an indicator reads, oldest first. `reference` holds the closes of another instrument at the same bars, for
 * indicators that compare two, and is `null` where there is none.
 */
export interface SeriesColumns extends Pick<BarBlock, 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume'> {
  readonly reference: Float64Array | null;
}

/** An indicator at work on one series of bars, oldest first. */
export interface IndicatorInstance {
  /**
   * Takes bar `row` of `bars`, which follows the one taken before, and writes one number per output into `into`: NaN during
   * warm-up, and for a sparse output wherever there is nothing to mark. Allocates nothing.
   */
  update(bars: SeriesColumns, row: number, into: Float64Array): void;
}

/** What the catalogue knows of one indicator: menus, settings, command line and docs follow from it. */
export interface IndicatorDefinition {
  readonly name: string;
  /** Other names that people use for it. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly family: IndicatorFamily;
  /** What it tells a trader, in one plain sentence. */
  readonly summary: string;
  /** `overlay`: on the price scale of the chart; `pane`: on a scale of its own below. */
  readonly placement: 'overlay' | 'pane';
  /** Lowest and highest value that any output can have, `null` where it has no bounds. */
  readonly range: readonly [number, number] | null;
  /** Values that a pane marks with a line, such as 30 and 70 for RSI. */
  readonly levels: readonly number[];
  readonly parameters: readonly IndicatorParameter[];
  readonly outputs: readonly IndicatorOutput[];
  /** Whether it compares with a reference instrument; without one its outputs are NaN. */
  readonly needsReference: boolean;
  /** Whether outputs have values on some bars only, such as patterns and confirmed pivots. */
  readonly isSparse: boolean;
  /**
   * Whether each value looks at every bar of a window, because what it tells has no form that goes on from the value before: a rank, an order, a
   * mean that moves under all of them, or candles shown to a library. Its cost grows with the window.
   */
  readonly hasWindow: boolean;
  /** How many bars come before the first one on which every output has a value (may have one, for a sparse one). */
  warmUp(values: readonly number[]): number;
  /** Returns what is wrong with parameters that are each within range but don't go together, or `null`. */
  check(values: readonly number[]): string | null;
  /** Makes an instance; `values` holds one number per parameter, in their order, within range and checked. */
  create(values: readonly number[]): IndicatorInstance;
}

type Optional = 'aliases' | 'range' | 'levels' | 'needsReference' | 'isSparse' | 'hasWindow' | 'check' | 'outputs';

/** Completes a definition: no aliases, bounds, levels or cross-checks, and one output `value` drawn as a line, unless it says otherwise. */
export function defineIndicator(
  definition: Omit<IndicatorDefinition, Optional> & Partial<Pick<IndicatorDefinition, Optional>>,
): IndicatorDefinition {
  return {
    aliases: [],
    range: null,
    levels: [],
    needsReference: false,
    isSparse: false,
    hasWindow: false,
    outputs: [{ name: 'value', title: definition.title, plot: 'line' }],
    check: () => null,
    ...definition,
  };
}

/** A parameter that is counted in bars. */
export function barCount(title: string, byDefault: number, name = 'period', minimum = 1): IndicatorParameter {
  return { name, title, default: byDefault, minimum, maximum: 5000, isWhole: true };
}

/** A parameter that may be a fraction. */
export function factor(name: string, title: string, byDefault: number, minimum: number, maximum: number): IndicatorParameter {
  return { name, title, default: byDefault, minimum, maximum, isWhole: false };
}

/** Returns the default of every parameter, in their order. */
export function defaultValues({ parameters }: IndicatorDefinition): number[] {
  return parameters.map((parameter) => parameter.default);
}
