/**
 * One step of one instrument's market, as a matcher sees it. A tick is a slice whose open, high, low and
 * close are one price and whose quotes are known; a bar is one whose way from open to close is not.
 */
export interface MarketSlice {
  readonly isBar: boolean;
  /** UTC milliseconds at which the slice is complete. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Best prices at the open of the slice. */
  readonly bid: number;
  readonly ask: number;
  /** Units traded within the slice. */
  readonly volume: number;
}

/** At what price, if any, a slice fills an order, and whether the order was resting. */
export interface Execution {
  readonly price: number;
  readonly isMaker: boolean;
}
