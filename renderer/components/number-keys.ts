/** Keeps letters out of a field for a number; what is pasted is left for the field to judge. */
export function refuseLetters(event: React.KeyboardEvent): void {
  const isTyped = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isTyped && /^\p{L}$/u.test(event.key)) event.preventDefault();
}
