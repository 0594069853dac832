import { useState } from 'react';
import type { WhyView } from '../../../shared/contract/index.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { Tag } from '../../components/Direction.tsx';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { FailedState } from '../../components/FailedState.tsx';
import { formatDayTime } from '../../components/format.ts';
import { useInstrument, useMarketTime } from '../../stores/hooks.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { ContributionBars } from '../signals/ContributionBars.tsx';
import { RegimeReading } from '../signals/RegimeReading.tsx';
import { askedTime, fieldOfTime } from './asked-time.ts';
import { ScoreGauge } from './ScoreGauge.tsx';

/** A moment of the past is decided again from the record, which takes as long as it takes. */
const DEADLINE_MS = 90_000;
const BAR_MS = 60_000;

export interface WhyPanelProps {
  readonly instrumentId: string;
  /** `null`: now. */
  readonly atMs: number | null;
}

/** The answer, what it rests on, and the moment it is asked about. */
export function WhyPanel({ instrumentId, atMs }: WhyPanelProps) {
  const nowMs = useMarketTime();
  const { again, ...answer } = useAnswer({
    key: `${instrumentId} ${atMs ?? 'now'}`,
    freshness: atMs === null ? Math.floor(nowMs / BAR_MS) : '',
    ask: (client) => client.signals.why(atMs === null ? { instrumentId } : { instrumentId, at: atMs }),
    deadlineMs: DEADLINE_MS,
  });
  return (
    <section aria-label="Why" className="flex min-h-0 flex-col" data-state={answer.kind === 'there' ? answer.value.state : answer.kind}>
      <Moment instrumentId={instrumentId} atMs={atMs} nowMs={nowMs} />
      <div className="min-h-[330px] overflow-auto px-4 py-3" role="group" aria-label="Answer" tabIndex={0}>
        {answer.kind === 'failed' ? (
          <FailedState title="There is no answer for that moment" words={answer.words} onAgain={again} />
        ) : answer.kind === 'asking' ? (
          <>
            <p className="text-muted text-xs">
              {atMs === null ? 'Asking the engine …' : 'Deciding again from the record up to that moment; a long record takes a while …'}
            </p>
            <LoadingRows count={5} />
          </>
        ) : (
          <Answered why={answer.value} />
        )}
      </div>
    </section>
  );
}

function Moment({ instrumentId, atMs, nowMs }: WhyPanelProps & { readonly nowMs: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? fieldOfTime(atMs ?? nowMs);
  const asked = askedTime(text, nowMs);
  const ask = (at: number | null): void => {
    setTyped(null);
    useOverlays.setState({ why: { instrumentId, atMs: at } });
  };
  const step = (event: React.KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0 || asked.kind !== 'time') return;
    event.preventDefault();
    setTyped(fieldOfTime(Math.min(nowMs, asked.at + direction * BAR_MS)));
  };
  return (
    <form
      className="border-line-soft border-b px-4 py-2 text-xs"
      onSubmit={(event) => {
        event.preventDefault();
        if (asked.kind === 'time') ask(asked.at);
      }}
    >
      <div className="flex items-center gap-2">
        <Button
          // The dialog is opened to be read; the first key after it asks again.
          autoFocus
          aria-pressed={atMs === null}
          tone={atMs === null ? 'primary' : 'plain'}
          onClick={() => ask(null)}
        >
          Now
        </Button>
        <label className="ml-1 flex items-center gap-2 text-muted">
          or at
          <input
            type="text"
            autoComplete="off"
            value={text}
            title="A time of today's session such as 10:32, or day and time; arrow keys move by a minute"
            aria-invalid={asked.kind !== 'time'}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={step}
            className={`num w-[152px] rounded-[5px] border bg-bg px-1.5 py-0.5 text-left! text-text ${asked.kind === 'time' ? 'border-line' : 'border-warn'}`}
          />
          UTC
        </label>
        <Button type="submit" disabled={asked.kind !== 'time' || typed === null}>
          Ask
        </Button>
      </div>
      {asked.kind === 'time' ? null : (
        <p role="status" className="mt-1 text-warn">
          {asked.kind === 'future'
            ? `That is still to come. The latest is ${fieldOfTime(nowMs)} UTC.`
            : `Expected a time such as ${fieldOfTime(nowMs).slice(11, 16)}, or day and time such as ${fieldOfTime(nowMs)}.`}
        </p>
      )}
    </form>
  );
}

const STATES: Readonly<Record<WhyView['state'], string>> = {
  'no-data': 'NO DATA',
  'warming-up': 'WARMING UP',
  quiet: 'QUIET',
  repeated: 'ALREADY SIGNALLED',
  mentioned: 'TOO WEAK',
  refused: 'REFUSED',
  proposed: 'PROPOSED',
  decided: 'DECIDED',
};

function Answered({ why }: { readonly why: WhyView }) {
  const symbol = useInstrument(why.instrumentId)?.symbol ?? why.instrumentId;
  return (
    <div className="space-y-3 text-xs">
      <div>
        <div className="mb-1 flex items-center gap-2">
          <Tag tone={why.state === 'proposed' || why.state === 'decided' ? 'up' : why.state === 'refused' ? 'warn' : 'plain'}>
            {STATES[why.state]}
          </Tag>
          <span className="num text-left! text-2xs text-faint">
            {formatDayTime(why.at)} UTC
            {why.barAt === null ? '' : ` · ${symbol}, bar closed ${formatDayTime(why.barAt)}`}
          </span>
        </div>
        <p className="text-sm leading-snug" data-answer>
          {why.answer}
        </p>
      </div>
      {why.score === null ? null : (
        <>
          <ScoreGauge score={why.score} notice={why.noticeScore} weak={why.weakScore} />
          <ContributionBars contributions={why.contributions} absent={why.absent} score={why.score} />
        </>
      )}
      {why.reasons.length === 0 ? null : (
        <div>
          <h3 className="mb-0.5 font-semibold">What it rests on</h3>
          <ul className="ml-3 list-disc space-y-0.5 text-muted marker:text-faint">
            {why.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {why.regime === null ? null : (
        <div>
          <h3 className="mb-0.5 font-semibold">Regime</h3>
          <RegimeReading regime={why.regime} />
        </div>
      )}
      <LastSignal why={why} />
    </div>
  );
}

/** The way to the last signal's own explanation, where the window still has it. */
function LastSignal({ why }: { readonly why: WhyView }) {
  const { again: _again, ...listed } = useAnswer({
    key: `signal ${why.signalId ?? ''}`,
    ask: async (client) => (why.signalId === null ? [] : await client.signals.list({ limit: 1_000 })),
  });
  const signal = listed.kind === 'there' ? listed.value.find(({ id }) => id === why.signalId) : undefined;
  if (signal === undefined) return null;
  return (
    <Button onClick={() => useOverlays.setState({ why: null, explainedSignal: signal })}>
      Last signal: {signal.action} at {formatDayTime(signal.at)}
    </Button>
  );
}
