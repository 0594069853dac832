import { basename } from 'node:path';
import { z } from 'zod';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { ConfigError } from '../../../shared/base/config-error.ts';
import type { Settings } from '../../../shared/config/settings.ts';
import { decimalFromFloat, formatDecimal, ONE, parseDecimal } from '../../../shared/domain/decimal.ts';
import { instrumentId, venueId } from '../../../shared/domain/ids.ts';
import { assetClasses, type Instrument } from '../../../shared/domain/instrument.ts';
import { type Currency, money, parseCurrency } from '../../../shared/domain/money.ts';
import { nameFault, neutralised } from '../../../shared/domain/plain-text.ts';
import { priceFromUnits } from '../../../shared/domain/price.ts';
import { quantityFromUnits } from '../../../shared/domain/quantity.ts';
import { CONTINUOUS, type Session } from '../../../shared/domain/session.ts';
import { readWholeText } from '../../files/read-whole-file.ts';
import type { CsvBars } from './csv-rows.ts';

const CSV = venueId('CSV');

const decimalText = z.string().refine((text) => parseDecimal(text).ok, 'expected a decimal number in quotes, such as "0.01"');
const minuteOfDay = z.int().min(0).max(1440);

const nameText = z.string().superRefine((text, context) => {
  const fault = nameFault(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

const SYMBOL = /^[A-Za-z0-9][A-Za-z0-9/-]{0,23}$/;

/** What an `--instrument` file may say; everything it leaves out is taken from the market file or the settings. */
const instrumentFileSchema = z.strictObject({
  symbol: z.string().regex(SYMBOL, 'expected a symbol such as AAPL or BTC-USD').optional(),
  name: nameText.min(1).max(80).optional(),
  aliases: z.array(nameText.min(2).max(80)).max(20).optional(),
  assetClass: z.enum(assetClasses).optional(),
  quoteCurrency: z.string().optional(),
  priceIncrement: decimalText.optional(),
  sizeIncrement: decimalText.optional(),
  minimumNotional: decimalText.optional(),
  makerFee: z.number().min(0).max(0.1).optional(),
  takerFee: z.number().min(0).max(0.1).optional(),
  isShortable: z.boolean().optional(),
  volumeFloor: z
    .union([
      z.strictObject({ kind: z.literal('daily'), units: z.number().min(0) }),
      z.strictObject({ kind: z.literal('relative'), ratio: z.number().min(0).max(10) }),
    ])
    .optional(),
  session: z
    .union([
      z.strictObject({ kind: z.literal('continuous') }),
      z
        .strictObject({
          kind: z.literal('daily'),
          openMinute: minuteOfDay,
          closeMinute: minuteOfDay,
          days: z.array(z.int().min(0).max(6)).min(1),
        })
        .refine(({ openMinute, closeMinute }) => openMinute < closeMinute, {
          error: 'expected openMinute to be before closeMinute; a session does not run over midnight UTC',
          path: ['closeMinute'],
        }),
    ])
    .optional(),
});

export type InstrumentFile = z.output<typeof instrumentFileSchema>;

/** @throws {ConfigError} naming the key that is wrong, or {BitFlowError} `file-missing`. */
export function readInstrumentFile(path: string): InstrumentFile {
  let text: string;
  try {
    text = readWholeText(path, 1_000_000);
  } catch (cause) {
    throw new BitFlowError(
      `The instrument file ${path} can't be read: ${cause instanceof Error ? cause.message : String(cause)}. Check the path given to --instrument.`,
      {
        code: 'file-missing',
        cause,
      },
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(path, `${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const parsed = instrumentFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(issue.path.join('.'), `${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`);
}

/** Returns the instrument that a file's bars are of, and what had to be assumed of it. */
export function csvInstrument(
  bars: CsvBars,
  file: InstrumentFile,
  settings: Settings,
): { readonly instrument: Instrument; readonly assumptions: readonly string[] } {
  const assumed = assumedInstrument(bars, file, settings);
  const said = { ...assumed, ...withoutUndefined(file) };
  const symbol = said.symbol.toUpperCase();
  const currency = currencyOf(said.quoteCurrency);
  const instrument: Instrument = {
    id: instrumentId(symbol, CSV),
    symbol,
    name: file.name ?? symbol,
    aliases: file.aliases ?? [],
    venue: CSV,
    assetClass: said.assetClass,
    quoteCurrency: currency,
    priceIncrement: priceFromUnits(unitsOf(said.priceIncrement)),
    sizeIncrement: quantityFromUnits(unitsOf(said.sizeIncrement)),
    minimumNotional: money(unitsOf(said.minimumNotional), currency),
    session: said.session,
    fees: { makerRatio: decimalFromFloat(said.makerFee), takerRatio: decimalFromFloat(said.takerFee), feeIncrement: ONE / 100_000_000n },
    isShortable: said.isShortable,
    volumeFloor: said.volumeFloor,
  };
  return { instrument, assumptions: assumptionsOf(said, file) };
}

type AssumedInstrument = Required<Omit<InstrumentFile, 'name' | 'aliases' | 'session'>> & { readonly session: Session };

/** What is taken for granted of an instrument where no description says otherwise. */
function assumedInstrument(bars: CsvBars, file: InstrumentFile, settings: Settings): AssumedInstrument {
  const increment = (places: number): string => formatDecimal(ONE / 10n ** BigInt(places));
  return {
    symbol: file.symbol ?? symbolOf(bars.path),
    assetClass: bars.volumePlaces === 0 ? 'stock' : 'crypto',
    quoteCurrency: 'USD',
    priceIncrement: increment(bars.pricePlaces),
    sizeIncrement: increment(bars.volumePlaces),
    minimumNotional: '1',
    makerFee: settings.paper.makerFee,
    takerFee: settings.paper.takerFee,
    isShortable: false,
    volumeFloor: { kind: 'relative', ratio: settings.signals.volumeFloorRatio },
    session: CONTINUOUS,
  };
}

/** Says each assumption that no file took the place of. */
function assumptionsOf(said: AssumedInstrument, file: InstrumentFile): string[] {
  const words: readonly (readonly [isSaid: boolean, words: string])[] = [
    [file.symbol !== undefined, `The symbol is ${said.symbol}, from the file's name.`],
    [file.quoteCurrency !== undefined, `Prices are in ${said.quoteCurrency}.`],
    [file.priceIncrement !== undefined, `The price increment is ${said.priceIncrement}, from the decimals seen.`],
    [file.sizeIncrement !== undefined, `The size increment is ${said.sizeIncrement}, from the decimals of the volume.`],
    [
      file.makerFee !== undefined && file.takerFee !== undefined,
      `Fees are ${percent(said.makerFee)} (maker) and ${percent(said.takerFee)} (taker), from the settings.`,
    ],
    [file.isShortable !== undefined, 'It can not be sold short.'],
    [
      file.volumeFloor !== undefined,
      `Signals need at least ${said.volumeFloor.kind === 'relative' ? said.volumeFloor.ratio : 0} × the rolling median volume.`,
    ],
    [file.session !== undefined, 'It trades whenever there is a bar.'],
  ];
  return words.flatMap(([isSaid, assumption]) => (isSaid ? [] : [assumption]));
}

function withoutUndefined(file: InstrumentFile): Partial<AssumedInstrument> {
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
}

function symbolOf(path: string): string {
  const [name = ''] = basename(path)
    .replace(/\.[^.]*$/, '')
    .split('_');
  const fault = nameFault(name);
  if (fault !== null)
    throw new ConfigError('market', `No symbol can be read from the file name ${neutralised(basename(path))}: ${fault}. Rename the file.`);
  const symbol = name
    .toUpperCase()
    .replace(/[^A-Z0-9/-]/g, '')
    .slice(0, 24);
  if (/^[A-Z0-9]/.test(symbol)) return symbol;
  throw new ConfigError('market', `No symbol can be read from the file name ${basename(path)}; give it in an --instrument file.`);
}

function currencyOf(text: string): Currency {
  const parsed = parseCurrency(text);
  if (!parsed.ok) throw new ConfigError('quoteCurrency', parsed.error.message);
  return parsed.value;
}

function unitsOf(text: string): bigint {
  const parsed = parseDecimal(text);
  if (!parsed.ok || parsed.value <= 0n) throw new ConfigError('instrument', `expected a decimal number above zero, found "${text}"`);
  return parsed.value;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(4))} %`;
}
