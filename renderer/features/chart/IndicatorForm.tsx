import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { IndicatorView } from '../../../shared/contract/index.ts';
import type { DrawnIndicator } from '../../charting/drawn-indicator.ts';
import { Button } from '../../components/Button.tsx';
import { ReferenceField } from './ReferenceField.tsx';
import { duplicateIndicator, parameterFault, removeIndicator, setParameters, setReference } from './shown-indicators.ts';

/** So long after the last key the chart is drawn anew. */
const REDRAW_MS = 150;

export interface IndicatorFormProps {
  readonly indicator: DrawnIndicator;
  readonly onClose: () => void;
}

/** Sets an indicator where it is drawn: each number within its range, drawn anew as it is typed. */
export function IndicatorForm({ indicator, onClose }: IndicatorFormProps) {
  const { key, definition, parameters } = indicator;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(definition.parameters.map(({ name, default: usual }) => [name, String(parameters[name] ?? usual)])),
  );
  const faults = definition.parameters.flatMap((parameter) => parameterFault(parameter, typed[parameter.name] ?? '') ?? []);
  const isFitting = faults.length === 0;
  // What was typed and is not drawn yet.
  const waiting = useRef<Readonly<Record<string, number>> | null>(null);
  useEffect(() => {
    waiting.current = null;
    if (!isFitting) return undefined;
    const next = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, Number(text.replace(',', '.'))]));
    if (Object.entries(next).every(([name, value]) => parameters[name] === value)) return undefined;
    waiting.current = next;
    const timer = setTimeout(() => setParameters(key, next), REDRAW_MS);
    return () => clearTimeout(timer);
  }, [typed, isFitting, key, parameters]);
  // However the form is left, what is on screen is what is drawn.
  useEffect(
    () => () => {
      if (waiting.current !== null) setParameters(key, waiting.current);
    },
    [key],
  );
  return (
    <form
      className="w-64 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFitting) onClose();
        else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      }}
    >
      <h3 className="font-semibold text-sm">{definition.title}</h3>
      <p className="mt-0.5 mb-2 text-muted text-xs leading-snug">{definition.summary}</p>
      {definition.parameters.length === 0 && !definition.needsReference ? (
        <p className="text-faint text-xs">There is nothing to set.</p>
      ) : null}
      <div className="space-y-1.5">
        {definition.parameters.map((parameter, place) => (
          <Field
            key={parameter.name}
            parameter={parameter}
            text={typed[parameter.name] ?? ''}
            isFirst={place === 0}
            onChange={(text) => setTyped((before) => ({ ...before, [parameter.name]: text }))}
          />
        ))}
      </div>
      {definition.needsReference ? (
        <ReferenceField value={indicator.reference} onChange={(reference) => setReference(key, reference)} />
      ) : null}
      <p role="status" className="min-h-4 pt-1 text-2xs text-warn">
        {faults[0] ?? ''}
      </p>
      <div className="mt-1 flex gap-1.5">
        <Button
          onClick={() => {
            duplicateIndicator(key);
            onClose();
          }}
        >
          <Copy size={11} aria-hidden /> Duplicate
        </Button>
        <Button
          onClick={() => {
            onClose();
            removeIndicator(key);
          }}
        >
          <Trash2 size={11} aria-hidden /> Remove
        </Button>
        <Button type="submit" className="ml-auto">
          Done
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly parameter: IndicatorView['parameters'][number];
  readonly text: string;
  readonly isFirst: boolean;
  readonly onChange: (text: string) => void;
}

/** Arrow keys step: by one, by ten with Shift; fractions by a tenth. */
function Field({ parameter, text, isFirst, onChange }: FieldProps) {
  const id = useId();
  const { title, minimum, maximum, isWhole } = parameter;
  const isWrong = parameterFault(parameter, text) !== null;
  const step = (event: React.KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0 || isWrong) return;
    event.preventDefault();
    const size = (isWhole ? 1 : 0.1) * (event.shiftKey ? 10 : 1);
    const next = Math.min(maximum, Math.max(minimum, Number(text) + direction * size));
    onChange(String(Number(next.toFixed(6))));
  };
  return (
    <div className="flex items-center gap-2 text-xs">
      <label htmlFor={id} className="min-w-0 flex-1 truncate text-muted">
        {title}
      </label>
      <span className="num text-2xs text-faint">
        {minimum}–{maximum}
      </span>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        // The form was asked for to change a number.
        autoFocus={isFirst}
        value={text}
        aria-invalid={isWrong}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={step}
        className={`num w-16 rounded-[5px] border bg-bg px-1.5 py-0.5 text-sm text-text ${isWrong ? 'border-warn' : 'border-line'}`}
      />
    </div>
  );
}
