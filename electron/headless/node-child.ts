import { fork } from 'node:child_process';
import { Emitter } from '../../shared/base/emitter.ts';
import type { EngineChild } from '../supervision/engine-child.ts';
import { ENGINE_FLAGS } from '../supervision/engine-flags.ts';
import type { FromEngine } from '../supervision/engine-link.ts';

/** Starts an engine process with plain Node; `entry` is its script and `options` what it is to be. */
export function forkNodeEngine(entry: URL, options: unknown): EngineChild {
  const child = fork(entry, [JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...ENGINE_FLAGS],
  });
  const messages = new Emitter<FromEngine>();
  const exits = new Emitter<{ code: number | null; signal: string | null }>();
  child.on('message', (message) => messages.fire(message as FromEngine));
  child.once('exit', (code, signal) => exits.fire({ code, signal }));
  child.on('error', () => undefined);
  return {
    pid: child.pid,
    onMessage: messages.event,
    onExit: exits.event,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
