import { Emitter } from '../../shared/base/emitter.ts';
import type { EngineState } from '../../shared/domain/trading-state.ts';
import type { EngineChild, ForkEngine } from './engine-child.ts';
import type { FromEngine, ToEngine } from './engine-link.ts';

/**
 * `starting`: the process runs, the engine is not ready. `ready`: it has answered, and `engine` is the state that it told last. `waiting`: it ended, and is started again
 * soon. `failed`: it can't start until somebody does something. `stopped`: it was asked to.
 */
export type SupervisorState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly pid: number; readonly engine: EngineState }
  | { readonly kind: 'waiting'; readonly reason: string; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'stopped' };

export interface SupervisorOptions {
  readonly fork: ForkEngine;
  /** @default 500 */
  readonly heartbeatMs?: number;
  /** An engine that has not answered for so long is said to be silent. @default 2000 */
  readonly lateMs?: number;
  /** An engine that has not answered for so long is ended. @default 15000 */
  readonly silenceMs?: number;
  /** Delay before the first restart; doubled for each that follows soon. @default 100 */
  readonly firstDelayMs?: number;
  /** @default 10000 */
  readonly longestDelayMs?: number;
  /** After so many starts in a row, none of which led to a ready engine since the supervisor was started, it gives up. @default Infinity */
  readonly mostFirstStarts?: number;
  /** Hears what a listener threw; nothing that is announced can keep the engine from coming back. @default a warning of the process */
  readonly onListenerFault?: (error: unknown) => void;
}

/** An engine that has run for so long was healthy; the next restart is quick again. */
const HEALTHY_MS = 30_000;

/** How long a stopping engine may take to write down what it holds. */
const STOP_MS = 10_000;

/**
 * Keeps an engine process running: watches its heartbeat, ends it when it is silent, and starts it again with growing delays
 * when it ends. What callers hold (addresses, logins) lives here and outlasts the engine.
 */
export class Supervisor {
  readonly #options: Required<SupervisorOptions>;
  readonly #noteFault = (error: unknown): void => this.#options.onListenerFault(error);
  readonly #changed = new Emitter<SupervisorState>(this.#noteFault);
  readonly #messages = new Emitter<FromEngine>(this.#noteFault);
  readonly #silenceChanged = new Emitter<boolean>(this.#noteFault);
  #state: SupervisorState = { kind: 'stopped' };
  #child: EngineChild | null = null;
  #delayMs: number;
  #readyAtMs = 0;
  #wasEverReady = false;
  #firstStarts = 0;
  #restarts = 0;
  #restartTimer: NodeJS.Timeout | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #lastAnswerMs = 0;
  /** When the last answer came, in milliseconds of `performance.now`. */
  #heardAtMs = 0;
  #lastBeatMs = 0;
  #isSilent = false;
  #isStopping = false;
  #failure: Extract<FromEngine, { kind: 'failed' }> | null = null;
  #successor: unknown = null;

  readonly onDidChange = this.#changed.event;
  /** What the engine says beside its heartbeat. */
  readonly onMessage = this.#messages.event;
  /** Announces that a ready engine does not answer any more (`true`) or answers again, at the latest a heartbeat afterwards. */
  readonly onDidChangeSilence = this.#silenceChanged.event;

  constructor(options: SupervisorOptions) {
    this.#options = {
      heartbeatMs: 500,
      lateMs: 2_000,
      silenceMs: 15_000,
      firstDelayMs: 100,
      longestDelayMs: 10_000,
      mostFirstStarts: Infinity,
      onListenerFault: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
      ...options,
    };
    this.#delayMs = this.#options.firstDelayMs;
  }

  get state(): SupervisorState {
    return this.#state;
  }

  /** Since when a ready engine has not answered, in UTC milliseconds; `null` while it answers or is not ready. */
  get silentSinceMs(): number | null {
    // By a clock that nobody sets: right after sleep the engine has not been silent, nobody was there to ask.
    const silentMs = performance.now() - this.#heardAtMs;
    return this.#state.kind === 'ready' && silentMs > this.#options.lateMs ? Math.round(Date.now() - silentMs) : null;
  }

  /** How often the engine was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Starts the engine, also one that was given up; does nothing when it runs already or is about to. */
  start(): void {
    if (this.#child !== null || this.#isStopping || this.#state.kind === 'waiting') return;
    this.#firstStarts = 0;
    this.#fork();
  }

  /** Sends to the engine; what is sent while it is not running is lost. */
  send(message: ToEngine, ports?: readonly unknown[]): void {
    this.#child?.send(message, ports);
  }

  /** Resolves when the engine is ready; rejects with its word when it can't start. */
  ready(): Promise<Extract<SupervisorState, { kind: 'ready' }>> {
    return new Promise((resolve, reject) => {
      const look = (state: SupervisorState): boolean => {
        if (state.kind === 'ready') resolve(state);
        else if (state.kind === 'failed') reject(new EngineStartError(state.code, state.message));
        else return false;
        return true;
      };
      if (look(this.#state)) return;
      const subscription = this.#changed.event((state) => {
        if (look(state)) subscription.dispose();
      });
    });
  }

  /** Asks the engine to write down what it holds and end; ends it when it takes longer than `withinMs`. */
  async stop(withinMs = STOP_MS): Promise<void> {
    this.#isStopping = true;
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child !== null) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => child.kill(), withinMs);
        child.onExit(() => {
          clearTimeout(timer);
          resolve();
        });
        child.send({ kind: 'stop' });
      });
    }
    this.#enter({ kind: 'stopped' });
  }

  #fork(): void {
    this.#failure = null;
    this.#readyAtMs = 0;
    if (!this.#wasEverReady) this.#firstStarts += 1;
    this.#enter({ kind: 'starting' });
    const child = this.#forked();
    if (child === null) return;
    this.#child = child;
    this.#lastAnswerMs = Date.now();
    this.#heardAtMs = performance.now();
    this.#lastBeatMs = this.#lastAnswerMs;
    child.onMessage((message) => this.#take(message));
    child.onExit((end) => this.#onExit(end));
    this.#heartbeat = setInterval(() => this.#beat(child), this.#options.heartbeatMs);
  }

  /** `null` when the platform has no process to give, which may pass. */
  #forked(): EngineChild | null {
    try {
      return this.#options.fork(this.#successor);
    } catch (error) {
      this.#comeBack(`the engine could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  #take(message: FromEngine): void {
    this.#lastAnswerMs = Date.now();
    this.#heardAtMs = performance.now();
    this.#noteSilence();
    if (message.kind === 'pong') {
      if (this.#state.kind === 'ready') this.#state = { ...this.#state, engine: message.state };
      return;
    }
    if (message.kind === 'ready') {
      this.#readyAtMs = Date.now();
      this.#wasEverReady = true;
      this.#enter({ kind: 'ready', pid: message.pid, engine: message.state });
    } else if (message.kind === 'failed') {
      this.#failure = message;
    } else if (message.kind === 'successor') {
      this.#successor = message.options;
    }
    this.#messages.fire(message);
  }

  #beat(child: EngineChild): void {
    const now = Date.now();
    // Whoever slept, as a closed laptop does, could not have heard an answer; the engine gets a round to give one.
    const hasSlept = Math.abs(now - this.#lastBeatMs) > this.#options.silenceMs / 2;
    this.#lastBeatMs = now;
    if (hasSlept) {
      this.#lastAnswerMs = now;
      this.#heardAtMs = performance.now();
    }
    if (now - this.#lastAnswerMs > this.#options.silenceMs) {
      child.kill();
      return;
    }
    this.#noteSilence();
    child.send({ kind: 'ping', id: now });
  }

  #noteSilence(): void {
    const isSilent = this.silentSinceMs !== null;
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#silenceChanged.fire(isSilent);
  }

  #onExit({ code, signal }: { readonly code: number | null; readonly signal: string | null }): void {
    this.#child = null;
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    if (this.#isStopping) return;
    const failure = this.#failure;
    if (failure?.isFinal === true) {
      this.#enter({ kind: 'failed', code: failure.code, message: failure.message });
      return;
    }
    const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`;
    this.#comeBack(failure?.message ?? `the engine ended ${how}`);
  }

  /** Starts the engine again after a while, or gives it up. */
  #comeBack(reason: string): void {
    if (!this.#wasEverReady && this.#firstStarts >= this.#options.mostFirstStarts) {
      this.#enter({ kind: 'failed', code: this.#failure?.code ?? 'engine-failed', message: reason });
      return;
    }
    const wasHealthy = this.#readyAtMs > 0 && Date.now() - this.#readyAtMs > HEALTHY_MS;
    const delayMs = wasHealthy || this.#restarts === 0 ? this.#options.firstDelayMs : this.#delayMs;
    this.#delayMs = Math.min(delayMs * 2, this.#options.longestDelayMs);
    this.#restartTimer = setTimeout(() => {
      this.#restarts += 1;
      this.#fork();
    }, delayMs);
    this.#enter({ kind: 'waiting', reason, delayMs });
  }

  #enter(state: SupervisorState): void {
    this.#state = state;
    this.#noteSilence();
    this.#changed.fire(state);
  }
}

/** The engine could not start; the message says what to do. */
export class EngineStartError extends Error {
  override readonly name = 'EngineStartError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
