import type { WorkspaceNotice } from '../../../shared/contract/index.ts';
import { catchingUpWords } from '../../../shared/domain/catch-up.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { formatPrice } from '../../../shared/domain/price.ts';
import { formatQuantity } from '../../../shared/domain/quantity.ts';
import type { Books } from '../../engine/books/books.ts';
import { viewFill } from './trading-views.ts';

/** Returns what a user is told of a fact, by the event names of the design, or `null`. `books` hold the fact already. */
export function noticeOf(fact: Fact, books: Books): WorkspaceNotice | null {
  const notice = (event: WorkspaceNotice['event'], instrumentId: InstrumentId | null, message: string): WorkspaceNotice => ({
    event,
    at: fact.at,
    instrumentId,
    message,
    fill: null,
  });
  switch (fact.kind) {
    case 'volume-spiked':
      return notice('volumeSpike', fact.instrumentId, `Volume is ${(fact.volume / fact.usual).toFixed(1)} times the usual`);
    case 'signal-generated':
      return notice('signalGenerated', fact.signal.instrumentId, fact.signal.summary);
    case 'signal-validated':
      return notice(
        'signalValidated',
        fact.instrumentId,
        fact.verdict.isAccepted ? 'accepted' : fact.verdict.rejections.map(({ message }) => message).join('; '),
      );
    case 'proposal-decided': {
      const proposal = books.proposals.get(fact.proposalId);
      return fact.status === 'approved' && proposal !== undefined
        ? notice('signalExecuted', proposal.instrumentId, `approved by ${fact.by}`)
        : null;
    }
    case 'order-submitted': {
      const { order } = fact;
      return notice('orderSubmitted', order.instrumentId, `${order.side} ${formatQuantity(order.quantity)}, ${order.role}`);
    }
    case 'order-recovered': {
      const { order } = fact;
      const words = `Taken up from the venue, where it went while nothing could be recorded: ${order.side} ${formatQuantity(order.quantity)}, ${order.role}`;
      return notice('orderSubmitted', order.instrumentId, words);
    }
    case 'order-filled': {
      const { fill } = fact;
      const role = books.orders.get(fill.clientOrderId)?.role ?? 'order';
      const words = `${fill.side === 'buy' ? 'Bought' : 'Sold'} ${formatQuantity(fill.quantity)} at ${formatPrice(fill.price)} (${role}, fee ${formatMoney(fill.fee)})`;
      return { ...notice('orderFilled', fill.instrumentId, words), fill: viewFill(fill) };
    }
    case 'order-denied':
      return notice('orderRejected', fact.instrumentId, `Denied: ${fact.reason}`);
    case 'order-rejected':
      return notice('orderRejected', books.orders.get(fact.clientOrderId)?.instrumentId ?? null, `Rejected by the venue: ${fact.reason}`);
    case 'order-disputed':
      return notice(
        'systemError',
        books.orders.get(fact.clientOrderId)?.instrumentId ?? null,
        `The venue and these books disagree: ${fact.reason}`,
      );
    case 'venue-differed':
      return fact.differences.length === 0 ? null : notice('systemError', null, fact.differences.join(' '));
    case 'risk-limit-exceeded':
      return notice('riskLimitExceeded', fact.instrumentId, fact.message);
    case 'drawdown-warned':
      return notice(
        'drawdownWarning',
        null,
        `The account is ${(fact.drawdownRatio * 100).toFixed(1)} % below its highest value; trading halts at ${(fact.limitRatio * 100).toFixed(1)} %`,
      );
    case 'catch-up-began':
      return notice('systemError', null, `${catchingUpWords(fact.dueAt - fact.at)}.`);
    case 'margin-called':
      return notice('marginCall', null, fact.message);
    default:
      return null;
  }
}
