import { useEffect, useId, useRef, useState } from 'react';
import type { ExpressionView } from '../../../shared/contract/index.ts';
import { engineGateway, wordsOf } from '../../client/engine.ts';
import { shortened } from './fault-line.ts';

export interface ExpressionFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Hears what the engine made of the text, or `null` while it can't be used. */
  readonly onRead: (readable: Extract<ExpressionView, { readonly isValid: true }> | null) => void;
  readonly onSubmit: () => void;
}

/** So long after the last key the engine is asked. */
const ASK_MS = 200;

/** What became of the text: nothing yet, what the engine says of it, or why it could not be asked. */
type Reading = { readonly text: string; readonly view: ExpressionView | null; readonly fault: string | null };

/** A field for an expression; the engine reads it as it is typed, and what is wrong is pointed at. */
export function ExpressionField({ value, onChange, onRead, onSubmit }: ExpressionFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const tell = useRef(onRead);
  useEffect(() => {
    tell.current = onRead;
  });
  useEffect(() => {
    tell.current(null);
    if (value.trim() === '') return undefined;
    let isOver = false;
    const put = (view: ExpressionView | null, fault: string | null): void => {
      if (isOver) return;
      setReading({ text: value, view, fault });
      tell.current(view?.isValid === true ? view : null);
    };
    const timer = setTimeout(() => {
      engineGateway
        .ask((client) => client.market.checkExpression({ expression: value }))
        .then((view) => put(view, null))
        .catch((error: unknown) => put(null, wordsOf(error)));
    }, ASK_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [value]);
  const current = reading?.text === value ? reading : null;
  const isWrong = current?.view?.isValid === false;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-muted">
        Expression
      </label>
      <textarea
        ref={field}
        id={id}
        // The dialog was asked for to write it.
        autoFocus
        rows={2}
        maxLength={2_000}
        spellCheck={false}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={`${id}-said`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          onSubmit();
        }}
        className={`block w-full resize-y rounded-[5px] border bg-bg px-2 py-1.5 font-mono text-[13px] ${isWrong ? 'border-warn' : 'border-line'}`}
      />
      <div id={`${id}-said`} role="status" className="min-h-[52px] pt-1">
        <Said value={value} reading={current} />
      </div>
    </div>
  );
}

function Said({ value, reading }: { readonly value: string; readonly reading: Reading | null }) {
  if (value.trim() === '') return <p className="text-faint">Write what to draw, such as ema(close, 12) - ema(close, 26).</p>;
  if (reading === null) return <p className="text-faint">Reading …</p>;
  if (reading.fault !== null) return <p className="text-warn">It could not be checked: {reading.fault}</p>;
  const { view } = reading;
  if (view === null) return null;
  if (view.isValid)
    return (
      <p className="text-muted">
        <span className="text-up">✓</span> {view.type === 'boolean' ? 'A condition: 1 where it holds, else 0.' : 'A number per bar.'} First
        value after {view.warmUp} bars{view.isSparse ? '; may be missing on some' : ''}.
      </p>
    );
  const { before, rest, lead } = shortened(value, view.column);
  return (
    <>
      <pre aria-hidden className="overflow-hidden font-mono text-[12px] text-muted leading-tight">
        {before}
        <span className="text-warn underline decoration-wavy">{rest.slice(0, 1) === '' ? ' ' : rest.slice(0, 1)}</span>
        {rest.slice(1)}
        {'\n'}
        {' '.repeat(lead)}
        <span className="text-warn">▲</span>
      </pre>
      <p className="text-warn" data-column={view.column}>
        Place {view.column}: {view.message}
      </p>
    </>
  );
}
