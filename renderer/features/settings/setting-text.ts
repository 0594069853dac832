import type { SettingField } from '../../../shared/config/describe-settings.ts';

const UNITS = {
  ratio: '%',
  bars: 'bars',
  seconds: 's',
  minutes: 'min',
  days: 'days',
  money: '',
  atr: '× ATR',
  'basis-points': 'bp',
  times: '×',
} as const;

export function unitOf({ meta }: SettingField): string {
  return meta.unit === undefined ? '' : UNITS[meta.unit];
}

/** By how much a number is larger on screen than in the file: ratios are shown in percent. */
export function scaleOf({ meta }: SettingField): number {
  return meta.unit === 'ratio' ? 100 : 1;
}

/** A number of a setting as its field shows it, without the unit. */
export function numberText(field: SettingField, value: number): string {
  return String(Number((value * scaleOf(field)).toPrecision(12)));
}

/** A value of a setting as a user reads it, with its unit. */
export function valueText(field: SettingField, value: number | string | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value === '' ? 'nothing' : value;
  return `${numberText(field, value)} ${unitOf(field)}`.trim();
}
