import { useId } from 'react';

export interface PriceFieldProps {
  readonly label: string;
  readonly value: string;
  /** The price increment; arrow keys move by it. */
  readonly step: string;
  readonly placeholder?: string;
  readonly isFocused?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field for an exact number: what is typed is what is sent, never a float in between. */
export function PriceField({ label, value, step, placeholder, isFocused = false, onChange }: PriceFieldProps) {
  const id = useId();
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
        onChange={(event) => onChange(event.target.value.replace(',', '.').replace(/[^0-9.]/g, ''))}
        onKeyDown={(event) => {
          const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (direction === 0 || value === '') return;
          event.preventDefault();
          onChange(stepped(value, step, direction * (event.shiftKey ? 10 : 1)));
        }}
        className="num w-full rounded-[5px] border border-line bg-bg px-2 py-1 placeholder:text-faint"
      />
    </div>
  );
}

/** Moves a decimal text by whole steps, exactly. */
function stepped(value: string, step: string, count: number): string {
  const places = Math.max(placesOf(value), placesOf(step));
  const scale = 10n ** BigInt(places);
  const units = (text: string): bigint => {
    const [whole, fraction = ''] = text.split('.');
    return BigInt(whole === '' ? '0' : whole) * scale + BigInt(fraction.padEnd(places, '0').slice(0, places) || '0');
  };
  const moved = units(value) + units(step) * BigInt(count);
  if (moved <= 0n) return value;
  const text = moved.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function placesOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}
