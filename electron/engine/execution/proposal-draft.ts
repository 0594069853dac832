import { assert } from '../../../shared/base/assert.ts';
import { notionalOf } from '../../../shared/domain/instrument.ts';
import { type Money, subtractMoney } from '../../../shared/domain/money.ts';
import type { OrderSide } from '../../../shared/domain/order.ts';
import { closingSide, type Position } from '../../../shared/domain/position.ts';
import { type Price, type PriceFloat, priceFromFloat, priceFromUnits, priceToFloat } from '../../../shared/domain/price.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { Rejection } from '../../../shared/domain/signal.ts';
import { MINUTE_MS, type UtcMs, utcMs } from '../../../shared/domain/time.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { positionValue, valueAccount } from '../portfolio/valuation.ts';
import { partOf } from '../risk/pre-trade-rule.ts';
import type { EntryChecks } from './entry-checks.ts';
import { largestQuantity, moneyAtRisk, protectionAt } from './sizing.ts';

/** A proposal that nobody has seen yet, or what stands against it. */
export type ProposalDraft =
  | { readonly proposal: Omit<Proposal, 'id'>; readonly rejections: readonly Rejection[] }
  | { readonly proposal: null; readonly rejections: readonly Rejection[] };

/** What a proposal rests on: a signal, or the proposal whose place it takes. */
export interface Argument extends Pick<Proposal, 'signalId' | 'instrumentId' | 'confidence' | 'repricedFrom'> {
  /** When the time to decide is over; `null`: as the settings say. */
  readonly expiresAt: UtcMs | null;
}

/** Price may always run as far as so many times the distance between bid and ask, which is noise. */
const SPREADS = 3;

/** Works out the exact order that a signal argues for. */
export class ProposalDrafter {
  readonly #core: CoreContext;
  readonly #checks: EntryChecks;

  constructor(core: CoreContext, checks: EntryChecks) {
    this.#core = core;
    this.#checks = checks;
  }

  /** Drafts an entry: size from the money at risk, within every limit; stop and target from the ATR. */
  entry(argument: Argument, index: number, side: OrderSide, atr: PriceFloat): ProposalDraft {
    const { instruments, market, settings } = this.#core;
    const { proposals, risk } = settings();
    const instrument = instruments.list[index];
    const rejections = this.#checks.circumstances({ index, side });
    if (!market.hasPrice(index) || !(atr > 0)) {
      return {
        proposal: null,
        rejections:
          atr > 0 ? rejections : [...rejections, { code: 'size-too-small', message: 'Price has not moved enough to place a stop' }],
      };
    }
    const reference = this.#reference(index, side);
    const isLimit = proposals.entryType === 'limit';
    const slip = priceFromFloat(atr * proposals.toleranceAtr, instrument.priceIncrement, 'ceil');
    const distance = isLimit ? slip : larger(slip, this.#spreads(index));
    // A buy loses most when it fills at its highest price, a short when it fills at its lowest; both are worth most at the highest.
    const highest = priceFromUnits(reference + distance);
    const worst = side === 'buy' ? highest : reference - distance;
    if (worst <= 0n)
      return { proposal: null, rejections: [...rejections, { code: 'size-too-small', message: 'Price is too low to place a stop' }] };
    const limitPrice = priceFromUnits(worst);
    const protection = protectionAt(instrument, side, reference, { stop: atr * proposals.stopAtr, target: atr * proposals.targetAtr });
    if (protection === null)
      return { proposal: null, rejections: [...rejections, { code: 'size-too-small', message: 'Price is too low to place a stop' }] };

    const valuation = valueAccount(this.#core.books, instruments, market);
    const budget = smallest([
      valuation.free,
      partOf(valuation.equity, risk.maximumPosition),
      subtractMoney(subtractMoney(partOf(valuation.equity, risk.maximumExposure), valuation.exposure), valuation.reserved),
    ]);
    const { stop, target } = protection;
    const mostRisk = partOf(valuation.equity, risk.riskPerTrade);
    const quantity = largestQuantity(instrument, { entry: limitPrice, stop, risk: mostRisk, costliest: highest, budget });
    rejections.push(...this.#checks.size(index, highest, quantity));
    const tolerance = isLimit ? this.#tolerance(index, limitPrice, stop) : distance;
    return {
      rejections,
      proposal: {
        ...this.#frame(argument, side, reference, tolerance),
        intent: side === 'buy' ? 'open-long' : 'open-short',
        type: proposals.entryType,
        quantity,
        limitPrice: isLimit ? limitPrice : null,
        stop,
        target,
        notional: notionalOf(instrument, reference, quantity),
        moneyAtRisk: moneyAtRisk(instrument, limitPrice, stop, quantity),
      },
    };
  }

  /** Drafts the close of a position that a signal argues against. */
  exit(argument: Argument, index: number, position: Position, atr: PriceFloat): ProposalDraft {
    const { instruments, market, settings } = this.#core;
    const side = closingSide(position.direction);
    const reference = this.#reference(index, side);
    const instrument = instruments.list[index];
    const tolerance = priceFromFloat(Math.max(atr, 0) * settings().proposals.toleranceAtr, instrument.priceIncrement, 'ceil');
    return {
      rejections: [],
      proposal: {
        ...this.#frame(argument, side, reference, tolerance),
        intent: 'close',
        type: 'market',
        quantity: position.quantity,
        limitPrice: null,
        stop: null,
        target: null,
        notional: positionValue(position, instruments, market),
        moneyAtRisk: null,
      },
    };
  }

  /** How far the market may run beyond a limit: a part of what lies between limit and stop, and never less than a few spreads. */
  #tolerance(index: number, limit: Price, stop: Price): Price {
    const { instruments, settings } = this.#core;
    const distance = priceToFloat(priceFromUnits(limit > stop ? limit - stop : stop - limit));
    const part = priceFromFloat(distance * settings().proposals.toleranceShare, instruments.list[index].priceIncrement, 'ceil');
    return larger(part, this.#spreads(index));
  }

  #spreads(index: number): Price {
    const { instruments, market } = this.#core;
    const spread = Math.max(0, market.ask[index] - market.bid[index]);
    return priceFromFloat((spread > 0 ? spread : 0) * SPREADS, instruments.list[index].priceIncrement, 'ceil');
  }

  /** The price that an order of this side would meet now, on the increment. */
  #reference(index: number, side: OrderSide): Price {
    const { instruments, market } = this.#core;
    const quote = side === 'buy' ? market.ask[index] : market.bid[index];
    const price = quote > 0 ? quote : market.last[index];
    assert(price > 0, `${instruments.list[index].symbol} has no price`);
    return priceFromFloat(price, instruments.list[index].priceIncrement, 'half-even');
  }

  #frame(
    { signalId, instrumentId, confidence, repricedFrom, expiresAt }: Argument,
    side: OrderSide,
    referencePrice: Price,
    priceTolerance: Price,
  ) {
    const { barMs, clock, settings } = this.#core;
    // With bars longer than the time to decide, nothing could be decided or filled before the next one.
    const lifetime = Math.max(Math.round(settings().proposals.expiryMinutes * MINUTE_MS), 2 * barMs);
    return {
      signalId,
      instrumentId,
      side,
      referencePrice,
      priceTolerance,
      confidence,
      createdAt: clock.now,
      expiresAt: expiresAt ?? utcMs(clock.now + lifetime),
      status: 'pending',
      decidedBy: null,
      reason: null,
      repricedFrom,
    } as const;
  }
}

function larger(a: Price, b: Price): Price {
  return a > b ? a : b;
}

function smallest(amounts: readonly Money[]): Money {
  return amounts.reduce((a, b) => (a.amount < b.amount ? a : b));
}
