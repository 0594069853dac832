import { updateSettings } from '../../actions/commands.ts';
import { requestMode } from '../../actions/confirmations.ts';
import { Button } from '../../components/Button.tsx';
import { takeLastChange, useSettingChanges } from '../../stores/setting-changes.ts';
import { valueText } from './setting-text.ts';

/** Changes the last setting that was changed back to what it was. */
export async function undoLastChange(): Promise<void> {
  const change = takeLastChange();
  if (change === undefined) return;
  const { field, before } = change;
  if (field.path === 'trading.mode' && before === 'auto') requestMode('auto');
  else await updateSettings({ [field.section]: { [field.name]: before } });
}

/** What was changed last, and the way back. */
export function LastChange() {
  const last = useSettingChanges((state) => state.changes.at(-1));
  return (
    <div className="flex h-10 shrink-0 items-center gap-3 border-line border-t px-4 text-xs">
      <span role="status" aria-label="Last change" className="num min-w-0 flex-1 truncate text-left! text-muted">
        {last === undefined
          ? 'Nothing was changed yet.'
          : `${last.field.meta.title}: ${valueText(last.field, last.before)} → ${valueText(last.field, last.after)}`}
      </span>
      <Button disabled={last === undefined} onClick={() => void undoLastChange()}>
        Undo
      </Button>
    </div>
  );
}
