import { useEffect, useState } from 'react';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import type { TicketOrder } from '../../actions/commands.ts';
import { engineGateway, wordsOf } from '../../client/engine.ts';

/** What the engine says an order would be. */
export interface TicketPreview {
  readonly intent: 'open' | 'reduce';
  readonly notional: string;
  readonly stop: string | null;
  readonly target: string | null;
  readonly moneyAtRisk: string | null;
  readonly refusals: readonly string[];
}

interface Answer {
  /** The order that was asked about. */
  readonly asked: string;
  readonly preview: TicketPreview | null;
  readonly fault: string | null;
}

const QUIET_MS = 150;

const NOTHING = { preview: null, fault: null };

/** Asks the engine what an order would be, a moment after the last key; an answer to an older question is not shown. `null` asks nothing. */
export function useTicketPreview(instrument: InstrumentView, order: TicketOrder | null): Pick<Answer, 'preview' | 'fault'> {
  const [answer, setAnswer] = useState<Answer>({ asked: '', ...NOTHING });
  const asked = order !== null ? JSON.stringify({ instrumentId: instrument.id, ...order }) : '';
  useEffect(() => {
    if (asked === '') return undefined;
    let isCurrent = true;
    const take = (preview: TicketPreview | null, fault: string | null): void => {
      if (isCurrent) setAnswer({ asked, preview, fault });
    };
    const question = JSON.parse(asked) as TicketOrder & { readonly instrumentId: string };
    const timer = setTimeout(() => {
      engineGateway
        .ask((client) => client.orders.preview(question))
        .then(
          (preview) => take(preview, null),
          (error: unknown) => take(null, wordsOf(error)),
        );
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return asked !== '' && answer.asked === asked ? answer : NOTHING;
}
