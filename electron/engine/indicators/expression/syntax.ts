export const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;
export type Operator = 'or' | 'and' | (typeof comparisons)[number] | '+' | '-' | '*' | '/' | '%';

/** An expression as it is written. `column`: where it begins, from 1. */
export type Syntax = { readonly column: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  /** `args` is `null` where there are no parentheses. */
  | { readonly kind: 'name'; readonly name: string; readonly args: readonly Syntax[] | null }
  | { readonly kind: 'output'; readonly of: Syntax; readonly output: string }
  | { readonly kind: 'back'; readonly of: Syntax; readonly bars: number }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly of: Syntax }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'choice'; readonly condition: Syntax; readonly whenTrue: Syntax; readonly whenFalse: Syntax }
);

/** How tightly a part holds together; a looser part within a tighter one needs parentheses. */
const strengths: Readonly<Record<Operator, number>> = {
  or: 1,
  and: 2,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};
const NOT = 3;
const COMPARISON = 4;
const MINUS = 7;
const TIGHT = 8;

function strengthOf(syntax: Syntax): number {
  if (syntax.kind === 'choice') return 0;
  if (syntax.kind === 'binary') return strengths[syntax.operator];
  if (syntax.kind === 'unary') return syntax.operator === 'not' ? NOT : MINUS;
  return TIGHT;
}

/** Returns the expression as text in one way of writing, with only the parentheses that it needs; read again it is the same. */
export function printSyntax(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'number':
    case 'truth':
      return String(syntax.value);
    case 'name':
      return syntax.args === null ? syntax.name : `${syntax.name}(${syntax.args.map(printSyntax).join(', ')})`;
    case 'output':
      return `${within(syntax.of, TIGHT)}.${syntax.output}`;
    case 'back':
      return `${within(syntax.of, TIGHT)}[${syntax.bars}]`;
    case 'unary':
      return syntax.operator === 'not' ? `not ${within(syntax.of, NOT)}` : `-${within(syntax.of, MINUS)}`;
    case 'binary': {
      const own = strengths[syntax.operator];
      const left = within(syntax.left, own === COMPARISON ? own + 1 : own);
      return `${left} ${syntax.operator} ${within(syntax.right, own + 1)}`;
    }
    default:
      return `${within(syntax.condition, 1)} ? ${printSyntax(syntax.whenTrue)} : ${printSyntax(syntax.whenFalse)}`;
  }
}

function within(syntax: Syntax, strength: number): string {
  // A number followed by a dot would be read as a longer number.
  const isBare = strengthOf(syntax) >= strength && !(strength === TIGHT && syntax.kind === 'number');
  return isBare ? printSyntax(syntax) : `(${printSyntax(syntax)})`;
}
