/** How the desktop shell hands its page a way to the engine: as channels to the preload, which posts the same words into the page. */

/** Comes with one message port, which leads to the engine that runs now. */
export const PORT_MESSAGE = 'bitflow:port';

/** The engine that the last port led to has ended; another port follows. */
export const PORT_ENDED = 'bitflow:port-ended';
