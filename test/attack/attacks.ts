import type { Attack } from './attack.ts';
import { streamStorm } from './attacks/stream-storm.ts';

/** Every attack, in the order in which a round tries them. */
export const attacks: readonly Attack[] = [streamStorm];
