import { assert } from '../../shared/base/assert.ts';
import { codeHashOfProgram, threadScripts } from '../platform/program-files.ts';
import type { FromEngine, ToEngine } from '../supervision/engine-link.ts';
import { endOnFault } from './end-on-fault.ts';
import type { EngineOptions } from './engine-options.ts';
import { ignoreSignals } from './ignore-signals.ts';
import { type PortLike, portChannel } from './port-channel.ts';
import { ProcessEnd } from './process-end.ts';
import { runEngine } from './run-engine.ts';

/** What Electron gives a utility process to speak with its parent; ports travel beside messages. */
interface ParentPort {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (event: { readonly data: ToEngine; readonly ports: readonly PortLike[] }) => void): void;
}

/** The entry of an engine process that Electron started; its options come as JSON in the last argument. */

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
assert(parentPort !== undefined, 'the engine process must be started by the desktop shell');

ignoreSignals();
const processEnd = new ProcessEnd();
endOnFault(processEnd.end);

const options = JSON.parse(process.argv.at(-1) ?? '') as EngineOptions;
const server = await runEngine({
  options,
  codeHash: codeHashOfProgram(),
  scripts: threadScripts,
  link: {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) =>
      parentPort.on('message', ({ data, ports }) => {
        const [port] = ports;
        if (data.kind === 'open' && port !== undefined) servePort(port, data);
        else listener(data);
      }),
  },
  exit: processEnd.end,
});

/** Serves a window whose port came; the shell sends ports only once the engine has said that it is ready. */
function servePort(port: PortLike, { scope, caller }: Extract<ToEngine, { kind: 'open' }>): void {
  server?.serve(portChannel(port), { scope, caller });
}
