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

/** An indicator at work on one series of bars, oldest first. */
export interface IndicatorInstance {
  /** Takes the next bar and writes one number per output into `into`, NaN during warm-up. */
  update(open: number, high: number, low: number, close: number, volume: number, into: Float64Array): void;
}

/** What the catalogue knows of one indicator. */
export interface IndicatorDefinition {
  readonly name: string;
  /** Other names that people use for it. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** `overlay`: on the price scale of the chart; `pane`: on a scale of its own below. */
  readonly placement: 'overlay' | 'pane';
  readonly parameters: readonly IndicatorParameter[];
  /** Names of the outputs; a single output is named `value`. */
  readonly outputs: readonly string[];
  /** Makes an instance; `values` holds one number per parameter, in their order, within range. */
  create(values: readonly number[]): IndicatorInstance;
}
