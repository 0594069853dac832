/** What a terminal, and whoever ends a whole group of processes, sends to the engine as well as to its supervisor. */
const SIGNALS = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/** Leaves the end of this process to its supervisor, which asks for it in order; by itself the engine would end without writing down that nobody watches any more. */
export function ignoreSignals(): void {
  for (const signal of SIGNALS) process.on(signal, () => undefined);
}
