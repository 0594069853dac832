import { Command } from 'cmdk';
import { useState } from 'react';
import type { IndicatorView } from '../../../shared/contract/index.ts';
import { indicatorFamilies } from '../../../shared/domain/indicator.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { selectedInstrument } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { fitOfIndicator } from './indicator-search.ts';
import { ShownIndicators } from './ShownIndicators.tsx';
import { addIndicator, MOST_INDICATORS } from './shown-indicators.ts';

/** Finds indicators by name, other names, meaning and family, and puts them on the chart. */
export function IndicatorPicker() {
  const isOpen = useOverlays((state) => state.isIndicatorPickerOpen);
  const catalogue = useWorkspace((state) => state.indicators);
  return (
    <Dialog
      title="Indicators"
      description="Indicators of this chart: type to find one, Enter adds it. What signals look at is set under Settings, Indicators."
      isOpen={isOpen}
      onOpenChange={(isIndicatorPickerOpen) => useOverlays.setState({ isIndicatorPickerOpen })}
      width="w-[620px]"
    >
      {catalogue.length === 0 ? (
        <EmptyState title="No catalogue yet">It comes with the engine.</EmptyState>
      ) : (
        <>
          <Finder catalogue={catalogue} />
          <ShownIndicators />
        </>
      )}
    </Dialog>
  );
}

const HEADING =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:capitalize';

function Finder({ catalogue }: { readonly catalogue: readonly IndicatorView[] }) {
  const [said, setSaid] = useState('');
  const add = (definition: IndicatorView): void => {
    const { instruments } = useWorkspace.getState();
    const other = instruments.find(({ id }) => id !== selectedInstrument()?.id)?.id ?? null;
    const isFull = addIndicator(definition, other) === null;
    setSaid(
      isFull
        ? `The chart shows ${MOST_INDICATORS}, which is as many as it can; take one off first.`
        : `${definition.title} is on the chart.`,
    );
  };
  const fit = (name: string, typed: string): number => {
    const definition = catalogue.find((each) => each.name === name);
    return definition === undefined ? 0 : fitOfIndicator(definition, typed);
  };
  return (
    <Command label="Indicators" filter={fit} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center border-line border-b pr-4">
        <Command.Input
          autoFocus
          placeholder={`Search ${catalogue.length} indicators by name, meaning or family`}
          className="min-w-0 flex-1 bg-transparent px-4 py-2.5 text-base outline-none placeholder:text-faint"
        />
        <span role="status" className="max-w-[45%] truncate text-2xs text-up">
          {said}
        </span>
      </div>
      <Command.List className="h-[46vh] min-h-0 overflow-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-muted">No indicator is called that, or tells that.</Command.Empty>
        {indicatorFamilies.map((family) => {
          const members = catalogue.filter((definition) => definition.family === family);
          return members.length === 0 ? null : (
            <Command.Group key={family} heading={family} className={HEADING}>
              {members.map((definition) => (
                <Entry key={definition.name} definition={definition} onAdd={() => add(definition)} />
              ))}
            </Command.Group>
          );
        })}
      </Command.List>
    </Command>
  );
}

function Entry({ definition, onAdd }: { readonly definition: IndicatorView; readonly onAdd: () => void }) {
  const count = usePreferences((state) => state.indicators.filter(({ name }) => name === definition.name).length);
  const { name, title, summary, placement, needsReference } = definition;
  return (
    <Command.Item value={name} onSelect={onAdd} className="cursor-pointer rounded-[5px] px-2 py-1 data-[selected=true]:bg-accent-soft">
      <div className="flex items-baseline gap-2">
        <span className="font-medium">{title}</span>
        {title.toLowerCase() === name ? null : <span className="text-muted text-xs">{name}</span>}
        {count === 0 ? null : <span className="text-2xs text-up">✓ on the chart{count > 1 ? ` ×${count}` : ''}</span>}
        <span className="ml-auto whitespace-nowrap text-2xs text-muted">
          {needsReference ? 'compares · ' : ''}
          {placement === 'overlay' ? 'on price' : 'own pane'}
        </span>
      </div>
      <p className="truncate text-muted text-xs" title={summary}>
        {summary}
      </p>
    </Command.Item>
  );
}
