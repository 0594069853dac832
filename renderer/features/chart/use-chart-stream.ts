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
  readonly withRegime: boolean;
  /** How many bars the chart can't do without, asked when the question is put. */
  readonly leastBars: () => number;
}

/**
 * Follows the bars of a chart; begins anew when what is shown changes and when the engine is back. `onFrame` hears which indicators the
 * frame was asked with.
 */
export function useChartStream(
  question: ChartQuestion,
  onFrame: (frame: ChartFrame, asked: ChartQuestion) => void,
  onError: (error: unknown) => void,
): void {
  const isOnline = useIsOnline();
  const { instrumentId, interval, indicators, limit, withRegime, leastBars } = question;
  useEffect(() => {
    const { client } = engineGateway;
    if (!isOnline || client === null) return undefined;
    const ending = new AbortController();
    followChart(
      client,
      { instrumentId, interval, indicators, limit: Math.max(limit, leastBars()), withRegime, leastBars },
      ending.signal,
      onFrame,
    ).catch((error: unknown) => {
      if (!ending.signal.aborted) onError(error);
    });
    return () => ending.abort();
  }, [isOnline, instrumentId, interval, indicators, limit, withRegime, leastBars, onFrame, onError]);
}

async function followChart(
  client: Client,
  question: ChartQuestion,
  signal: AbortSignal,
  onFrame: (frame: ChartFrame, asked: ChartQuestion) => void,
): Promise<void> {
  const { instrumentId, interval, limit, withRegime } = question;
  const indicators = question.indicators.map(({ key, name, parameters, reference, custom }) => ({
    key,
    name,
    parameters: { ...parameters },
    reference: reference ?? null,
    expression: custom?.expression ?? null,
  }));
  for await (const frame of await client.market.chart({ instrumentId, interval, limit, withRegime, indicators }, { signal })) {
    if (signal.aborted) return;
    onFrame(frame, question);
  }
}
