/**
 * Ends this process at a promise that nobody handles, and at an error that nobody caught, as plain Node does. A utility process of Electron
 * only warns of the first: an engine that is half broken would go on trading. The supervisor starts another from what is on disk.
 */
export function endOnFault(end: (code: number) => void): void {
  const tell = (fault: unknown): void => {
    process.stderr.write(`The engine ends at a fault: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    end(1);
  };
  process.on('unhandledRejection', tell);
  process.on('uncaughtException', tell);
}
