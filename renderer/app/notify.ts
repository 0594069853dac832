import { toast } from 'sonner';
import type { WorkspaceNotice } from '../../shared/contract/index.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** Shows what the user must not miss; everything else is in the log. */
export function showNotices(notices: readonly WorkspaceNotice[]): void {
  const fills = notices.filter((notice) => notice.event === 'orderFilled');
  // A burst of partial fills is one message.
  const [last] = fills.slice(-1);
  if (last !== undefined)
    toast(`${symbolOf(last)}: ${fills.length === 1 ? 'filled' : `${fills.length} fills`}`, {
      id: `fill-${last.instrumentId ?? ''}`,
      description: last.message,
    });
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

function symbolOf({ instrumentId }: WorkspaceNotice): string {
  return useWorkspace.getState().instruments.find((instrument) => instrument.id === instrumentId)?.symbol ?? instrumentId ?? 'BitFlow';
}
