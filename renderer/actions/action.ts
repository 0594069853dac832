/** What a user can do, under one name for button, shortcut and palette. */
export interface Action {
  readonly id: string;
  /** As the palette shows it. */
  readonly title: string;
  /** Under which heading the palette shows it. */
  readonly group: 'Trade' | 'Signals' | 'Chart' | 'Market' | 'View' | 'Instruments';
  /** Other words that find it. */
  readonly keywords?: string;
  /** One key or a combination, such as `b` or `mod+k`. */
  readonly shortcut?: string;
  readonly run: () => void;
}
