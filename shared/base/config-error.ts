import { BitFlowError } from './bitflow-error.ts';

/** A setting, option or file that BitFlow can't start or go on with. `keyPath` names the place. */
export class ConfigError extends BitFlowError {
  override readonly name = 'ConfigError';
  readonly keyPath: string;

  constructor(keyPath: string, message: string, cause?: unknown) {
    super(message, { code: 'config-invalid', cause });
    this.keyPath = keyPath;
  }
}
