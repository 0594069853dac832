import type { Attack } from './attack.ts';

/** Every attack, in the order in which a round tries them. */
export const attacks: readonly Attack[] = [];
