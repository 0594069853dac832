import { WebSocket } from 'ws';

/** How a socket ended. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
}

/** A socket to a host, with nothing between it and whoever attacks with it. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly ended: Promise<SocketEnd>;
  send(message: unknown): void;
}

/** Opens the host's socket; `token` is shown in the request and sent as the first message, as the window does, unless it is `null`. */
export async function rawSocket(origin: string, token: string | null): Promise<RawSocket> {
  const protocols = token === null ? [] : ['bitflow', `bearer.${token}`];
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, protocols, { origin });
  const ended = new Promise<SocketEnd>((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
  socket.on('error', () => undefined);
  const refused = ended.then(({ code, reason }) => Promise.reject(new Error(`the socket was closed with ${code} ${reason}`)));
  refused.catch(() => undefined);
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), refused]);
  if (token !== null) {
    socket.send(JSON.stringify({ authorization: `Bearer ${token}` }));
    await Promise.race([new Promise((resolve) => socket.once('message', resolve)), refused]);
  }
  return {
    socket,
    ended,
    send: (message) => socket.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message)),
  };
}
