import type { Protocol, Session } from 'electron';

type SessionUsed = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>;

export class StandInSession implements SessionUsed {
  requestHandler: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  deviceHandler: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  readonly handled = new Map<string, Parameters<Protocol['handle']>[1]>();
  readonly protocol: Pick<Protocol, 'handle'> = { handle: (scheme, handler) => void this.handled.set(scheme, handler) };

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    this.deviceHandler = handler;
  }
}
