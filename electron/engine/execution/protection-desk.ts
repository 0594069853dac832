import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CommandBody } from '../../../shared/domain/command.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { Order, OrderSide } from '../../../shared/domain/order.ts';
import { closingSide, openingSide } from '../../../shared/domain/position.ts';
import type { Price } from '../../../shared/domain/price.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { OrderDesk } from './order-desk.ts';
import type { DeskFault } from './proposal-desk.ts';
import { protectionFault } from './sizing.ts';

type ProtectPosition = Extract<CommandBody, { kind: 'protect-position' }>;

interface WantedProtection {
  readonly instrument: Instrument;
  /** Of the entry that opened the position. */
  readonly side: OrderSide;
  /** The last price, or `null` before there is one. */
  readonly mark: Price | null;
  readonly stop: Price | null;
  readonly target: Price | null;
}

/** Moves the stop and target of open positions, and puts them in place where they are missing. */
export class ProtectionDesk {
  readonly #core: CoreContext;
  readonly #orders: OrderDesk;

  constructor(core: CoreContext, orders: OrderDesk) {
    this.#core = core;
    this.#orders = orders;
  }

  /** Returns what was sent, in words. */
  move({ instrumentId, stop, target }: ProtectPosition): Result<string, DeskFault> {
    const { books, instruments, market } = this.#core;
    const position = books.positions.get(instrumentId);
    const index = instruments.indexOf(instrumentId);
    if (position === undefined || index === null)
      return err({ code: 'no-position', message: `there is no open position in ${instrumentId}` });
    if (position.closing !== null) return err({ code: 'not-cancellable', message: `the position in ${instrumentId} is being closed` });
    const instrument = instruments.list[index];
    const fault = this.#priceFault({ instrument, side: openingSide(position.direction), mark: market.markOf(index), stop, target });
    if (fault !== null) return err(fault);

    const protection = books.orders.protectionOf(instrumentId);
    const stops = protection.filter((order) => order.role === 'stop-loss');
    const targets = protection.filter((order) => order.role === 'take-profit');
    const missing = {
      stop: stop !== null && stops.length === 0 ? stop : null,
      target: target !== null && targets.length === 0 ? target : null,
    };
    if ((missing.stop !== null && targets.length > 0) || (missing.target !== null && stops.length > 0)) {
      return err({
        code: 'not-cancellable',
        message: `${instrument.symbol}: cancel the order that protects it first, then set stop and target together`,
      });
    }
    this.#moveAll(stops, stop);
    this.#moveAll(targets, target);
    if (missing.stop !== null || missing.target !== null) {
      this.#orders.submitProtection({
        instrument,
        side: closingSide(position.direction),
        quantity: position.quantity,
        ...missing,
        origin: 'user',
      });
    }
    return ok('stop and target sent');
  }

  #priceFault({ instrument, side, mark, stop, target }: WantedProtection): DeskFault | null {
    if (mark === null) return { code: 'no-market-price', message: `there is no price for ${instrument.symbol} yet` };
    if (stop === null && target === null) return { code: 'invalid-price', message: 'expected a stop, a target or both, found neither' };
    const fault = protectionFault(instrument, side, mark, stop, target);
    return fault === null ? null : { code: 'invalid-price', message: fault.replace('entry price', 'market price') };
  }

  #moveAll(orders: readonly Order[], price: Price | null): void {
    if (price === null) return;
    for (const order of orders) this.#orders.replace(order, price);
  }
}
