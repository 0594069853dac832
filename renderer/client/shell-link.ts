import { type FromPage, SHELL_PORT_MESSAGE, type ToPage } from '../../shared/contract/shell-messages.ts';

/** The page's end of its way to the desktop shell. */
export interface ShellLink {
  /** Tells the shell; what is told before it has made itself known waits. */
  tell(message: FromPage): void;
}

/** Waits for the shell's port and keeps to the newest; `onMessage` hears what the shell says. */
export function openShellLink(onMessage: (message: ToPage) => void): ShellLink {
  let port: MessagePort | null = null;
  let waiting: FromPage[] = [];
  window.addEventListener('message', (event) => {
    if (event.source !== window || event.data !== SHELL_PORT_MESSAGE || event.ports.length !== 1) return;
    port?.close();
    [port] = event.ports;
    // Made by the shell of this build, whose port nobody else can hand over.
    port.addEventListener('message', ({ data }: MessageEvent<ToPage>) => onMessage(data));
    port.start();
    for (const message of waiting) port.postMessage(message);
    waiting = [];
  });
  return {
    tell: (message) => {
      if (port === null) waiting.push(message);
      else port.postMessage(message);
    },
  };
}
