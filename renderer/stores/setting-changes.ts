import { create } from 'zustand';
import type { SettingField } from '../../shared/config/describe-settings.ts';

type Value = number | string | boolean;

/** A setting that was changed in this window, so that it can be changed back. */
export interface SettingChange {
  readonly field: SettingField;
  readonly before: Value;
  readonly after: Value;
}

/** What was changed since the page was loaded, oldest first. */
export const useSettingChanges = create<{ readonly changes: readonly SettingChange[] }>()(() => ({ changes: [] }));

export function noteChange(change: SettingChange): void {
  useSettingChanges.setState(({ changes }) => ({ changes: [...changes, change] }));
}

/** Takes the last change off the list and returns it. */
export function takeLastChange(): SettingChange | undefined {
  const { changes } = useSettingChanges.getState();
  useSettingChanges.setState({ changes: changes.slice(0, -1) });
  return changes.at(-1);
}
