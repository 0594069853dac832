import { FaultFound } from './expression-fault.ts';
import { limits } from './limits.ts';
import { comparisons, type Operator, type Syntax } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

const words = new Set(['and', 'or', 'not', 'true', 'false']);

/**
 * Reads an expression by recursive descent, one method per strength, from the loosest to the tightest: `? :`, or, and, not,
 * comparison, + −, × ÷ %, −, then calls, outputs and bars back.
 */
class SyntaxReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Syntax {
    const syntax = this.#choice();
    if (this.#token.kind !== 'end') this.#refuse('an operator or the end');
    return syntax;
  }

  get #token(): Token {
    return this.#tokens[this.#at];
  }

  #choice(): Syntax {
    return this.#deeper(() => {
      const condition = this.#or();
      if (!this.#takes('?')) return condition;
      const whenTrue = this.#choice();
      this.#expect(':');
      return this.#node({ kind: 'choice', column: condition.column, condition, whenTrue, whenFalse: this.#choice() });
    });
  }

  #or(): Syntax {
    return this.#chain(
      () => this.#and(),
      () => (this.#takes('or') || this.#takes('||') ? 'or' : null),
    );
  }

  #and(): Syntax {
    return this.#chain(
      () => this.#not(),
      () => (this.#takes('and') || this.#takes('&&') ? 'and' : null),
    );
  }

  #not(): Syntax {
    const { column } = this.#token;
    if (!this.#takes('not') && !this.#takes('!')) return this.#comparison();
    return this.#deeper(() => this.#node({ kind: 'unary', column, operator: 'not', of: this.#not() }));
  }

  #comparison(): Syntax {
    const left = this.#sum();
    const operator = comparisons.find((sign) => this.#takes(sign));
    if (operator === undefined) return left;
    return this.#node({ kind: 'binary', column: left.column, operator, left, right: this.#sum() });
  }

  #sum(): Syntax {
    return this.#chain(
      () => this.#product(),
      () => this.#oneOf('+', '-'),
    );
  }

  #product(): Syntax {
    return this.#chain(
      () => this.#minus(),
      () => this.#oneOf('*', '/', '%'),
    );
  }

  #minus(): Syntax {
    const { column } = this.#token;
    if (!this.#takes('-')) return this.#tight();
    return this.#deeper(() => this.#node({ kind: 'unary', column, operator: '-', of: this.#minus() }));
  }

  #tight(): Syntax {
    let syntax = this.#primary();
    for (;;) {
      const { column } = syntax;
      if (this.#takes('.')) syntax = this.#node({ kind: 'output', column, of: syntax, output: this.#name('the name of an output') });
      else if (this.#takes('[')) {
        syntax = this.#node({ kind: 'back', column, of: syntax, bars: this.#barsBack() });
        this.#expect(']');
      } else return syntax;
    }
  }

  #primary(): Syntax {
    const token = this.#token;
    const { column } = token;
    if (this.#takes('(')) {
      const inner = this.#choice();
      this.#expect(')');
      return { ...inner, column };
    }
    if (token.kind === 'number') return this.#node({ kind: 'number', column, value: this.#number() });
    if (this.#takes('true')) return this.#node({ kind: 'truth', column, value: true });
    if (this.#takes('false')) return this.#node({ kind: 'truth', column, value: false });
    const name = this.#name('a number, a name or "("');
    return this.#node({ kind: 'name', column, name, args: this.#takes('(') ? this.#args() : null });
  }

  #args(): Syntax[] {
    const args: Syntax[] = [];
    if (this.#takes(')')) return args;
    do args.push(this.#choice());
    while (this.#takes(','));
    this.#expect(')', ' or ","');
    return args;
  }

  #barsBack(): number {
    const { kind, text, column } = this.#token;
    const bars = Number(text);
    if (kind !== 'number' || !Number.isInteger(bars)) this.#refuse('how many bars back, a whole number');
    if (bars > limits.bars) throw new FaultFound('too-large', column, `Expected at most ${limits.bars} bars back, found ${text}.`);
    this.#at += 1;
    return bars;
  }

  #number(): number {
    const { text, column } = this.#token;
    const value = Number(text);
    if (!Number.isFinite(value)) throw new FaultFound('too-large', column, `Expected a smaller number than ${text}.`);
    this.#at += 1;
    return value;
  }

  #name(expected: string): string {
    const { kind, text } = this.#token;
    if (kind !== 'name' || words.has(text.toLowerCase())) this.#refuse(expected);
    this.#at += 1;
    return text.toLowerCase();
  }

  /** Parts of one strength from left to right. */
  #chain(part: () => Syntax, operatorNext: () => Operator | null): Syntax {
    let left = part();
    for (;;) {
      const operator = operatorNext();
      if (operator === null) return left;
      left = this.#node({ kind: 'binary', column: left.column, operator, left, right: part() });
    }
  }

  #oneOf<Sign extends Operator>(...signs: readonly Sign[]): Sign | null {
    return signs.find((sign) => this.#takes(sign)) ?? null;
  }

  /** Whether the next token is this sign or word; if so it is taken. */
  #takes(text: string): boolean {
    const token = this.#token;
    const isIt =
      token.kind === 'sign' ? token.text === text : token.kind === 'name' && words.has(text) && token.text.toLowerCase() === text;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #expect(sign: string, orElse = ''): void {
    if (!this.#takes(sign)) this.#refuse(`"${sign}"${orElse}`);
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > limits.depth)
      throw new FaultFound('too-large', this.#token.column, `Expected parts at most ${limits.depth} deep within each other.`);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #node(syntax: Syntax): Syntax {
    this.#nodes += 1;
    if (this.#nodes > limits.nodes) throw new FaultFound('too-large', syntax.column, `Expected at most ${limits.nodes} parts.`);
    return syntax;
  }

  #refuse(expected: string): never {
    const { kind, text, column } = this.#token;
    throw new FaultFound('syntax', column, `Expected ${expected}, found ${kind === 'end' ? 'the end' : `"${text}"`}.`);
  }
}

/** Reads the text of an expression; throws `FaultFound` where it is none. */
export function parseSyntax(text: string): Syntax {
  return new SyntaxReader(text).whole();
}
