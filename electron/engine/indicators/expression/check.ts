import { parameterValues } from '../catalogue.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { type CheckedPart, type ColumnName, columnNames } from './checked-part.ts';
import { type ExpressionFault, FaultFound } from './expression-fault.ts';
import { type ExpressionFunction, expressionFunctions } from './functions.ts';
import { expressionName, indicatorNames } from './indicator-names.ts';
import { limits } from './limits.ts';
import { didYouMean } from './nearest-name.ts';
import { comparisons, printSyntax, type Syntax } from './syntax.ts';

type Kind<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>;

/** Arithmetic that may have no value: division by zero. */
const lacking: ReadonlySet<string> = new Set(['/', '%']);
const comparing: ReadonlySet<string> = new Set(comparisons);
const known = (): string[] => [...columnNames, ...expressionFunctions.keys(), ...[...indicatorNames.values()].map(expressionName)];

/** Finds out what every part of one expression is; throws `FaultFound` at the first that is wrong. */
class Checker {
  #bars = 0;

  part(syntax: Syntax): CheckedPart {
    switch (syntax.kind) {
      case 'number':
        return constant(syntax, syntax.value, 'number');
      case 'truth':
        return constant(syntax, Number(syntax.value), 'boolean');
      case 'name':
        return this.#named(syntax, null);
      case 'output':
        return this.#output(syntax);
      case 'back':
        return this.#back(syntax);
      case 'unary':
        return this.#unary(syntax);
      case 'binary':
        return this.#binary(syntax);
      default:
        return this.#choice(syntax);
    }
  }

  #typed(syntax: Syntax, type: CheckedPart['type'], where: string): CheckedPart {
    const part = this.part(syntax);
    if (part.type !== type) refuse('type', syntax, `Expected ${words(type)} ${where}, found ${words(part.type)}.`);
    return part;
  }

  #named(syntax: Kind<'name'>, output: string | null): CheckedPart {
    const { name, args, column } = syntax;
    const columnName = columnNames.find((each) => each === name);
    if (columnName !== undefined) return this.#column(syntax, columnName);
    const definition = expressionFunctions.get(name);
    if (definition !== undefined) return this.#call(syntax, definition);
    const indicator = indicatorNames.get(name);
    if (indicator !== undefined) return this.#indicator(syntax, indicator, output);
    const what = args === null ? 'a column, a function or an indicator' : 'a function or an indicator';
    throw new FaultFound('unknown-name', column, `Expected ${what}, found "${name}".${didYouMean(name, known())}`);
  }

  #column(syntax: Kind<'name'>, name: ColumnName): CheckedPart {
    if (syntax.args !== null) refuse('arguments', syntax, `Expected ${name} without parentheses; ${name}[1] is the one of the bar before.`);
    return { key: name, type: 'number', warmUp: 0, mayLack: false, needsReference: false, kind: 'column', name };
  }

  #call(syntax: Kind<'name'>, definition: ExpressionFunction): CheckedPart {
    const { args } = syntax;
    const [fewest, most] = definition.series;
    const counted = definition.bars === undefined ? 0 : 1;
    const least = fewest + (definition.bars?.default === null ? 1 : 0);
    if (args === null || args.length < least || args.length > most + counted)
      return refuse('arguments', syntax, `Expected ${definition.form}, found ${args === null ? 'no' : args.length} arguments.`);
    const series = args.slice(0, most).map((arg) => this.#typed(arg, 'number', `in ${definition.form}`));
    const bars = this.#barsOf(args[most], definition);
    const whole = definition.warmUp(bars);
    this.#look(whole, syntax);
    const deciding = definition.fillsIn === true ? series.slice(1) : series;
    return {
      key: printSyntax(syntax),
      type: definition.result,
      warmUp: longest(deciding) + whole,
      mayLack: definition.mayLack === true || deciding.some((part) => part.mayLack),
      needsReference: series.some((part) => part.needsReference),
      kind: 'function',
      definition,
      bars,
      args: series,
    };
  }

  #barsOf(syntax: Syntax | undefined, { bars, form }: ExpressionFunction): number {
    if (bars === undefined) return 0;
    if (syntax === undefined) return bars.default ?? 0;
    const value = constantOf(syntax);
    if (value === null || !Number.isInteger(value) || value < 1 || value > 5000)
      return refuse('parameter', syntax, `Expected the bars of ${form} to be a whole number from 1 to 5000, found ${printSyntax(syntax)}.`);
    return value;
  }

  #indicator(syntax: Kind<'name'>, definition: IndicatorDefinition, output: string | null): CheckedPart {
    const args = syntax.args ?? [];
    const hasSource = args.length > 0 && constantOf(args[0]) === null;
    const values = this.#values(syntax, definition, hasSource ? args.slice(1) : args);
    const source = hasSource ? this.#typed(args[0], 'number', `for ${syntax.name} to read`) : null;
    const whole = definition.warmUp(values);
    this.#look(whole, syntax);
    const place = placeOf(syntax, definition, output);
    return {
      key: `${source?.key ?? ''}>${definition.name}(${values.join()}).${place}`,
      type: 'number',
      warmUp: whole + (source?.warmUp ?? 0),
      mayLack: definition.isSparse || definition.needsReference || (source?.mayLack ?? false),
      needsReference: definition.needsReference || (source?.needsReference ?? false),
      kind: 'indicator',
      definition,
      values,
      output: place,
      source,
    };
  }

  #values(syntax: Kind<'name'>, definition: IndicatorDefinition, args: readonly Syntax[]): number[] {
    const names = definition.parameters.map(({ name }) => name);
    if (args.length > names.length) {
      const takes = names.length === 0 ? 'no numbers' : `at most ${names.join(', ')}`;
      refuse('arguments', args[names.length], `Expected ${syntax.name} to have ${takes} after the series it may read, found one more.`);
    }
    const given = args.map((arg, place): [string, number] => {
      const value = constantOf(arg);
      if (value === null) refuse('parameter', arg, `Expected ${names[place]} of ${syntax.name} to be a number, found ${printSyntax(arg)}.`);
      return [names[place], value ?? 0];
    });
    const values = parameterValues(definition, Object.fromEntries(given));
    if (values.ok) return values.value;
    // The one that makes the first fault is the one to point at.
    const wrong = given.findIndex((_, place) => !parameterValues(definition, Object.fromEntries(given.slice(0, place + 1))).ok);
    return refuse('parameter', args[Math.max(0, wrong)] ?? syntax, `${values.error.message}.`);
  }

  #output(syntax: Kind<'output'>): CheckedPart {
    const { of, output } = syntax;
    const isIndicator = of.kind === 'name' && indicatorNames.has(of.name) && !expressionFunctions.has(of.name);
    if (!isIndicator) return refuse('type', syntax, `Expected an indicator before ".${output}", such as macd.${output}.`);
    return this.#named(of, output);
  }

  #back(syntax: Kind<'back'>): CheckedPart {
    const of = this.part(syntax.of);
    this.#look(syntax.bars, syntax);
    return { ...of, key: `${of.key}[${syntax.bars}]`, warmUp: of.warmUp + syntax.bars, kind: 'back', of, bars: syntax.bars };
  }

  #unary(syntax: Kind<'unary'>): CheckedPart {
    const isNot = syntax.operator === 'not';
    const of = this.#typed(syntax.of, isNot ? 'boolean' : 'number', isNot ? 'after not' : 'after −');
    return { ...of, key: printSyntax(syntax), kind: 'unary', operator: syntax.operator, of };
  }

  #binary(syntax: Kind<'binary'>): CheckedPart {
    const { operator } = syntax;
    const side = operator === 'and' || operator === 'or' ? 'boolean' : 'number';
    const left = this.#typed(syntax.left, side, `before ${operator}`);
    const right = this.#typed(syntax.right, side, `after ${operator}`);
    return {
      ...together([left, right]),
      key: printSyntax(syntax),
      type: side === 'boolean' || comparing.has(operator) ? 'boolean' : 'number',
      mayLack: lacking.has(operator) || left.mayLack || right.mayLack,
      kind: 'binary',
      operator,
      left,
      right,
    };
  }

  #choice(syntax: Kind<'choice'>): CheckedPart {
    const condition = this.#typed(syntax.condition, 'boolean', 'before ?');
    const whenTrue = this.part(syntax.whenTrue);
    const whenFalse = this.#typed(syntax.whenFalse, whenTrue.type, 'after : as before it');
    return {
      ...together([condition, whenTrue, whenFalse]),
      key: printSyntax(syntax),
      type: whenTrue.type,
      kind: 'choice',
      condition,
      whenTrue,
      whenFalse,
    };
  }

  #look(bars: number, at: Syntax): void {
    this.#bars += bars;
    if (this.#bars > limits.bars)
      refuse('too-large', at, `Expected all windows together to span at most ${limits.bars} bars, found ${this.#bars}.`);
  }
}

function constant(syntax: Syntax, value: number, type: CheckedPart['type']): CheckedPart {
  return { key: printSyntax(syntax), type, warmUp: 0, mayLack: false, needsReference: false, kind: 'constant', value };
}

/** Returns the number that is written, with or without a minus; `null` where it is anything else. */
function constantOf(syntax: Syntax): number | null {
  if (syntax.kind === 'number') return syntax.value;
  return syntax.kind === 'unary' && syntax.operator === '-' && syntax.of.kind === 'number' ? -syntax.of.value : null;
}

function placeOf(syntax: Syntax, definition: IndicatorDefinition, output: string | null): number {
  const names = definition.outputs.map(({ name }) => name);
  if (output === null && names.length === 1) return 0;
  const name = expressionName(definition);
  const choice = names.map((each) => `${name}.${each.toLowerCase()}`).join(', ');
  if (output === null) return refuse('type', syntax, `Expected one output of ${name}: ${choice}.`);
  const place = names.findIndex((each) => each.toLowerCase() === output);
  if (place < 0) refuse('unknown-name', syntax, `Expected ${choice}, found ".${output}".${didYouMean(output, names)}`);
  return place;
}

function together(parts: readonly CheckedPart[]): Pick<CheckedPart, 'warmUp' | 'mayLack' | 'needsReference'> {
  return {
    warmUp: longest(parts),
    mayLack: parts.some((part) => part.mayLack),
    needsReference: parts.some((part) => part.needsReference),
  };
}

function longest(parts: readonly CheckedPart[]): number {
  return parts.reduce((most, { warmUp }) => Math.max(most, warmUp), 0);
}

function words(type: CheckedPart['type']): string {
  return type === 'number' ? 'a number' : 'a condition (true or false)';
}

function refuse(code: ExpressionFault['code'], { column }: Syntax, message: string): never {
  throw new FaultFound(code, column, message);
}

/** Returns the expression with all that is known of its parts; throws `FaultFound` where something is wrong. */
export function checkSyntax(syntax: Syntax): CheckedPart {
  return new Checker().part(syntax);
}
