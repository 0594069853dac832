import { ipcRenderer } from 'electron';

/**
 * Hands the page its message ports, one to the engine and one to the shell, and word of the engine's end; nothing else crosses. Ports can't go through the context bridge, so they
 * are posted again inside the page, to its own origin alone. The words are those of
 * shared/contract/port-messages.ts and shell-messages.ts, which a preload can't import.
 */
ipcRenderer.on('bitflow:port', (event) => {
  window.postMessage('bitflow:port', location.origin, event.ports);
});

ipcRenderer.on('bitflow:port-ended', () => {
  window.postMessage('bitflow:port-ended', location.origin);
});

ipcRenderer.on('bitflow:shell', (event) => {
  window.postMessage('bitflow:shell', location.origin, event.ports);
});
