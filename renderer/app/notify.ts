import { toast } from 'sonner';
import type { FillView, WorkspaceNotice } from '../../shared/contract/index.ts';
import { moneyPlaces } from '../stores/money-places.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { fillMessage } from './fill-message.ts';

/** Shows what the user must not miss; everything else is in the log. */
export function showNotices(notices: readonly WorkspaceNotice[]): void {
  // Of the slices that came at once, the last tells of the whole order.
  const lastOf = new Map(notices.flatMap(({ fill }) => (fill === null ? [] : [[fill.clientOrderId, fill] as const])));
  for (const fill of lastOf.values()) showFill(fill);
  for (const notice of notices) {
    switch (notice.event) {
      case 'orderRejected':
        toast.error(`${symbolOf(notice)}: order refused`, { description: notice.message, duration: 10_000 });
        break;
      case 'riskLimitExceeded':
      case 'marginCall':
      case 'systemError':
        toast.error(notice.event === 'systemError' ? 'Something is wrong' : 'Risk limit', {
          description: notice.message,
          duration: 15_000,
        });
        break;
      case 'drawdownWarning':
        toast.warning('Drawdown', { description: notice.message, duration: 15_000 });
        break;
      default:
        break;
    }
  }
}

function showFill(fill: FillView): void {
  const { orders, trades, instruments } = useWorkspace.getState();
  const order = orders.find(({ clientOrderId }) => clientOrderId === fill.clientOrderId);
  const instrument = instruments.find(({ id }) => id === fill.instrumentId);
  if (order === undefined || instrument === undefined) return;
  const { symbol, pricePlaces } = instrument;
  const { id, title, description, replaces } = fillMessage({ fill, order, trades, symbol, pricePlaces, moneyPlaces: moneyPlaces() });
  for (const subject of replaces) toast.dismiss(subject);
  toast(title, { id, description });
}

function symbolOf({ instrumentId }: WorkspaceNotice): string {
  return useWorkspace.getState().instruments.find((instrument) => instrument.id === instrumentId)?.symbol ?? instrumentId ?? 'BitFlow';
}
