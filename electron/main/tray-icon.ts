/** Candles of the tray's icon in tenths of its size: left edge, wick from and to, body from and to, counted from the top. */
const CANDLES = [
  { left: 1, wickTop: 3, wickBottom: 9, top: 5, bottom: 8 },
  { left: 4, wickTop: 1, wickBottom: 8, top: 3, bottom: 7 },
  { left: 7, wickTop: 0, wickBottom: 6, top: 1, bottom: 4 },
] as const;

/**
 * Draws three rising candles as a bitmap of `size` × `size` pixels, four bytes each: blue, green, red, alpha. `grey` is their colour, 0
 * black to 255 white; all else is transparent.
 */
export function drawTrayIcon(size: number, grey: number): Buffer {
  const bitmap = Buffer.alloc(size * size * 4);
  const paint = (left: number, top: number, right: number, bottom: number): void => {
    for (let y = Math.round(top); y < Math.round(bottom); y += 1)
      for (let x = Math.round(left); x < Math.round(right); x += 1)
        bitmap.writeUInt32BE(((grey << 24) | (grey << 16) | (grey << 8) | 255) >>> 0, (y * size + x) * 4);
  };
  const unit = size / 10;
  for (const { left, wickTop, wickBottom, top, bottom } of CANDLES) {
    paint(left * unit, top * unit, (left + 2) * unit, bottom * unit);
    const middle = Math.round((left + 1) * unit - unit / 4);
    paint(middle, wickTop * unit, middle + Math.max(1, unit / 2), wickBottom * unit);
  }
  return bitmap;
}
