import type { Confirmation } from './confirmation.ts';

/** What a user can do, under one name for button, shortcut and palette. */
export interface Action {
  readonly id: string;
  /** As the palette shows it; of what trades, closes, cancels or changes how BitFlow trades, with its consequence. */
  readonly title: string;
  /** Under which heading the palette shows it. */
  readonly group: 'Trade' | 'Signals' | 'Chart' | 'Market' | 'View' | 'Instruments';
  /** Other words that find it. */
  readonly keywords?: string;
  /** One key or a combination, such as `b` or `mod+k`. */
  readonly shortcut?: string;
  /**
   * It trades, closes, cancels or changes how BitFlow trades: the palette asks with this before it acts, and never offers it first for
   * the name of an instrument.
   */
  readonly asks?: Confirmation;
  /** It changes something at once, so that its key waits whether more letters follow, which are a symbol then. */
  readonly isHeld?: boolean;
  readonly run: () => void;
}
