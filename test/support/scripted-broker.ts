import type { Broker, VenueReport, VenueStatement } from '../../electron/engine/ports/broker.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { type ClientOrderId, idFrom, type VenueBooksId } from '../../shared/domain/ids.ts';
import type { Order } from '../../shared/domain/order.ts';
import type { Price } from '../../shared/domain/price.ts';

/** A venue that notes what is asked of it and answers what a test makes it say. */
export class ScriptedBroker implements Broker {
  readonly #reported = new Emitter<VenueReport>();
  readonly onDidReport = this.#reported.event;
  /** What was asked, as `submit run-1`. */
  readonly calls: string[] = [];
  /** What it knows of orders when it is asked after a restart. */
  known: readonly VenueReport[] = [];
  /** What handing over fails with. */
  failure: Error | null = null;

  submit(order: Order, attached: readonly Order[]): Promise<void> {
    return this.#note(['submit', order.clientOrderId, ...attached.map((each) => each.clientOrderId)]);
  }

  cancel(id: ClientOrderId): Promise<void> {
    return this.#note(['cancel', id]);
  }

  replace(id: ClientOrderId, price: Price): Promise<void> {
    return this.#note(['replace', id, String(price)]);
  }

  /** How its books stand. */
  stated: VenueStatement = { books: idFrom<VenueBooksId>('scripted-books'), orderCount: 0, tradeCount: 0, resting: [], faults: [] };

  statement(): Promise<VenueStatement> {
    return Promise.resolve(this.stated);
  }

  async reconcile(ids: readonly ClientOrderId[]): Promise<readonly VenueReport[]> {
    await this.#note(['reconcile', ...ids]);
    return this.known;
  }

  say(report: VenueReport): void {
    this.#reported.fire(report);
  }

  #note(words: readonly string[]): Promise<void> {
    this.calls.push(words.join(' '));
    return this.failure === null ? Promise.resolve() : Promise.reject(this.failure);
  }
}
