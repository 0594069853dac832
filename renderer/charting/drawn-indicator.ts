import type { IndicatorView } from '../../shared/contract/index.ts';

/** An indicator that is drawn: its definition and the numbers it is set by. */
export interface DrawnIndicator {
  readonly key: string;
  readonly definition: IndicatorView;
  readonly parameters: Readonly<Record<string, number>>;
}
