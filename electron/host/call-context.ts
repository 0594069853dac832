/** What a handler knows of its caller. */
export interface CallContext {
  /** What the caller's access allows: `read` looks, `trade` also changes. */
  readonly scope: 'read' | 'trade';
}
