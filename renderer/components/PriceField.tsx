import { useId } from 'react';
import { exactFault, stepped } from './exact-number.ts';
import { refuseLetters } from './number-keys.ts';

export interface PriceFieldProps {
  readonly label: string;
  readonly value: string;
  /** The price increment; arrow keys move by it. */
  readonly step: string;
  readonly placeholder?: string;
  readonly isFocused?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field for an exact number: what is typed is what is sent, never a float in between. Its form says what is wrong with it. */
export function PriceField({ label, value, step, placeholder, isFocused = false, onChange }: PriceFieldProps) {
  const id = useId();
  const isWrong = exactFault(label, value) !== null;
  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block text-2xs text-muted">
        {label}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        // The field was asked for by a key or a click; the next key belongs to it.
        autoFocus={isFocused}
        value={value}
        placeholder={placeholder}
        aria-invalid={isWrong}
        // Spaces come with figures that were copied; anything else that is no number is said, never left out.
        onChange={(event) => onChange(event.target.value.replace(',', '.').replace(/\s/g, ''))}
        onKeyDown={(event) => {
          refuseLetters(event);
          const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (direction === 0 || value === '') return;
          event.preventDefault();
          onChange(stepped(value, step, direction * (event.shiftKey ? 10 : 1)));
        }}
        className={`num w-full rounded-[5px] border bg-bg px-2 py-1 placeholder:text-faint ${isWrong ? 'border-warn' : 'border-line'}`}
      />
    </div>
  );
}
