import { useEffect } from 'react';
import type { ChartFrame } from '../../../shared/contract/index.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { engineGateway } from '../../client/engine.ts';
import { useIsOnline } from '../../stores/hooks.ts';
import type { ShownIndicator } from '../../stores/preferences.ts';

export interface ChartQuestion {
  readonly instrumentId: string | undefined;
  readonly interval: Interval;
  readonly indicators: readonly ShownIndicator[];
  readonly limit: number;
}

/** Follows the bars of a chart; begins anew when what is shown changes and when the engine is back. */
export function useChartStream(
  { instrumentId, interval, indicators, limit }: ChartQuestion,
  onFrame: (frame: ChartFrame) => void,
  onError: (error: unknown) => void,
): void {
  const isOnline = useIsOnline();
  useEffect(() => {
    const { client } = engineGateway;
    if (!isOnline || client === null || instrumentId === undefined) return undefined;
    const ending = new AbortController();
    const follow = async (): Promise<void> => {
      const requests = indicators.map(({ key, name, parameters }) => ({ key, name, parameters: { ...parameters } }));
      const frames = await client.market.chart({ instrumentId, interval, limit, indicators: requests }, { signal: ending.signal });
      for await (const frame of frames) {
        if (ending.signal.aborted) return;
        onFrame(frame);
      }
    };
    follow().catch((error: unknown) => {
      if (!ending.signal.aborted) onError(error);
    });
    return () => ending.abort();
  }, [isOnline, instrumentId, interval, indicators, limit, onFrame, onError]);
}
