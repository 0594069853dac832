import type { Attack } from './attack.ts';
import { abruptStop } from './attacks/abrupt-stop.ts';
import { alteredBooks } from './attacks/altered-books.ts';
import { flood } from './attacks/flood.ts';
import { frozenThread } from './attacks/frozen-thread.ts';
import { malformedRequests } from './attacks/malformed-requests.ts';
import { streamStorm } from './attacks/stream-storm.ts';
import { swappedFile } from './attacks/swapped-file.ts';
import { wakeUp } from './attacks/wake-up.ts';

/** Every attack, in the order in which a round tries them. */
export const attacks: readonly Attack[] = [
  alteredBooks,
  flood,
  streamStorm,
  malformedRequests,
  frozenThread,
  abruptStop,
  wakeUp,
  swappedFile,
];
