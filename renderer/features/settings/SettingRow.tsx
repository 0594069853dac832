import { useEffect, useId, useState } from 'react';
import type { SettingField } from '../../../shared/config/describe-settings.ts';
import { updateSettings } from '../../actions/commands.ts';
import { requestMode } from '../../actions/confirmations.ts';
import { refuseLetters } from '../../components/number-keys.ts';
import { noteChange } from '../../stores/setting-changes.ts';
import { undoLastChange } from './LastChange.tsx';
import { numberText, scaleOf, unitOf, valueText } from './setting-text.ts';

type Value = number | string | boolean;

/** One setting: its name, its field, what it does, and what is wrong with what was typed. */
export function SettingRow({ field, value }: { readonly field: SettingField; readonly value: Value }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const id = useId();
  useEffect(() => {
    if (!isSaved) return undefined;
    const timer = setTimeout(() => setIsSaved(false), 1_600);
    return () => clearTimeout(timer);
  }, [isSaved]);
  const save = async (next: Value): Promise<void> => {
    if (next === value) {
      setFault(null);
      return;
    }
    // What lets BitFlow trade by itself is asked about wherever it is switched on.
    if (field.path === 'trading.mode' && next === 'auto') {
      requestMode('auto');
      return;
    }
    const faults = await updateSettings({ [field.section]: { [field.name]: next } });
    const mine = faults[field.path] ?? Object.values(faults)[0] ?? null;
    setFault(mine);
    setIsSaved(mine === null);
    if (mine === null) noteChange({ field, before: value, after: next });
  };
  const helpId = `${id}-help`;
  return (
    <div className="border-line-soft border-t py-2.5 first-of-type:border-t-0">
      <div className="flex items-center gap-3">
        <label htmlFor={id} className="font-medium">
          {field.meta.title}
        </label>
        {value === field.default ? null : (
          <button type="button" className="text-2xs text-faint hover:text-text" onClick={() => void save(field.default)}>
            back to default
          </button>
        )}
        <span aria-live="polite" className="ml-auto text-2xs text-up">
          {isSaved ? (field.meta.needsRestart === true ? 'saved; in force from the next start' : 'saved') : ''}
        </span>
        <Control
          id={id}
          helpId={helpId}
          field={field}
          value={value}
          isWrong={fault !== null}
          onFault={setFault}
          onSave={(next) => void save(next)}
        />
      </div>
      <p id={helpId} className="mt-0.5 max-w-[56ch] text-muted text-xs">
        {field.meta.help}
        {field.meta.needsRestart === true ? <span className="text-faint"> Applies from the next start.</span> : null}
      </p>
      {fault === null ? null : (
        <p role="alert" className="mt-1 text-warn text-xs">
          {fault}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly helpId: string;
  readonly field: SettingField;
  readonly value: Value;
  readonly isWrong: boolean;
  readonly onFault: (fault: string | null) => void;
  readonly onSave: (value: Value) => void;
}

function Control(props: ControlProps) {
  const { id, helpId, field, value, onSave } = props;
  if (field.kind === 'switch') {
    return (
      <input
        id={id}
        type="checkbox"
        aria-describedby={helpId}
        checked={value === true}
        onChange={(event) => onSave(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
    );
  }
  if (field.kind === 'choice') {
    return (
      <select
        id={id}
        aria-describedby={helpId}
        value={String(value)}
        onChange={(event) => onSave(event.target.value)}
        className="rounded-[5px] border border-line bg-bg px-2 py-1"
      >
        {field.choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'text') return <TextControl {...props} value={String(value)} />;
  return <NumberControl {...props} value={Number(value)} />;
}

/**
 * Ctrl Z in a field takes back what was typed and not saved, or the last change of a setting. Left to the browser it would put an old
 * number back into the field, and leaving the field would save that.
 */
function undoInField(event: React.KeyboardEvent, isEdited: boolean, takeBack: () => void): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
  event.preventDefault();
  if (isEdited) takeBack();
  else void undoLastChange();
}

/** A text; what is wrong with it, the engine says. */
function TextControl({ id, helpId, value, isWrong, onFault, onSave }: ControlProps & { readonly value: string }) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    setText(value);
  }
  const commit = (): void => {
    if (text !== value) onSave(text);
  };
  return (
    <input
      id={id}
      type="text"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-describedby={helpId}
      aria-invalid={isWrong}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onFault(null);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else undoInField(event, text !== value, () => setText(value));
      }}
      className="w-72 rounded-[5px] border border-line bg-bg px-2 py-1"
    />
  );
}

/** A number as it is shown: ratios in percent. */
function NumberControl({ id, helpId, field, value, isWrong, onFault, onSave }: ControlProps & { readonly value: number }) {
  const scale = scaleOf(field);
  const shown = numberText(field, value);
  const [text, setText] = useState(shown);
  const [before, setBefore] = useState(shown);
  if (before !== shown) {
    setBefore(shown);
    setText(shown);
  }
  const check = (typed: string): number | null => {
    const number = Number(typed.replace(',', '.'));
    const fits = typed.trim() !== '' && Number.isFinite(number) && (field.kind !== 'whole' || Number.isInteger(number));
    const isInRange = number / scale >= (field.minimum ?? -Infinity) - 1e-12 && number / scale <= (field.maximum ?? Infinity) + 1e-12;
    const range = `from ${numberText(field, field.minimum ?? 0)} to ${valueText(field, field.maximum ?? 0)}`;
    onFault(fits && isInRange ? null : `Expected ${field.kind === 'whole' ? 'a whole number' : 'a number'} ${range}.`);
    return fits && isInRange ? Number((number / scale).toPrecision(12)) : null;
  };
  const commit = (): void => {
    const number = check(text);
    if (number !== null) onSave(number);
  };
  return (
    <span className="flex items-center gap-1.5">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-describedby={helpId}
        aria-invalid={isWrong}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          check(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          refuseLetters(event);
          if (event.key === 'Enter') commit();
          else
            undoInField(event, text !== shown, () => {
              setText(shown);
              onFault(null);
            });
        }}
        className={`num w-24 rounded-[5px] border bg-bg px-2 py-1 ${isWrong ? 'border-warn' : 'border-line'}`}
      />
      <span className="w-9 text-faint text-xs">{unitOf(field)}</span>
    </span>
  );
}
