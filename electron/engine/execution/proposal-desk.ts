import { assert } from '../../../shared/base/assert.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CommandFaultCode } from '../../../shared/domain/command.ts';
import type { ClientOrderId, InstrumentId, ProposalId } from '../../../shared/domain/ids.ts';
import { costliestPrice, type OrderSide } from '../../../shared/domain/order.ts';
import { closingSide } from '../../../shared/domain/position.ts';
import type { Price } from '../../../shared/domain/price.ts';
import { type Proposal, type ProposalStatus, worstEntry } from '../../../shared/domain/proposal.ts';
import type { Reason } from '../../../shared/domain/reason.ts';
import type { Rejection, Signal } from '../../../shared/domain/signal.ts';
import { sayReason, sayReasonToReprice } from '../../../shared/words/reasons.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { EntryChecks } from './entry-checks.ts';
import type { OrderDesk } from './order-desk.ts';
import { type Argument, ProposalDrafter } from './proposal-draft.ts';
import { moneyAtRisk, protectionFault } from './sizing.ts';

export type DeskFault = { readonly code: CommandFaultCode; readonly message: string };

/** Keeps the proposals: drafts them from signals, and turns approved ones into orders. */
export class ProposalDesk {
  readonly #core: CoreContext;
  readonly #checks: EntryChecks;
  readonly #drafter: ProposalDrafter;
  readonly #orders: OrderDesk;
  readonly #closing: ClosingDesk;
  readonly #atrOf: (index: number) => number;

  /** `atrOf` gives the average true range of an instrument's signal bars, NaN during warm-up. */
  constructor(
    core: CoreContext,
    rooms: { readonly checks: EntryChecks; readonly orders: OrderDesk; readonly closing: ClosingDesk },
    atrOf: (index: number) => number,
  ) {
    this.#core = core;
    this.#checks = rooms.checks;
    this.#drafter = new ProposalDrafter(core, rooms.checks);
    this.#orders = rooms.orders;
    this.#closing = rooms.closing;
    this.#atrOf = atrOf;
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
    const { books, emit, ids, settings } = this.#core;
    emit({ kind: 'signal-generated', signal });
    const draft =
      rejections.length > 0
        ? { proposal: null, rejections: [] }
        : this.#draft(argumentOf(signal), index, signal.action === 'sell' ? 'sell' : 'buy', atr);
    const all = [...rejections, ...draft.rejections];
    emit({
      kind: 'signal-validated',
      signalId: signal.id,
      instrumentId: signal.instrumentId,
      verdict: { isAccepted: all.length === 0, rejections: all },
    });
    if (all.length > 0 || draft.proposal === null) return;

    const overtaken = books.pendingProposalOf(signal.instrumentId);
    if (overtaken !== null) this.#decide(overtaken.id, 'withdrawn', 'engine', { code: 'opposite-signal', values: {} });
    const { id } = this.#create(ids.next<ProposalId>(), draft.proposal);
    const { mode, autoConfidence } = settings().trading;
    // What takes risk away needs no confidence beyond that of the signal itself.
    const isSure = draft.proposal.intent === 'close' || signal.confidence >= autoConfidence;
    if (mode === 'auto' && isSure) this.approve(id, 'auto');
  }

  /**
   * Turns a pending proposal into an order, after every check at this instant. Returns what was sent: nothing yet, where a position
   * is closed whose stop and target the venue must cancel first.
   */
  approve(id: ProposalId, by: 'user' | 'auto'): Result<ClientOrderId[], DeskFault> {
    const { instruments } = this.#core;
    const found = this.#pending(id);
    if (!found.ok) return found;
    const proposal = found.value;
    const index = instruments.indexOf(proposal.instrumentId);
    const instrument = index === null ? null : instruments.list[index];
    if (index === null || instrument === null)
      return err({ code: 'not-found', message: `proposal ${id} names ${proposal.instrumentId}, which this market doesn't have` });

    // On old prices nothing is decided, not even to close: for that there are close and flatten.
    const behind = this.#checks.catchingUp();
    if (behind !== null) return err({ code: 'denied', message: behind });
    const changed = this.#positionChange(proposal);
    if (changed !== null) {
      this.#decide(id, 'withdrawn', 'engine', changed);
      return err({ code: 'no-position', message: `${instrument.symbol}: ${sayReason(changed)}` });
    }
    // What closes takes risk away, at any price.
    if (proposal.intent === 'close') return ok(this.#close(proposal, by));
    const ran = this.#checks.outOfReach(index, proposal);
    if (ran !== null) {
      // A user may re-price, or wait for the price to come back; the auto rule asks only once.
      if (by === 'auto') this.#decide(id, 'expired', 'engine', ran);
      return err({ code: 'price-moved', message: sayReasonToReprice(ran) });
    }
    const refusals = this.#entryRefusals(proposal, index);
    if (refusals.length > 0) {
      const reason = refusals.join('; ');
      this.#decide(id, 'denied', by, { code: 'checks-refused', values: { why: reason } });
      this.#core.emit({ kind: 'order-denied', instrumentId: proposal.instrumentId, proposalId: id, reason });
      return err({ code: 'denied', message: reason });
    }
    this.#decide(id, 'approved', by, null);
    return ok([this.#orders.submitEntry({ ...proposal, instrument, origin: by, proposalId: id })]);
  }

  /**
   * Ends a pending proposal and puts another in its place: the order that its signal argues for at the market of this instant, with stop,
   * target, size and money at risk worked out anew under every check. The time to decide stays what it was, since the argument is no
   * younger. Where something stands against the new one, the old one stays.
   */
  reprice(id: ProposalId): Result<Proposal, DeskFault> {
    const found = this.#pending(id);
    if (!found.ok) return found;
    const drafted = this.#redraft(found.value);
    if (!drafted.ok) return drafted;
    const successor = this.#core.ids.next<ProposalId>();
    this.#decide(id, 'withdrawn', 'user', { code: 'repriced', values: { successor } });
    return ok(this.#create(successor, drafted.value));
  }

  /**
   * Tells what stands against approving a pending proposal and against re-pricing it at this instant; changes nothing. `null` where it is
   * not pending.
   */
  standing(id: ProposalId): { readonly approval: readonly string[]; readonly repricing: readonly string[] } | null {
    const found = this.#pending(id);
    if (!found.ok) return null;
    const proposal = found.value;
    const index = this.#core.instruments.indexOf(proposal.instrumentId);
    if (index === null) return null;
    const drafted = this.#redraft(proposal);
    const repricing = drafted.ok ? [] : [drafted.error.message];
    if (proposal.intent === 'close') return { approval: [], repricing };
    const ran = this.#checks.outOfReach(index, proposal);
    return { approval: [...(ran === null ? [] : [sayReasonToReprice(ran)]), ...this.#entryRefusals(proposal, index)], repricing };
  }

  /** Changes stop and target of a pending proposal; `null` keeps what is there. */
  amend(id: ProposalId, stop: Price | null, target: Price | null): Result<Proposal, DeskFault> {
    const found = this.#pending(id);
    if (!found.ok) return found;
    const proposal = found.value;
    const { instruments } = this.#core;
    const index = instruments.indexOf(proposal.instrumentId);
    if (proposal.intent === 'close' || index === null)
      return err({ code: 'invalid-price', message: 'a proposal to close has no stop and no target' });
    const newStop = stop ?? proposal.stop;
    const newTarget = target ?? proposal.target;
    const fault = this.#amendmentFault(proposal, index, newStop, newTarget);
    if (fault !== null) return err({ code: 'invalid-price', message: fault });
    const atRisk = newStop === null ? null : moneyAtRisk(instruments.list[index], worstEntry(proposal), newStop, proposal.quantity);
    this.#core.emit({ kind: 'proposal-amended', proposalId: id, stop: newStop, target: newTarget, moneyAtRisk: atRisk });
    return this.#pending(id);
  }

  reject(id: ProposalId): Result<Proposal, DeskFault> {
    const found = this.#pending(id);
    if (found.ok) this.#decide(id, 'rejected', 'user', null);
    return found;
  }

  /** Withdraws the proposals to open that wait for a decision; those to close go on waiting. */
  withdrawEntries(why: string): void {
    for (const { id, intent } of this.#core.books.pendingProposals()) {
      if (intent !== 'close') this.#decide(id, 'withdrawn', 'engine', { code: 'trading-stopped', values: { why } });
    }
  }

  /** A fill changed what is open of an instrument: a proposal to close another position than that is withdrawn. */
  onPositionChanged(instrumentId: InstrumentId): void {
    const pending = this.#core.books.pendingProposalOf(instrumentId);
    const changed = pending === null ? null : this.#positionChange(pending);
    if (pending !== null && changed !== null) this.#decide(pending.id, 'withdrawn', 'engine', changed);
  }

  /** The time of a proposal ran out. */
  onExpiry(id: ProposalId): void {
    if (this.#core.books.proposals.get(id)?.status === 'pending') this.#decide(id, 'expired', 'engine', { code: 'time-over', values: {} });
  }

  #draft(argument: Argument, index: number, side: OrderSide, atr: number) {
    const position = this.#core.books.positions.get(argument.instrumentId);
    if (position !== undefined) return this.#drafter.exit(argument, index, position, atr);
    return this.#drafter.entry(argument, index, side, atr);
  }

  /** Works out at the market what would take a proposal's place, or tells what stands against that. */
  #redraft(proposal: Proposal): Result<Omit<Proposal, 'id'>, DeskFault> {
    const { instruments } = this.#core;
    const index = instruments.indexOf(proposal.instrumentId);
    if (index === null) return err({ code: 'not-found', message: `this market doesn't have ${proposal.instrumentId}` });
    const changed = this.#positionChange(proposal);
    if (changed !== null) return err({ code: 'no-position', message: sayReason(changed) });
    const argument = { ...proposal, repricedFrom: proposal.id };
    const atr = this.#atrOf(index);
    const position = this.#core.books.positions.get(proposal.instrumentId);
    const draft =
      proposal.intent === 'close' && position !== undefined
        ? this.#drafter.exit(argument, index, position, atr)
        : this.#drafter.entry(argument, index, proposal.side, atr);
    if (draft.proposal === null || draft.rejections.length > 0)
      return err({ code: 'denied', message: draft.rejections.map(({ message }) => message).join('; ') });
    return ok(draft.proposal);
  }

  #create(id: ProposalId, draft: Omit<Proposal, 'id'>): Proposal {
    const proposal = { ...draft, id };
    this.#core.emit({ kind: 'proposal-created', proposal });
    this.#core.timers.set('proposal-expiry', id, proposal.expiresAt);
    return proposal;
  }

  #pending(id: ProposalId): Result<Proposal, DeskFault> {
    const proposal = this.#core.books.proposals.get(id);
    if (proposal === undefined) return err({ code: 'not-found', message: `there is no proposal ${id}` });
    if (proposal.status !== 'pending') {
      const why = proposal.reason === null ? '' : ` (${sayReason(proposal.reason)})`;
      return err({
        code: proposal.status === 'expired' ? 'expired' : 'already-decided',
        message: `proposal ${id} is ${proposal.status} already${why}`,
      });
    }
    return ok(proposal);
  }

  /** Closes what the proposal was about; the exit is among what it returns unless stop and target must be cancelled first. */
  #close({ id, instrumentId }: Proposal, by: 'user' | 'auto'): ClientOrderId[] {
    const { books } = this.#core;
    const position = books.positions.get(instrumentId);
    assert(position !== undefined, `proposal ${id} closes a position in ${instrumentId}, which is not open`);
    this.#decide(id, 'approved', by, null);
    this.#closing.close(position, null, 'signal', by);
    const exits = books.orders.liveOf(instrumentId).filter((order) => order.role === 'exit');
    return exits.map((order) => order.clientOrderId);
  }

  #entryRefusals(proposal: Proposal, index: number): string[] {
    const { limitPrice, quantity, referencePrice, side, stop, target } = proposal;
    const costliest = costliestPrice(side, limitPrice, this.#core.market.markOf(index)) ?? referencePrice;
    const refusals = [...this.#checks.circumstances({ index, side }), ...this.#checks.size(index, costliest, quantity)];
    const fault = this.#checks.protection(index, proposal, stop, target);
    return [...refusals.map(({ message }) => message), ...(fault === null ? [] : [fault])];
  }

  /** A stop or target must be beyond every price that the entry may fill at, the market among them. */
  #amendmentFault(proposal: Proposal, index: number, stop: Price | null, target: Price | null): string | null {
    const { instruments, market } = this.#core;
    const { limitPrice, referencePrice, side } = proposal;
    for (const entry of [limitPrice, referencePrice, market.markOf(index)]) {
      const fault = entry === null ? null : protectionFault(instruments.list[index], side, entry, stop, target);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** Tells in what the position is not the one that a proposal to close was about any more, or `null`. */
  #positionChange({ instrumentId, intent, quantity, side }: Proposal): Reason | null {
    if (intent !== 'close') return null;
    const position = this.#core.books.positions.get(instrumentId);
    if (position === undefined) return { code: 'position-closed', values: {} };
    if (closingSide(position.direction) !== side) return { code: 'position-turned', values: { direction: position.direction } };
    if (position.quantity !== quantity) return { code: 'position-resized', values: {} };
    return position.closing === null ? null : { code: 'position-closing', values: {} };
  }

  #decide(id: ProposalId, status: Exclude<ProposalStatus, 'pending'>, by: 'user' | 'auto' | 'engine', reason: Reason | null): void {
    this.#core.timers.clear('proposal-expiry', id);
    this.#core.emit({ kind: 'proposal-decided', proposalId: id, status, by, reason });
  }
}

/** What a new signal argues for, with the whole time to decide. */
function argumentOf({ id, instrumentId, confidence }: Signal): Argument {
  return { signalId: id, instrumentId, confidence, repricedFrom: null, expiresAt: null };
}
