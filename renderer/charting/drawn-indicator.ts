import type { IndicatorView } from '../../shared/contract/index.ts';

/** An indicator that is drawn: its definition and the numbers it is set by. */
export interface DrawnIndicator {
  readonly key: string;
  readonly definition: IndicatorView;
  readonly parameters: Readonly<Record<string, number>>;
  /** The instrument that it is compared with. */
  readonly reference: string | null;
  /** Whether the user wrote it. */
  readonly isCustom: boolean;
}
