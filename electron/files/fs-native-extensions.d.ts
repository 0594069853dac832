declare module 'fs-native-extensions' {
  /** Locks bytes of an open file for this opening alone; `false` when another opening holds them. Goes with the opening, however it ends. */
  export function tryLock(fd: number, offset?: number, length?: number): boolean;
}
