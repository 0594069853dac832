import { electronStandIn } from '../electron-stand-in.ts';

/** The module `electron` of a process that runs the bundle, with the stand-in behind it. */
export const standIn = electronStandIn();

const { electron } = standIn;
export default electron;
export const {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} = electron;
