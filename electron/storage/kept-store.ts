import type { BitFlowError } from '../../shared/base/bitflow-error.ts';

/** A store in a file of its own that a thread serves, as whoever watches over the file sees it. */
export interface KeptStore {
  readonly path: string;
  /** Copies everything into `target`, in place of an earlier copy; resolves with whether it could be done. */
  rescue(target: string): Promise<boolean>;
  /** Nothing more is read from the file or written to it, not even when the store is closed; every call fails with the error. */
  abandon(error: BitFlowError): void;
}
