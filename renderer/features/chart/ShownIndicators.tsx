import { Settings2, Trash2 } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { drawnOf, labelOf, removeIndicator } from './shown-indicators.ts';

/** What is on the chart, to be set or taken off. */
export function ShownIndicators() {
  const shown = usePreferences((state) => state.indicators);
  const catalogue = useWorkspace((state) => state.indicators);
  const drawn = drawnOf(shown, catalogue);
  return (
    <section aria-label="On the chart" className="shrink-0 border-line border-t px-4 py-2.5">
      <div className="mb-1.5 flex items-center">
        <h3 className="text-2xs text-faint">{drawn.length === 0 ? 'The chart shows none.' : 'On the chart'}</h3>
        <Button tone="ghost" className="ml-auto py-0.5!" onClick={() => openInstead({ customIndicator: 'new' })}>
          Write one …
        </Button>
      </div>
      <ul className="flex max-h-24 flex-wrap gap-1.5 overflow-auto">
        {drawn.map(({ key, definition, parameters, isCustom }) => {
          const label = labelOf(definition, parameters);
          return (
            <li key={key} className="flex items-center rounded-[5px] border border-line bg-raised text-xs">
              <button
                type="button"
                aria-label={`Set ${label}`}
                className="flex items-center gap-1.5 py-0.5 pr-1 pl-2 hover:text-accent"
                onClick={() => openInstead(isCustom ? { customIndicator: key } : { editedIndicator: key })}
              >
                <span className="num">{label}</span> <Settings2 size={11} aria-hidden className="text-faint" />
              </button>
              <button
                type="button"
                aria-label={`Remove ${label}`}
                className="px-1.5 py-1 text-faint hover:text-warn"
                onClick={() => removeIndicator(key)}
              >
                <Trash2 size={11} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Closes the picker first: it gives the focus back, and what opens after it takes it. */
function openInstead(next: { readonly customIndicator: string } | { readonly editedIndicator: string }): void {
  useOverlays.setState({ isIndicatorPickerOpen: false });
  setTimeout(() => useOverlays.setState(next), 30);
}
