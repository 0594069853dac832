import { Popover } from 'radix-ui';
import { memo } from 'react';
import type { DrawnIndicator } from '../../charting/drawn-indicator.ts';
import type { IndicatorReading } from '../../charting/indicator-plots.ts';
import { formatNumber } from '../../components/format.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { IndicatorForm } from './IndicatorForm.tsx';
import { labelOf } from './shown-indicators.ts';

export interface LegendEntryProps {
  readonly indicator: DrawnIndicator;
  readonly values: IndicatorReading['values'];
  readonly places: number;
}

/** One indicator in the legend: its name with its numbers, and what it says at the bar. */
export const LegendEntry = memo(function LegendEntry({ indicator, values, places }: LegendEntryProps) {
  const { key, definition, parameters } = indicator;
  const isOpen = useOverlays((state) => state.editedIndicator === key);
  const label = labelOf(definition, parameters);
  const close = (): void => useOverlays.setState({ editedIndicator: null });
  // What speaks on some bars only is not missed on the others.
  const shown = definition.isSparse ? values.filter(({ value }) => value !== null) : values;
  const look = 'num pointer-events-auto rounded px-0.5 font-medium hover:bg-raised';
  const colour = values[0]?.colour ?? 'var(--muted)';
  return (
    <span className="inline-flex items-baseline gap-1.5 rounded bg-panel/70 text-2xs">
      {indicator.isCustom ? (
        <button
          type="button"
          data-indicator={key}
          title={definition.summary}
          aria-label={`${label}, settings`}
          className={look}
          style={{ color: colour }}
          onClick={() => useOverlays.setState({ customIndicator: key })}
        >
          {label}
        </button>
      ) : (
        <Popover.Root open={isOpen} onOpenChange={(open) => useOverlays.setState({ editedIndicator: open ? key : null })}>
          <Popover.Trigger
            data-indicator={key}
            title={`${definition.title}: ${definition.summary}`}
            aria-label={`${label}, settings`}
            className={look}
            style={{ color: colour }}
          >
            {label}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              align="start"
              sideOffset={4}
              collisionPadding={8}
              aria-label={`Settings of ${label}`}
              // What it was opened from gives the focus back to where it was, which is no reason to close it.
              onFocusOutside={(event) => event.preventDefault()}
              className="z-50 rounded-lg border border-line bg-panel shadow-(--shadow)"
            >
              <IndicatorForm indicator={indicator} onClose={close} />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
      {shown.map(({ output, value, colour }) => (
        <span key={output} className="num text-muted" title={output} style={values.length > 1 ? { color: colour } : undefined}>
          {value === null
            ? definition.needsReference && indicator.reference === null
              ? 'choose what to compare with'
              : '–'
            : formatNumber(value, Math.abs(value) >= 10_000 ? 0 : Math.max(2, places))}
        </span>
      ))}
    </span>
  );
});
