export const expressionFaultCodes = ['syntax', 'unknown-name', 'arguments', 'type', 'parameter', 'too-large'] as const;

/**
 * What is wrong with an expression. `syntax`: it can't be read; `unknown-name`: nothing is called that; `arguments`: too few, too many or
 * of the wrong form; `type`: a number where a truth is expected or the reverse; `parameter`: out of its range; `too-large`: beyond a limit.
 */
export interface ExpressionFault {
  readonly code: (typeof expressionFaultCodes)[number];
  /** Where in the text, from 1. */
  readonly column: number;
  /** What was expected and what was found there. */
  readonly message: string;
}

/** Carries a fault up to where the expression was asked to be read; it never leaves this folder. */
export class FaultFound extends Error {
  readonly fault: ExpressionFault;

  constructor(code: ExpressionFault['code'], column: number, message: string) {
    super(message);
    this.name = 'FaultFound';
    this.fault = { code, column, message };
  }
}
