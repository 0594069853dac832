/**
 * Flags that an engine process is started with. The young generation, where V8 puts what is new, grows with the rate of garbage and is not
 * given back: left alone it took 100 MB more within twenty minutes at 60 × with a window open, while what is alive stayed the same. Megabytes
 * for one of its halves; docs/architecture.md tells where memory levels with it.
 */
export const ENGINE_FLAGS: readonly string[] = ['--max-semi-space-size=4'];
