import { FaultFound } from './expression-fault.ts';
import { limits } from './limits.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

const pattern = /(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|&&|\|\||[-+*/%<>!?:(),.[\]])|(\s+)/y;

/** Splits an expression into tokens; the last one is its end. */
export function tokensOf(text: string): Token[] {
  if (text.length > limits.length)
    throw new FaultFound('too-large', limits.length + 1, `Expected at most ${limits.length} characters, found ${text.length}.`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const column = at + 1;
    if (match === null) throw new FaultFound('syntax', column, `Expected a number, a name or a sign, found "${text[at]}".`);
    const [whole, number, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, column });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, column });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, column });
    at += whole.length;
  }
  tokens.push({ kind: 'end', text: '', column: text.length + 1 });
  return tokens;
}
