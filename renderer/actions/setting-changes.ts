/** Settings to change, by section and name. */
export type SettingChanges = Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>;
