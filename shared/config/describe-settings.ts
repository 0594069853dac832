import { z } from 'zod';
import { type SettingMeta, settingMetas } from './setting-meta.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** One setting as a form, a help text or an error message needs it. */
export interface SettingField {
  readonly section: keyof Settings;
  readonly name: string;
  /** `section.name`. */
  readonly path: string;
  readonly kind: 'number' | 'whole' | 'switch' | 'choice' | 'text';
  readonly default: number | string | boolean;
  /** Inclusive; `null` where there is none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly choices: readonly string[];
  readonly meta: SettingMeta;
}

export interface SettingSection {
  readonly name: keyof Settings;
  readonly title: string;
  readonly help: string;
  readonly fields: readonly SettingField[];
}

/** Returns all settings by section, in the order of the schema. */
export function describeSettings(): readonly SettingSection[] {
  const sections: SettingSection[] = [];
  for (const [name, wrapped] of Object.entries(settingsSchema.shape)) {
    const section = unwrap(wrapped);
    if (!(section instanceof z.ZodObject)) continue;
    const meta = settingMetas.get(section);
    const key = name as keyof Settings;
    const fields = Object.entries(section.shape).map(([field, schema]) => describeField(key, field, schema as z.ZodType));
    sections.push({ name: key, title: meta?.title ?? name, help: meta?.help ?? '', fields });
  }
  return sections;
}

function describeField(section: keyof Settings, name: string, schema: z.ZodType): SettingField {
  const json = z.toJSONSchema(schema, { io: 'input' });
  const type = json.type;
  const choices = (json.enum ?? []).map(String);
  const kind =
    choices.length > 0 ? 'choice' : type === 'boolean' ? 'switch' : type === 'integer' ? 'whole' : type === 'string' ? 'text' : 'number';
  return {
    section,
    name,
    path: `${section}.${name}`,
    kind,
    default: json.default as SettingField['default'],
    minimum: typeof json.minimum === 'number' ? json.minimum : null,
    maximum: typeof json.maximum === 'number' ? json.maximum : null,
    choices,
    meta: settingMetas.get(schema) ?? { title: name, help: '' },
  };
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault ? unwrap(schema.unwrap() as z.ZodType) : schema;
}
