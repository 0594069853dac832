import { useEffect } from 'react';
import type { ChartFrame } from '../../../shared/contract/index.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { Client } from '../../client/client.ts';
import { engineGateway } from '../../client/engine.ts';
import { useIsOnline } from '../../stores/hooks.ts';
import type { ShownIndicator } from '../../stores/preferences.ts';

export interface ChartQuestion {
  readonly instrumentId: string;
  readonly interval: Interval;
  readonly indicators: readonly ShownIndicator[];
  readonly limit: number;
}

/** Follows the bars of a chart; begins anew when what is shown changes and when the engine is back. */
export function useChartStream(question: ChartQuestion, onFrame: (frame: ChartFrame) => void, onError: (error: unknown) => void): void {
  const isOnline = useIsOnline();
  const { instrumentId, interval, indicators, limit } = question;
  useEffect(() => {
    const { client } = engineGateway;
    if (!isOnline || client === null) return undefined;
    const ending = new AbortController();
    followChart(client, { instrumentId, interval, indicators, limit }, ending.signal, onFrame).catch((error: unknown) => {
      if (!ending.signal.aborted) onError(error);
    });
    return () => ending.abort();
  }, [isOnline, instrumentId, interval, indicators, limit, onFrame, onError]);
}

async function followChart(
  client: Client,
  question: ChartQuestion,
  signal: AbortSignal,
  onFrame: (frame: ChartFrame) => void,
): Promise<void> {
  const indicators = question.indicators.map(({ key, name, parameters }) => ({ key, name, parameters: { ...parameters } }));
  for await (const frame of await client.market.chart({ ...question, indicators }, { signal })) {
    if (signal.aborted) return;
    onFrame(frame);
  }
}
