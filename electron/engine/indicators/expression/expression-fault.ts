import type { expressionFaultCodes } from '../../../../shared/domain/indicator.ts';

/** What is wrong with an expression. */
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
