import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CommandFaultCode } from '../../../shared/domain/command.ts';
import { decimalToFloat } from '../../../shared/domain/decimal.ts';
import type { ClientOrderId, ProposalId } from '../../../shared/domain/ids.ts';
import { closingSide } from '../../../shared/domain/position.ts';
import { formatPrice, type Price, priceToFloat } from '../../../shared/domain/price.ts';
import type { Proposal, ProposalStatus } from '../../../shared/domain/proposal.ts';
import type { Rejection, Signal } from '../../../shared/domain/signal.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { EntryChecks } from './entry-checks.ts';
import type { OrderDesk } from './order-desk.ts';
import { ProposalDrafter } from './proposal-draft.ts';
import { moneyAtRisk, protectionFault } from './sizing.ts';

export type DeskFault = { readonly code: CommandFaultCode; readonly message: string };

/** Keeps the proposals: drafts them from signals, and turns approved ones into orders. */
export class ProposalDesk {
  readonly #core: CoreContext;
  readonly #checks: EntryChecks;
  readonly #drafter: ProposalDrafter;
  readonly #orders: OrderDesk;
  readonly #closing: ClosingDesk;

  constructor(core: CoreContext, rooms: { readonly checks: EntryChecks; readonly orders: OrderDesk; readonly closing: ClosingDesk }) {
    this.#core = core;
    this.#checks = rooms.checks;
    this.#drafter = new ProposalDrafter(core, rooms.checks);
    this.#orders = rooms.orders;
    this.#closing = rooms.closing;
  }

  /** Sets the timers of the proposals that the books hold; call once when the core starts. */
  start(): void {
    for (const { id, expiresAt } of this.#core.books.pendingProposals()) this.#core.timers.set('proposal-expiry', id, expiresAt);
  }

  /**
   * Records a signal, the verdict on it (`rejections` so far plus those of the order it argues for), and, when it is accepted,
   * the proposal; in auto mode and with enough confidence approves it in the same instant.
   */
  takeSignal(signal: Signal, index: number, atr: number, rejections: readonly Rejection[]): void {
    const { books, emit, ids, settings, timers } = this.#core;
    emit({ kind: 'signal-generated', signal });
    const draft = rejections.length > 0 ? { proposal: null, rejections: [] } : this.#draft(signal, index, atr);
    const all = [...rejections, ...draft.rejections];
    emit({
      kind: 'signal-validated',
      signalId: signal.id,
      instrumentId: signal.instrumentId,
      verdict: { isAccepted: all.length === 0, rejections: all },
    });
    if (all.length > 0 || draft.proposal === null) return;

    const overtaken = books.pendingProposalOf(signal.instrumentId);
    if (overtaken !== null) this.#decide(overtaken.id, 'withdrawn', 'engine', 'a signal in the other direction came');
    const id = ids.next<ProposalId>();
    emit({ kind: 'proposal-created', proposal: { ...draft.proposal, id } });
    timers.set('proposal-expiry', id, draft.proposal.expiresAt);
    const { mode, autoConfidence } = settings().trading;
    if (mode === 'auto' && signal.confidence >= autoConfidence) this.approve(id, 'auto');
  }

  /** Turns a pending proposal into an order, after every check at this instant. */
  approve(id: ProposalId, by: 'user' | 'auto'): Result<ClientOrderId[], DeskFault> {
    const { books, instruments } = this.#core;
    const found = this.#pending(id);
    if (!found.ok) return found;
    const proposal = found.value;
    const index = instruments.indexOf(proposal.instrumentId);
    const instrument = index === null ? null : instruments.list[index];
    if (index === null || instrument === null)
      return err({ code: 'not-found', message: `proposal ${id} names ${proposal.instrumentId}, which this market doesn't have` });

    if (proposal.intent === 'close') {
      const position = books.positions.get(proposal.instrumentId);
      if (position === undefined || closingSide(position.direction) !== proposal.side) {
        this.#decide(id, 'withdrawn', 'engine', 'the position is closed already');
        return err({ code: 'no-position', message: `${instrument.symbol}: the position is closed already` });
      }
      this.#decide(id, 'approved', by, null);
      this.#closing.close(position, null, 'signal', by);
      return ok(books.orders.liveOf(proposal.instrumentId).map((order) => order.clientOrderId));
    }

    const moved = this.#movedTooFar(proposal, index);
    if (moved !== null) {
      this.#decide(id, 'expired', 'engine', moved);
      return err({ code: 'price-moved', message: moved });
    }
    const refusals = [
      ...this.#checks.circumstances({ index, side: proposal.side }),
      ...this.#checks.size(index, proposal.limitPrice ?? proposal.referencePrice, proposal.quantity),
    ];
    if (refusals.length > 0) {
      const reason = refusals.map((refusal) => refusal.message).join('; ');
      this.#decide(id, 'denied', by, reason);
      this.#core.emit({ kind: 'order-denied', instrumentId: proposal.instrumentId, proposalId: id, reason });
      return err({ code: 'denied', message: reason });
    }
    this.#decide(id, 'approved', by, null);
    const { side, quantity, limitPrice, stop, target, expiresAt } = proposal;
    return ok([this.#orders.submitEntry({ instrument, side, quantity, limitPrice, stop, target, expiresAt, origin: by, proposalId: id })]);
  }

  /** Changes stop and target of a pending proposal; `null` keeps what is there. */
  amend(id: ProposalId, stop: Price | null, target: Price | null): Result<Proposal, DeskFault> {
    const found = this.#pending(id);
    if (!found.ok) return found;
    const proposal = found.value;
    const instrument = this.#core.instruments.get(proposal.instrumentId);
    if (proposal.intent === 'close' || instrument === null)
      return err({ code: 'invalid-price', message: 'a proposal to close has no stop and no target' });
    const newStop = stop ?? proposal.stop;
    const newTarget = target ?? proposal.target;
    const entry = proposal.limitPrice ?? proposal.referencePrice;
    const fault = protectionFault(instrument, proposal.side, entry, newStop, newTarget);
    if (fault !== null) return err({ code: 'invalid-price', message: fault });
    const atRisk = newStop === null ? null : moneyAtRisk(instrument, proposal.referencePrice, newStop, proposal.quantity);
    this.#core.emit({ kind: 'proposal-amended', proposalId: id, stop: newStop, target: newTarget, moneyAtRisk: atRisk });
    return this.#pending(id);
  }

  reject(id: ProposalId): Result<Proposal, DeskFault> {
    const found = this.#pending(id);
    if (found.ok) this.#decide(id, 'rejected', 'user', null);
    return found;
  }

  /** Withdraws everything that waits for a decision. */
  withdrawAll(reason: string): void {
    for (const { id } of this.#core.books.pendingProposals()) this.#decide(id, 'withdrawn', 'engine', reason);
  }

  /** The time of a proposal ran out. */
  onExpiry(id: ProposalId): void {
    if (this.#core.books.proposals.get(id)?.status === 'pending') this.#decide(id, 'expired', 'engine', 'the time to decide ran out');
  }

  #draft(signal: Signal, index: number, atr: number) {
    const position = this.#core.books.positions.get(signal.instrumentId);
    if (position !== undefined) return this.#drafter.exit(signal, index, position, atr);
    return this.#drafter.entry(signal, index, signal.action === 'sell' ? 'sell' : 'buy', atr);
  }

  #pending(id: ProposalId): Result<Proposal, DeskFault> {
    const proposal = this.#core.books.proposals.get(id);
    if (proposal === undefined) return err({ code: 'not-found', message: `there is no proposal ${id}` });
    if (proposal.status !== 'pending') {
      const why = proposal.reason === null ? '' : ` (${proposal.reason})`;
      return err({
        code: proposal.status === 'expired' ? 'expired' : 'already-decided',
        message: `proposal ${id} is ${proposal.status} already${why}`,
      });
    }
    return ok(proposal);
  }

  #movedTooFar(proposal: Proposal, index: number): string | null {
    const { market, instruments } = this.#core;
    const instrument = instruments.list[index];
    const mark = market.last[index];
    const reference = priceToFloat(proposal.referencePrice);
    const tolerance = decimalToFloat(proposal.priceTolerance);
    if (Math.abs(mark - reference) <= tolerance) return null;
    return `${instrument.symbol} moved to ${mark} from ${formatPrice(proposal.referencePrice)}, further than the tolerance of ${formatPrice(proposal.priceTolerance)}`;
  }

  #decide(id: ProposalId, status: Exclude<ProposalStatus, 'pending'>, by: 'user' | 'auto' | 'engine', reason: string | null): void {
    this.#core.timers.clear('proposal-expiry', id);
    this.#core.emit({ kind: 'proposal-decided', proposalId: id, status, by, reason });
  }
}
