import { connect } from 'node:net';
import { type FloodOptions, type FloodReport, floodRequests } from './flood-kinds.ts';

/** A process that asks a host for as much as it can for some time; its options come as JSON in the first argument. */

const options = JSON.parse(process.argv[2]) as FloodOptions;
const { kind, port, forMs } = options;
const request = floodRequests(options)[kind];
const endsMs = performance.now() + forMs;
const statuses: Record<string, number> = {};
let sent = 0;

/** Requests that are on their way over one connection. */
const PIPELINED = kind === 'upgrades' || kind === 'connections' ? 1 : 32;
const CONNECTIONS = kind === 'connections' ? 400 : 40;

/** Keeps one connection busy, and takes another when it ends. */
function flood(): void {
  if (performance.now() > endsMs) return;
  const socket = connect(port, '127.0.0.1');
  const send = (): void => {
    let bytes = '';
    for (let n = 0; n < PIPELINED; n += 1) {
      bytes += request(sent);
      sent += 1;
    }
    socket.write(bytes);
  };
  socket.on('connect', send);
  socket.on('data', (data: Buffer) => {
    const answers = data.toString('latin1').match(/HTTP\/1\.1 \d{3}/g) ?? [];
    for (const answer of answers) statuses[answer.slice(9)] = (statuses[answer.slice(9)] ?? 0) + 1;
    if (performance.now() > endsMs) socket.destroy();
    else if (answers.length > 0 && kind !== 'upgrades') send();
    else if (answers.length > 0) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => setImmediate(flood));
}

for (let n = 0; n < CONNECTIONS; n += 1) flood();

setTimeout(() => {
  const report: FloodReport = { sent, statuses };
  process.stdout.write(JSON.stringify(report), () => process.exit(0));
}, forMs + 200);
