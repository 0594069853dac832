/** The window's colours as the chart library needs them: values, not variables. */
export interface ChartColours {
  readonly background: string;
  readonly text: string;
  readonly grid: string;
  readonly border: string;
  readonly up: string;
  readonly down: string;
  readonly upSoft: string;
  readonly downSoft: string;
  readonly accent: string;
  readonly warn: string;
  /** CSS pixels of what is written on the chart. */
  readonly fontSize: number;
  /** For the first, second, third … line of indicators. */
  readonly lines: readonly string[];
}
