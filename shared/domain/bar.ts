/** Returns what is impossible about the values of a bar, or `null` when they are possible. */
export function barFault(open: number, high: number, low: number, close: number, volume: number): string | null {
  if (!(Number.isFinite(open) && Number.isFinite(high) && Number.isFinite(low) && Number.isFinite(close))) {
    return 'open, high, low and close must be finite numbers';
  }
  if (open <= 0 || high <= 0 || low <= 0 || close <= 0) return 'prices must be above zero';
  if (!Number.isFinite(volume) || volume < 0) return `volume must be zero or more, found ${volume}`;
  if (high < low) return `high ${high} is below low ${low}`;
  if (open > high || close > high) return `high ${high} is below open ${open} or close ${close}`;
  if (open < low || close < low) return `low ${low} is above open ${open} or close ${close}`;
  return null;
}
