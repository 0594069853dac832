import { ipcRenderer } from 'electron';

/**
 * Hands the page its message port, and word of its end; nothing else crosses. Ports can't go through the context bridge, so they
 * are posted again inside the page, to its own origin alone. The words are those of shared/contract/port-messages.ts, which a preload
 * can't import.
 */
ipcRenderer.on('bitflow:port', (event) => {
  window.postMessage('bitflow:port', location.origin, event.ports);
});

ipcRenderer.on('bitflow:port-ended', () => {
  window.postMessage('bitflow:port-ended', location.origin);
});
