import { z } from 'zod';

/** What a form, a help text and an error message need to know of one setting beyond its type. */
export interface SettingMeta {
  readonly title: string;
  /** Plain words: what it does and what a larger value means. */
  readonly help: string;
  /** `ratio` is stored 0..1 and shown as percent. */
  readonly unit?: 'ratio' | 'bars' | 'seconds' | 'minutes' | 'days' | 'money' | 'atr' | 'basis-points' | 'times';
  /** @default false */
  readonly needsRestart?: boolean;
}

/** Holds the {@link SettingMeta} of every setting and section. */
export const settingMetas = z.registry<SettingMeta>();

/** A number from `minimum` to `maximum`, both inclusive. */
export function numberSetting(byDefault: number, minimum: number, maximum: number, meta: SettingMeta) {
  return z.number().min(minimum).max(maximum).default(byDefault).register(settingMetas, meta);
}

/** A whole number from `minimum` to `maximum`, both inclusive. */
export function wholeSetting(byDefault: number, minimum: number, maximum: number, meta: SettingMeta) {
  return z.int().min(minimum).max(maximum).default(byDefault).register(settingMetas, meta);
}

export function switchSetting(byDefault: boolean, meta: SettingMeta) {
  return z.boolean().default(byDefault).register(settingMetas, meta);
}

/** A text of at most 200 characters in a form that `pattern` tells; `form` says in words what is expected. */
export function textSetting(byDefault: string, pattern: RegExp, form: string, meta: SettingMeta) {
  return z.string().max(200).regex(pattern, { error: form }).default(byDefault).register(settingMetas, meta);
}

export function choiceSetting<const T extends readonly [string, ...string[]]>(choices: T, byDefault: T[number], meta: SettingMeta) {
  return z
    .enum(choices)
    .default(byDefault as never)
    .register(settingMetas, meta);
}
