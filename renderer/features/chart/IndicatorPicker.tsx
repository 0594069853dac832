import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { IndicatorView } from '../../../shared/contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { type ShownIndicator, useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Adds indicators to the chart, sets them, takes them off. */
export function IndicatorPicker() {
  const isOpen = useOverlays((state) => state.isIndicatorPickerOpen);
  const catalogue = useWorkspace((state) => state.indicators);
  const shown = usePreferences((state) => state.indicators);
  const put = (indicators: readonly ShownIndicator[]): void => {
    usePreferences.setState({ indicators });
  };
  return (
    <Dialog
      title="Indicators"
      description="Indicators of this chart. What signals look at is set under Settings, Indicators."
      isDescriptionShown
      isOpen={isOpen}
      onOpenChange={(isIndicatorPickerOpen) => useOverlays.setState({ isIndicatorPickerOpen })}
      width="w-[460px]"
    >
      <div className="space-y-3 overflow-auto p-4">
        {shown.length === 0 ? <p className="text-muted">The chart shows none.</p> : null}
        {shown.map((indicator) => {
          const definition = catalogue.find(({ name }) => name === indicator.name);
          if (definition === undefined) return null;
          return (
            <ShownRow
              key={indicator.key}
              indicator={indicator}
              definition={definition}
              onChange={(parameters) => put(shown.map((each) => (each.key === indicator.key ? { ...each, parameters } : each)))}
              onRemove={() => put(shown.filter((each) => each.key !== indicator.key))}
            />
          );
        })}
        <div className="border-line border-t pt-3">
          <h3 className="mb-1.5 text-2xs text-faint">Add</h3>
          <div className="flex flex-wrap gap-1.5">
            {catalogue.map((definition) => (
              <Button key={definition.name} onClick={() => put([...shown, fresh(definition, shown)])}>
                <Plus size={12} aria-hidden /> {definition.title}
              </Button>
            ))}
          </div>
        </div>
      </div>
    </Dialog>
  );
}

/** An indicator with its defaults, under a key that no other has. */
export function fresh(definition: IndicatorView, shown: readonly ShownIndicator[]): ShownIndicator {
  const parameters = Object.fromEntries(definition.parameters.map((parameter) => [parameter.name, parameter.default]));
  let count = 1;
  while (shown.some(({ key }) => key === `${definition.name}-${count}`)) count += 1;
  return { key: `${definition.name}-${count}`, name: definition.name, parameters };
}

interface ShownRowProps {
  readonly indicator: ShownIndicator;
  readonly definition: IndicatorView;
  readonly onChange: (parameters: Readonly<Record<string, number>>) => void;
  readonly onRemove: () => void;
}

function ShownRow({ indicator, definition, onChange, onRemove }: ShownRowProps) {
  return (
    <div className="flex items-end gap-3">
      <span className="min-w-0 flex-1 truncate pb-1 font-medium" title={definition.title}>
        {definition.title}
      </span>
      {definition.parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={indicator.parameters[parameter.name] ?? parameter.default}
          onChange={(value) => onChange({ ...indicator.parameters, [parameter.name]: value })}
        />
      ))}
      <button
        type="button"
        aria-label={`Remove ${definition.title}`}
        onClick={onRemove}
        className="rounded p-1.5 text-muted hover:bg-raised hover:text-down"
      >
        <Trash2 size={13} aria-hidden />
      </button>
    </div>
  );
}

interface ParameterFieldProps {
  readonly parameter: IndicatorView['parameters'][number];
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const [text, setText] = useState(String(value));
  const number = Number(text);
  const fits =
    text !== '' && number >= parameter.minimum && number <= parameter.maximum && (!parameter.isWhole || Number.isInteger(number));
  return (
    <label className="text-2xs text-muted">
      {parameter.title}
      <input
        type="text"
        inputMode="decimal"
        value={text}
        aria-invalid={!fits}
        title={`${parameter.minimum} to ${parameter.maximum}`}
        onChange={(event) => {
          setText(event.target.value);
          const next = Number(event.target.value);
          const isFitting =
            event.target.value !== '' &&
            next >= parameter.minimum &&
            next <= parameter.maximum &&
            (!parameter.isWhole || Number.isInteger(next));
          if (isFitting) onChange(next);
        }}
        className={`num mt-0.5 block w-16 rounded-[5px] border bg-bg px-1.5 py-0.5 text-sm text-text ${fits ? 'border-line' : 'border-down'}`}
      />
    </label>
  );
}
