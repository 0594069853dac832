import { err, ok, type Result } from '../../shared/base/result.ts';
import type { SettingChanges } from '../../shared/config/settings.ts';
import { readWholeText, UnreadableFile } from '../files/read-whole-file.ts';

/** All settings written out take a few thousand bytes. */
export const MOST_SETTINGS_BYTES = 1_000_000;

/** Returns what a file says, why it says nothing, or `null` where there is none. */
export function readDocument(path: string): Result<SettingChanges, string> | null {
  try {
    const content: unknown = JSON.parse(readWholeText(path, MOST_SETTINGS_BYTES));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return err('expected a JSON object of settings');
    return ok(content as SettingChanges);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.isMissing ? null : err(error.message);
    return err(`the file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A file may hold anything where a section should be. */
function isSection(values: unknown): values is SettingChanges[string] {
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}

/** Lays `changes` over settings, section by section; what is not named stays. */
export function merged(base: SettingChanges, changes: SettingChanges): SettingChanges {
  const result: Record<string, SettingChanges[string]> = { ...base };
  for (const [section, values] of Object.entries(changes)) {
    const before = result[section];
    // A section that is not an object is left for the schema to refuse.
    result[section] = isSection(values) && isSection(before ?? {}) ? { ...before, ...values } : values;
  }
  return result;
}

/** Leaves out of `base` what `changes` names. */
export function without(base: SettingChanges, changes: SettingChanges): SettingChanges {
  return Object.fromEntries(
    Object.entries(base).map(([section, values]) => {
      const changed = changes[section];
      return [section, isSection(changed) ? Object.fromEntries(Object.entries(values).filter(([name]) => !(name in changed))) : values];
    }),
  );
}

/** The settings of `after` that differ from those of `before`. */
export function differences(before: SettingChanges, after: SettingChanges): SettingChanges {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([, values]) => isSection(values))
      .map(([section, values]) => [
        section,
        Object.fromEntries(Object.entries(values).filter(([name, value]) => before[section]?.[name] !== value)),
      ]),
  );
}
