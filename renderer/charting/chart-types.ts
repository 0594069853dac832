import type { ChartColours } from './colours.ts';
import type { IndicatorReading } from './indicator-plots.ts';
import type { RegimeRun } from './regime-runs.ts';

/** A horizontal line with a word, such as a stop. */
export interface LevelLine {
  readonly key: string;
  readonly price: number;
  readonly title: string;
  readonly tone: 'up' | 'down' | 'accent' | 'warn' | 'plain';
  readonly isDashed: boolean;
}

/** Something that happened at a bar. */
export interface ChartMark {
  readonly key: string;
  readonly timeMs: number;
  readonly side: 'buy' | 'sell';
  readonly kind: 'signal' | 'fill';
  /** What is said of it while the mouse is on it. */
  readonly words: string;
  /** Coloured by side unless the mark says how it came out. */
  readonly tone?: 'up' | 'down';
}

/** What the crosshair is on, or the newest bar. */
export interface Legend {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly indicators: readonly IndicatorReading[];
  readonly regime: RegimeRun | null;
}

/** A place on the chart as the user points at it. */
export interface PointedPlace {
  /** Open time of the bar there, or `null` beside all bars. */
  readonly openMs: number | null;
  /** `null` outside the pane of the price. */
  readonly price: number | null;
}

/** The part of the regime strip that the mouse is over. */
export interface HoveredRegime extends RegimeRun {
  /** CSS pixels from the left and upper side of the chart. */
  readonly left: number;
  readonly top: number;
  readonly fromMs: number;
}

/** The mark that the mouse is on; CSS pixels from the left and upper side of the chart. */
export interface HoveredMark {
  readonly mark: ChartMark;
  readonly left: number;
  readonly top: number;
}

export interface PriceChartOptions {
  readonly colours: ChartColours;
  readonly onLegend: (legend: Legend | null) => void;
  readonly onNearLeft: () => void;
  /** Hears of the bar that is pointed at, or that none is. */
  readonly onPoint?: (openMs: number | null) => void;
  readonly onRegimeHover?: (hovered: HoveredRegime | null) => void;
  readonly onMarkHover?: (hovered: HoveredMark | null) => void;
}
