/** Effects from these sizes on are shown as medium and as strong; a word's effect is how much the score falls without it. */
const MEDIUM = 0.15;
const STRONG = 0.4;

/** Returns how strongly a word is marked: 0 faint, 1 medium, 2 strong. */
export function strengthOf(effect: number): 0 | 1 | 2 {
  const size = Math.abs(effect);
  if (size >= STRONG) return 2;
  return size >= MEDIUM ? 1 : 0;
}
