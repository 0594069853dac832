import { useSelectedInstrument } from '../../stores/hooks.ts';
import { useWorkspace } from '../../stores/workspace.ts';

export interface ReferenceFieldProps {
  readonly value: string | null;
  readonly onChange: (instrumentId: string | null) => void;
}

/** Chooses the instrument that an indicator is compared with; without one it has no values. */
export function ReferenceField({ value, onChange }: ReferenceFieldProps) {
  const instruments = useWorkspace((state) => state.instruments);
  const own = useSelectedInstrument()?.id;
  return (
    <label className="mt-1.5 flex items-center gap-2 text-muted text-xs">
      <span className="flex-1">Compared with</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        className={`rounded-[5px] border bg-bg px-1.5 py-0.5 text-text ${value === null ? 'border-warn' : 'border-line'}`}
      >
        <option value="">choose one</option>
        {instruments.map(({ id, symbol }) => (
          <option key={id} value={id}>
            {id === own ? `${symbol} (itself)` : symbol}
          </option>
        ))}
      </select>
    </label>
  );
}
