import { usePreferences } from '../stores/preferences.ts';
import { currentWindowShape } from '../stores/window-shape.ts';

/** Shows an instrument in the chart, also where the chart is out of sight; beside a chart in sight, what stands there stays. */
export function showInstrument(instrumentId: string): void {
  usePreferences.setState(currentWindowShape() === 'narrow' ? { instrumentId, panel: 'chart' } : { instrumentId });
}
