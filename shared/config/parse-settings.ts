import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { describeSettings, type SettingField } from './describe-settings.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** What is wrong with one place of a settings document. */
export interface SettingFault {
  /** `section.name`, or `settings` for the document as a whole. */
  readonly path: string;
  /** What was expected, what was found. */
  readonly message: string;
}

/** Reads a settings document; parts that are missing take their defaults. Errors: every fault, by path. */
export function parseSettings(document: unknown): Result<Settings, readonly SettingFault[]> {
  const parsed = settingsSchema.safeParse(document);
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.flatMap((issue) => faultsOf(issue, document)));
}

function faultsOf(issue: z.core.$ZodIssue, document: unknown): SettingFault[] {
  const path = issue.path.join('.') || 'settings';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: unknownKey(issue.path.map(String), key) }));
  }
  if (issue.code === 'custom') return [{ path, message: issue.message }];
  const field = fieldAt(path);
  const expected = field === null ? issue.message : `expected ${expectation(field, issue)}`;
  return [{ path, message: `${expected}, found ${shown(valueAt(document, issue.path))}` }];
}

/** Writes what was found, also where JSON has no form for it; long values are cut short. */
function shown(value: unknown): string {
  if (value === undefined || typeof value === 'number') return String(value);
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)).slice(0, 60);
}

function expectation(field: SettingField, issue: z.core.$ZodIssue): string {
  if (field.kind === 'text') return issue.code === 'invalid_format' ? issue.message : 'a text of at most 200 characters';
  if (field.kind === 'choice') return `one of ${field.choices.map((choice) => `"${choice}"`).join(', ')}`;
  if (field.kind === 'switch') return 'true or false';
  return `${field.kind === 'whole' ? 'a whole number' : 'a number'} from ${field.minimum ?? '−∞'} to ${field.maximum ?? '∞'}`;
}

function unknownKey(path: readonly string[], key: string): string {
  const sections = describeSettings();
  const section = sections.find(({ name }) => name === path[0]);
  const known = section === undefined ? sections.map(({ name }) => name) : section.fields.map(({ name }) => name);
  return `there is no such setting; the nearest is "${[...path, closest(key, known)].join('.')}"`;
}

function fieldAt(path: string): SettingField | null {
  return (
    describeSettings()
      .flatMap(({ fields }) => fields)
      .find((field) => field.path === path) ?? null
  );
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
