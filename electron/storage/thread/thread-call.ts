import type { RetryAdvice } from '../../../shared/base/bitflow-error.ts';

/** What the writer thread is asked. */
export interface ThreadCall {
  readonly id: number;
  readonly method: string;
  readonly argument: unknown;
}

/** What it answers. */
export type ThreadAnswer =
  | { readonly id: number; readonly isOk: true; readonly value: unknown }
  | { readonly id: number; readonly isOk: false; readonly message: string; readonly code: string; readonly retry: RetryAdvice };
