import type { ClientOrderId, InstrumentId, TradeId } from './ids.ts';
import type { LiquiditySide } from './instrument.ts';
import type { Money } from './money.ts';
import type { OrderSide } from './order.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';
import type { UtcMs } from './time.ts';

/** One execution at the venue; `tradeId` tells a repeated report from a second execution in the same venue books and instrument. */
export interface Fill {
  readonly tradeId: TradeId;
  readonly clientOrderId: ClientOrderId;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly price: Price;
  /** Above zero. */
  readonly quantity: Quantity;
  /** Zero or more. */
  readonly fee: Money;
  readonly liquidity: LiquiditySide;
  /** When the venue executed it. */
  readonly tsEvent: UtcMs;
}
