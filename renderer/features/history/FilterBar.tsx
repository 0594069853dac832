import { Button } from '../../components/Button.tsx';
import { type HistoryFilter, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

const NONE: HistoryFilter = { instrumentId: null, result: null, verdict: null };

/** Narrows the history down; what is chosen is kept. */
export function FilterBar({ shown, all }: { readonly shown: number; readonly all: number }) {
  const filter = usePreferences((state) => state.historyFilter);
  const instruments = useWorkspace((state) => state.instruments);
  const put = (change: Partial<HistoryFilter>): void => {
    usePreferences.setState({ historyFilter: { ...filter, ...change } });
  };
  const isNarrowed = filter.instrumentId !== null || filter.result !== null || filter.verdict !== null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line-soft border-b px-2 py-1 text-xs">
      <Choice
        label="Instrument"
        value={filter.instrumentId}
        onChange={(instrumentId) => put({ instrumentId })}
        all="All instruments"
        choices={instruments.map(({ id, symbol }) => [id, symbol])}
      />
      <Choice
        label="Result"
        value={filter.result}
        onChange={(result) => put({ result: result as HistoryFilter['result'] })}
        all="All results"
        choices={['right', 'wrong', 'void', 'pending'].map((each) => [each, each])}
      />
      <Choice
        label="Verdict"
        value={filter.verdict}
        onChange={(verdict) => put({ verdict: verdict as HistoryFilter['verdict'] })}
        all="Accepted and refused"
        choices={['accepted', 'refused'].map((each) => [each, each])}
      />
      {isNarrowed ? (
        <Button tone="ghost" className="py-0.5!" onClick={() => put(NONE)}>
          Show all
        </Button>
      ) : null}
      <span role="status" className="num ml-auto whitespace-nowrap pr-1 text-2xs text-faint">
        {isNarrowed ? `${shown} of ${all}` : all}
      </span>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The words for leaving nothing out. */
  readonly all: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
}

function Choice({ label, value, onChange, all, choices }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      className={`min-w-0 rounded-[5px] border bg-panel px-1.5 py-0.5 ${value === null ? 'border-line text-muted' : 'border-accent text-text'}`}
    >
      <option value="">{all}</option>
      {choices.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
