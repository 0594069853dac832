import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MessageChannelMain, MessagePortMain } from 'electron';

/** One of Electron's main-process ports over a real message port. */
export class StandInPort extends EventEmitter implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }

  start(): void {
    this.port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.port.start();
  }

  close(): void {
    this.port.close();
  }
}

export class StandInChannel implements Record<keyof Pick<MessageChannelMain, 'port1' | 'port2'>, StandInPort> {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

/** The real ports behind those of the stand-in, to be transferred. */
export function portsOf(ports: readonly unknown[]): MessagePort[] {
  return ports.flatMap((port) => (port instanceof StandInPort ? [port.port] : []));
}
