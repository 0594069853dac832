import { describe, expect, it } from 'vitest';
import { describeSettings, type SettingField } from '../../../shared/config/describe-settings.ts';
import { parseSettings, type SettingFault } from '../../../shared/config/parse-settings.ts';
import { decisionSettings, type Settings, settingsSchema } from '../../../shared/config/settings.ts';

const fields = describeSettings().flatMap((section) => section.fields);
const numeric = fields.filter((field) => field.kind === 'number' || field.kind === 'whole');
const defaults = settingsSchema.parse({});

function faultsOf(document: unknown): readonly SettingFault[] {
  const parsed = parseSettings(document);
  return parsed.ok ? [] : parsed.error;
}

function documentWith(field: SettingField, value: unknown): unknown {
  return { [field.section]: { [field.name]: value } };
}

/** The first fault of a document in which one setting has this value; none when it is taken. */
function faultAt(field: SettingField, value: unknown): SettingFault | undefined {
  return faultsOf(documentWith(field, value)).find(({ path }) => path === field.path);
}

describe('the settings', () => {
  it('are complete and valid when nothing is set', () => {
    expect(parseSettings({})).toEqual({ ok: true, value: defaults });
    expect(parseSettings(defaults)).toEqual({ ok: true, value: defaults });
  });

  it('trade nothing by themselves unless they are told to', () => {
    expect(defaults.trading.mode).toBe('manual');
  });

  it('keep what was set and take defaults for the rest', () => {
    const parsed = parseSettings({ risk: { dailyLoss: 0.02 } });
    expect(parsed).toEqual({ ok: true, value: { ...defaults, risk: { ...defaults.risk, dailyLoss: 0.02 } } });
  });

  it('that decisions depend on are all but sentiment, storage, controls, appearance and desktop', () => {
    expect(Object.keys(decisionSettings(defaults)).toSorted()).toEqual(
      Object.keys(defaults)
        .filter((section) => !['sentiment', 'storage', 'controls', 'appearance', 'desktop'].includes(section))
        .toSorted(),
    );
  });
});

describe('a setting out of its range', () => {
  it.each(numeric.map((field) => ({ field, path: field.path })))(
    'is refused at both ends with the range and the value: $path',
    ({ field }) => {
      const { minimum, maximum } = field;
      if (minimum === null || maximum === null) throw new Error(`${field.path} has no range`);
      const form = field.kind === 'whole' ? 'a whole number' : 'a number';
      for (const value of [minimum - 1, maximum + 1]) {
        expect(faultAt(field, value)).toEqual({
          path: field.path,
          message: `expected ${form} from ${minimum} to ${maximum}, found ${value}`,
        });
      }
      expect(faultAt(field, field.default)).toBeUndefined();
    },
  );

  it('is refused when a whole number is expected and a fraction found', () => {
    expect(faultsOf({ signals: { cooldownBars: 2.5 } })).toEqual([
      { path: 'signals.cooldownBars', message: 'expected a whole number from 0 to 500, found 2.5' },
    ]);
  });

  it.each([
    ['text', '0.5', '"0.5"'],
    ['nothing', null, 'null'],
    ['no number', Number.NaN, 'NaN'],
    ['an endless number', Infinity, 'Infinity'],
    ['an exact number', 5n, '5'],
  ])('is refused when it is %s, and what was found is named', (_what, value, found) => {
    expect(faultsOf({ risk: { dailyLoss: value } })).toEqual([
      { path: 'risk.dailyLoss', message: `expected a number from 0.001 to 1, found ${found}` },
    ]);
  });

  it('is refused with the choices that there are', () => {
    expect(faultsOf({ trading: { mode: 'automatic' }, appearance: { isFlashing: 'yes' } })).toEqual([
      { path: 'trading.mode', message: 'expected one of "manual", "auto", found "automatic"' },
      { path: 'appearance.isFlashing', message: 'expected true or false, found "yes"' },
    ]);
  });
});

describe('a setting that does not exist', () => {
  it('is refused with the nearest that does', () => {
    expect(faultsOf({ risk: { dailyLos: 0.1 }, riks: {} })).toEqual([
      { path: 'risk.dailyLos', message: 'there is no such setting; the nearest is "risk.dailyLoss"' },
      { path: 'riks', message: 'there is no such setting; the nearest is "risk"' },
    ]);
  });

  it('is refused for every name that there is with a letter too much', () => {
    for (const { section, name, path } of fields) {
      expect(faultsOf({ [section]: { [`${name}x`]: 1 } })).toEqual([
        { path: `${path}x`, message: `there is no such setting; the nearest is "${path}"` },
      ]);
    }
  });

  it('is refused also when its name is one that every object knows', () => {
    const document: unknown = JSON.parse('{"__proto__":{"mode":"auto"},"constructor":{}}');
    const parsed = parseSettings(document);
    expect(parsed.ok ? parsed.value.trading.mode : 'refused').not.toBe('auto');
    expect(faultsOf({ constructor: {} }).map(({ path }) => path)).toEqual(['constructor']);
  });
});

describe('a document that is no settings document', () => {
  it.each([[[]], ['risk'], [7], [null]])('is refused as a whole: %j', (document) => {
    expect(faultsOf(document).map(({ path }) => path)).toEqual(['settings']);
  });

  it('is refused at the section that is not one', () => {
    expect(faultsOf({ risk: 5 }).map(({ path }) => path)).toEqual(['risk']);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ risk: { dailyLoss: 7, nonsense: 1 }, paper: { startingCash: 'much' } });
    expect(faults.map(({ path }) => path).toSorted()).toEqual(['paper.startingCash', 'risk.dailyLoss', 'risk.nonsense']);
  });
});

describe('settings that contradict each other', () => {
  it.each([
    [{ indicators: { macdFast: 26, macdSlow: 26 } }, 'indicators.macdFast', 'must be below MACD slow (26), found 26'],
    [{ signals: { noticeScore: 0.4 } }, 'signals.noticeScore', 'must be at most the weakest score to trade (0.3), found 0.4'],
    [{ risk: { drawdownWarning: 0.2 } }, 'risk.drawdownWarning', 'must be at most the drawdown limit of 15 %, found 20 %'],
    [
      { signals: { technicalWeight: 0, sentimentWeight: 0, regimeWeight: 0 } },
      'signals.technicalWeight',
      'at least one weight must be above zero',
    ],
  ])('are refused: %j', (document, path, message) => {
    expect(faultsOf(document)).toEqual([{ path, message }]);
  });

  it('are fine at the limit', () => {
    const atLimits = {
      indicators: { macdFast: 25, macdSlow: 26 },
      signals: { noticeScore: 0.3, technicalWeight: 0, sentimentWeight: 0.1, regimeWeight: 0 },
      risk: { drawdownWarning: 0.15 },
    };
    expect(faultsOf(atLimits)).toEqual([]);
  });
});

describe('the description of the settings', () => {
  it('covers every setting of every section, in their order', () => {
    const expected = Object.entries(defaults).map(([section, values]) => ({ section, names: Object.keys(values) }));
    const described = describeSettings().map(({ name, fields: of }) => ({ section: name, names: of.map((field) => field.name) }));
    expect(described).toEqual(expected);
  });

  it('says of every setting and section in plain words what it is, without the name that the code gives it', () => {
    for (const { title, help, name } of [...describeSettings(), ...fields.map((field) => ({ ...field.meta, name: field.name }))]) {
      expect({ name, isTitled: title.length > 1 && title !== name, isHelped: /^[A-Z].{10,}\.$/.test(help) }).toEqual({
        name,
        isTitled: true,
        isHelped: true,
      });
    }
  });

  it('gives the defaults that the settings take', () => {
    const described = Object.fromEntries(
      describeSettings().map(({ name, fields: of }) => [name, Object.fromEntries(of.map((field) => [field.name, field.default]))]),
    );
    expect(described).toEqual(defaults);
  });

  it.each([
    ['risk.dailyLoss', { kind: 'number', minimum: 0.001, maximum: 1, choices: [], meta: { unit: 'ratio' } }],
    ['signals.cooldownBars', { kind: 'whole', minimum: 0, maximum: 500, choices: [], meta: { unit: 'bars' } }],
    ['trading.mode', { kind: 'choice', minimum: null, maximum: null, choices: ['manual', 'auto'] }],
    ['appearance.isFlashing', { kind: 'switch', minimum: null, maximum: null, choices: [] }],
  ])('tells what a form needs of %s', (path, expected) => {
    expect(fields.find((field) => field.path === path)).toMatchObject(expected);
  });

  it('gives every choice as one that is taken', () => {
    for (const field of fields.filter(({ kind }) => kind === 'choice')) {
      for (const choice of field.choices) expect(faultAt(field, choice)).toBeUndefined();
    }
  });
});

it('every numeric setting takes both ends of its range', () => {
  const together: Partial<Record<keyof Settings, Record<string, number>>> = {
    signals: { weakScore: 1 },
    indicators: { macdFast: 2, macdSlow: 400 },
    risk: { drawdownWarning: 0.001, maximumDrawdown: 1 },
  };
  for (const field of numeric) {
    for (const value of [field.minimum, field.maximum]) {
      const around = { ...together, [field.section]: { ...together[field.section], [field.name]: value } };
      const hard = faultsOf(around).filter(({ message }) => message.startsWith('expected'));
      expect(hard).toEqual([]);
    }
  }
});
