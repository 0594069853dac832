import { assert } from '../../../shared/base/assert.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { moneyToFloat } from '../../../shared/domain/money.ts';
import { quantityToFloat } from '../../../shared/domain/quantity.ts';
import type { Books } from '../books/books.ts';
import type { InstrumentTable } from '../kernel/core-context.ts';
import type { MarketState } from '../market-data/market-state.ts';

interface OpenPosition {
  readonly id: InstrumentId;
  readonly index: number;
  /** Above zero when long, below when short. */
  readonly signedQuantity: number;
  /** What was paid; below zero when short. */
  readonly signedCost: number;
  readonly maximumLoss: number;
  readonly isClosing: boolean;
}

/**
 * The account in floats, for limits that are held at every price. It is taken anew from the exact
 * books whenever a fill or transfer changed them, so that nothing drifts.
 */
export class FloatView {
  readonly #books: Books;
  readonly #instruments: InstrumentTable;
  readonly #market: MarketState;
  #cash = 0;
  #open: readonly OpenPosition[] = [];

  constructor(books: Books, instruments: InstrumentTable, market: MarketState) {
    this.#books = books;
    this.#instruments = instruments;
    this.#market = market;
    this.refresh();
  }

  get hasPositions(): boolean {
    return this.#open.length > 0;
  }

  /** Whether every position has a price; one without counts at cost, which says nothing of what it gained or lost. */
  get isPriced(): boolean {
    for (const { index } of this.#open) if (!(this.#market.last[index] > 0)) return false;
    return true;
  }

  /** Takes cash and positions from the books. */
  refresh(): void {
    this.#cash = moneyToFloat(this.#books.ledger.balance('cash'));
    this.#open = [...this.#books.positions.values()].map((position) => {
      const index = this.#instruments.indexOf(position.instrumentId);
      assert(index !== null, `a position names ${position.instrumentId}, which this market doesn't have`);
      const sign = position.direction === 'long' ? 1 : -1;
      return {
        id: position.instrumentId,
        index,
        signedQuantity: sign * quantityToFloat(position.quantity),
        signedCost: sign * moneyToFloat(position.cost),
        maximumLoss: moneyToFloat(position.maximumLoss),
        isClosing: position.closing !== null,
      };
    });
  }

  /** Cash plus the value of all positions at the latest prices. */
  get equity(): number {
    let equity = this.#cash;
    for (const position of this.#open) equity += this.#value(position);
    return equity;
  }

  /** The positions that lose more than they may and are not being closed yet. */
  beyondMaximumLoss(): InstrumentId[] {
    let beyond: InstrumentId[] = NONE;
    for (const position of this.#open) {
      const loss = position.signedCost - this.#value(position);
      if (loss >= position.maximumLoss && !position.isClosing) beyond = [...beyond, position.id];
    }
    return beyond;
  }

  #value(position: OpenPosition): number {
    const price = this.#market.last[position.index];
    return price > 0 ? position.signedQuantity * price : position.signedCost;
  }
}

const NONE: InstrumentId[] = [];
