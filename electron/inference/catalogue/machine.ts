import { arch, availableParallelism, cpus, freemem, platform, totalmem } from 'node:os';
import type { SentimentModelId } from '../../../shared/domain/sentiment-model.ts';

/** What a machine offers to a model. */
export interface Machine {
  /** Threads that can run at once. */
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly freeBytes: number;
  /** Such as `linux-x64`. */
  readonly platform: string;
  /** Such as `Node 24.1.0`. */
  readonly runtime: string;
}

/** Reads the machine as it is now. */
export function readMachine(): Machine {
  const { electron, node } = process.versions;
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryBytes: totalmem(),
    freeBytes: freemem(),
    platform: `${platform()}-${arch()}`,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron}, Node ${node}`,
  };
}

const GB = 1e9;

/** The model that fits a machine, and why. */
export function recommendModel({ cores, memoryBytes }: Pick<Machine, 'cores' | 'memoryBytes'>): {
  readonly id: SentimentModelId;
  readonly reason: string;
} {
  const facts = `${cores} ${cores === 1 ? 'core' : 'cores'} and ${Math.round(memoryBytes / GB)} GB of memory`;
  if (cores >= 8 && memoryBytes >= 15 * GB)
    return { id: 'finbert', reason: `With ${facts} the largest model runs beside everything else.` };
  if (cores >= 4 && memoryBytes >= 7 * GB)
    return { id: 'distilroberta-news', reason: `With ${facts} a mid-sized model runs beside everything else.` };
  return { id: 'tiny', reason: `With ${facts} the bundled model leaves the most to charts and engine.` };
}
