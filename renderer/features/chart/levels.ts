import type { OrderView, PositionView, ProposalView, SignalView, TradeView } from '../../../shared/contract/index.ts';
import type { ChartMark, LevelLine } from '../../charting/chart-types.ts';
import { formatQuantityText, formatSigned } from '../../components/format.ts';

/** The lines of what is open in an instrument: entry, stop, target, and entries that wait. */
export function levelsOf(
  position: PositionView | undefined,
  orders: readonly OrderView[],
  proposal: ProposalView | undefined,
): LevelLine[] {
  const lines: LevelLine[] = [];
  if (position !== undefined) {
    const entry = Number(position.averageEntry);
    const sign = position.direction === 'long' ? 1 : -1;
    const distance = (price: string): string => formatSigned(sign * (Number(price) - entry) * Number(position.quantity), 2);
    lines.push({
      key: 'entry',
      price: entry,
      title: `${position.direction} ${formatQuantityText(position.quantity)}`,
      tone: 'accent',
      isDashed: false,
    });
    if (position.stop !== null)
      lines.push({ key: 'stop', price: Number(position.stop), title: `stop ${distance(position.stop)}`, tone: 'warn', isDashed: true });
    if (position.target !== null) {
      lines.push({
        key: 'target',
        price: Number(position.target),
        title: `target ${distance(position.target)}`,
        tone: 'up',
        isDashed: true,
      });
    }
  }
  for (const order of orders) {
    const isWaiting = order.role === 'entry' && (order.status === 'working' || order.status === 'partially-filled');
    if (isWaiting && order.limitPrice !== null) {
      lines.push({
        key: order.clientOrderId,
        price: Number(order.limitPrice),
        title: `${order.side} ${formatQuantityText(order.quantity)}`,
        tone: 'plain',
        isDashed: true,
      });
    }
  }
  if (proposal !== undefined) lines.push(...proposedLines(proposal));
  return lines;
}

/** The order as its card has it: the limit that it would be sent with, and what would protect it. */
function proposedLines({ side, intent, quantity, limitPrice, referencePrice, stop, target }: ProposalView): LevelLine[] {
  const words = `${intent === 'close' ? 'close: ' : ''}${side} ${formatQuantityText(quantity)}?`;
  const line = (key: string, price: string | null, title: string, tone: LevelLine['tone']): LevelLine[] =>
    price === null ? [] : [{ key: `proposed-${key}`, price: Number(price), title, tone, isDashed: true }];
  return [
    ...line('entry', limitPrice ?? referencePrice, words, 'plain'),
    ...line('stop', stop, 'stop?', 'warn'),
    ...line('target', target, 'target?', 'up'),
  ];
}

/** What happened in an instrument: accepted signals, entries and exits of trades. */
export function marksOf(signals: readonly SignalView[], trades: readonly TradeView[], position: PositionView | undefined): ChartMark[] {
  const marks: ChartMark[] = signals
    .filter((signal) => signal.isAccepted && signal.action !== 'hold')
    .map((signal) => ({
      key: signal.id,
      timeMs: signal.at - 1,
      side: signal.action === 'buy' ? 'buy' : 'sell',
      kind: 'signal',
      words: `${signal.action === 'buy' ? 'Buy' : 'Sell'} signal ${formatSigned(signal.score, 2)}`,
    }));
  for (const trade of trades) {
    const isLong = trade.direction === 'long';
    const entry = `${isLong ? 'Bought' : 'Sold'} ${formatQuantityText(trade.quantity)} at ${trade.entryPrice}`;
    const exit = `${isLong ? 'Sold' : 'Bought'} ${formatQuantityText(trade.quantity)} at ${trade.exitPrice}, ${trade.exitReason}`;
    marks.push({ key: `${trade.positionId}-in`, timeMs: trade.openedAt, side: isLong ? 'buy' : 'sell', kind: 'fill', words: entry });
    marks.push({
      key: `${trade.positionId}-out`,
      timeMs: trade.closedAt,
      side: isLong ? 'sell' : 'buy',
      kind: 'fill',
      words: `${exit}: ${formatSigned(Number(trade.realised), 2)}`,
      tone: Number(trade.realised) >= 0 ? 'up' : 'down',
    });
  }
  if (position !== undefined) {
    marks.push({
      key: `${position.id}-in`,
      timeMs: position.openedAt,
      side: position.direction === 'long' ? 'buy' : 'sell',
      kind: 'fill',
      words: `${position.direction === 'long' ? 'Bought' : 'Sold'} ${formatQuantityText(position.quantity)}`,
    });
  }
  return marks;
}
