import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { PORT_ENDED, PORT_MESSAGE } from '../../shared/contract/port-messages.ts';
import { StandInPage } from '../support/electron-stand-in.ts';

interface OpenLink {
  readonly closed: Promise<string>;
  close(): void;
}

interface PageTransport {
  open(): Promise<OpenLink>;
}

const TRANSPORT = '../../renderer/client/transport.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page that takes ports, with what the shell can do to it. */
async function page() {
  const standIn = new StandInPage();
  vi.stubGlobal('window', standIn.window);
  const { portTransport } = (await import(TRANSPORT)) as { readonly portTransport: () => PageTransport };
  const transport = portTransport();
  /** Hands over a port and returns the engine's end of it. */
  const hand = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    standIn.window.postMessage(PORT_MESSAGE, '', [port2]);
    return port1;
  };
  return { transport, hand, tellEnded: () => standIn.window.postMessage(PORT_ENDED, '') };
}

const isClosed = (port: MessagePort): Promise<boolean> =>
  new Promise((resolve) => {
    port.on('close', () => resolve(true));
    port.start();
  });

/** Says which of the engines' ends the link of a page leads to. */
async function leadsTo(link: OpenLink, ends: readonly MessagePort[]): Promise<number> {
  const closing = ends.map((end, place) => isClosed(end).then(() => place));
  link.close();
  return await Promise.race(closing);
}

describe('a page of the desktop shell', () => {
  it('waits for its port', async () => {
    const { transport, hand } = await page();
    const opening = transport.open();
    const end = hand();
    expect(await leadsTo(await opening, [end])).toBe(0);
  });

  it('takes a port that came before it asked', async () => {
    const { transport, hand } = await page();
    const end = hand();
    expect(await leadsTo(await transport.open(), [end])).toBe(0);
  });

  it('hears that the engine ended, and is given the next port', async () => {
    const { transport, hand, tellEnded } = await page();
    hand();
    const link = await transport.open();
    tellEnded();
    expect(await link.closed).toBe('engine-restart');
    const next = hand();
    expect(await leadsTo(await transport.open(), [next])).toBe(0);
  });

  it('takes the newest port when the engine ended twice before it looked', async () => {
    const { transport, hand, tellEnded } = await page();
    hand();
    const link = await transport.open();
    tellEnded();
    await link.closed;
    const dead = hand();
    const deadIsClosed = isClosed(dead);
    tellEnded();
    const alive = hand();
    expect(await leadsTo(await transport.open(), [alive])).toBe(0);
    expect(await deadIsClosed).toBe(true);
  });

  it('waits for a port that works when the one that came is dead already', async () => {
    const { transport, hand, tellEnded } = await page();
    hand();
    tellEnded();
    const opening = transport.open();
    const alive = hand();
    expect(await leadsTo(await opening, [alive])).toBe(0);
  });

  it('hears that its port is lost', async () => {
    const { transport, hand } = await page();
    const end = hand();
    const link = await transport.open();
    end.close();
    expect(await link.closed).toBe('lost');
  });
});
