import type { SettingChanges } from '../../shared/config/settings.ts';
import type { MarketChoice } from '../host/market-choice.ts';
import type { Predecessor } from '../host/workstation-options.ts';

/** What the supervisor's side tells an engine process to be; crosses the fork as JSON. */
export interface EngineOptions {
  readonly dataDir: string;
  readonly market: MarketChoice;
  readonly overrides: SettingChanges;
  /** `null`: as it was played before. */
  readonly speed: number | null;
  readonly logLevel: string;
  /** Left by the engine that this one takes over from; `null`, or missing, for the first. */
  readonly predecessor?: Predecessor | null;
}
