import type { FillView, OrderView, TradeView } from '../../shared/contract/index.ts';
import { fillWords, orderRoleWords } from '../../shared/words/fills.ts';
import { formatDecimalText, formatQuantityText, formatSigned } from '../components/format.ts';

/** What is told of an order that filled: once for the order, however many slices it fills in. */
export interface FillMessage {
  /** The same for every slice of an order, so that a later one takes the place of the one before. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The messages of the commands that led to it, which it stands for now. */
  readonly replaces: readonly string[];
}

export interface FilledOrder {
  readonly fill: FillView;
  readonly order: OrderView;
  /** Closed trades, newest first. */
  readonly trades: readonly TradeView[];
  readonly symbol: string;
  readonly pricePlaces: number;
  readonly moneyPlaces: number;
}

/** Returns what is told of an order after a fill of it. */
export function fillMessage({ fill, order, trades, symbol, pricePlaces, moneyPlaces }: FilledOrder): FillMessage {
  const id = `order ${order.clientOrderId}`;
  const replaces = commandsOf(order);
  const numbers = {
    symbol,
    side: order.side,
    filled: formatQuantityText(order.filledQuantity),
    quantity: formatQuantityText(order.quantity),
    price: formatDecimalText(order.averageFillPrice ?? fill.price, pricePlaces),
  };
  const role = orderRoleWords[order.role];
  const trade = order.role === 'entry' ? undefined : trades.find((each) => isClosedBy(each, fill));
  if (trade !== undefined) {
    const result = formatSigned(Number(trade.realised), moneyPlaces);
    return {
      id,
      title: fillWords.closed({ symbol, result }),
      // Of what was closed; an order may be for more than was open.
      description: fillWords['closed-by']({ ...numbers, quantity: numbers.filled, role }),
      replaces: [...replaces, `close ${trade.positionId}`],
    };
  }
  if (order.filledQuantity !== order.quantity) {
    return { id, title: fillWords['partly-filled'](numbers), description: fillWords['average-so-far'](numbers), replaces };
  }
  return { id, title: fillWords.filled(numbers), description: fillWords['role-filled']({ role }), replaces };
}

function isClosedBy(trade: TradeView, fill: FillView): boolean {
  return trade.instrumentId === fill.instrumentId && trade.closedAt === fill.at;
}

/** The subjects of the commands that send an order, see actions/commands.ts. */
function commandsOf({ proposalId, role, origin, side, instrumentId }: OrderView): string[] {
  if (role !== 'entry') return [];
  if (proposalId !== null) return [`approve ${proposalId}`];
  return origin === 'user' ? [`${side} ${instrumentId}`] : [];
}
