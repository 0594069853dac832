import type { MarketBlock } from '../../../shared/domain/market-block.ts';

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/**
 * A running 64-bit digest of all market values that a run has seen, in order. It is cheap enough for
 * every bar, and it goes into every hashed fact, so that equal hashes also mean equal markets. It
 * is no protection against somebody who wants a collision; the journal's hash chain is.
 */
export class InputDigest {
  #a = 0x243f6a88;
  #b = 0x85a308d3 | 0;
  #text: string | null = null;

  add(value: number): void {
    this.#text = null;
    float[0] = value;
    const a = Math.imul(this.#a ^ words[0], 0x9e3779b1);
    const b = Math.imul(this.#b ^ words[1], 0x85ebca77);
    this.#a = ((a << 13) | (a >>> 19)) ^ b;
    this.#b = (((b << 17) | (b >>> 15)) + a) | 0;
  }

  /** Adds everything that a market row says. */
  addRow(block: MarketBlock, row: number): void {
    if (block.kind === 'bars') {
      this.add(block.closeTime[row]);
      this.add(block.open[row]);
      this.add(block.high[row]);
      this.add(block.low[row]);
      this.add(block.close[row]);
    } else {
      this.add(block.time[row]);
      this.add(block.price[row]);
      this.add(block.bid[row]);
      this.add(block.ask[row]);
    }
    this.add(block.volume[row]);
    this.add(block.instrument[row]);
  }

  /** Returns 16 hexadecimal digits. */
  toString(): string {
    // Several facts of one input, and the record of them, ask for the same.
    this.#text ??= hex(this.#a) + hex(this.#b);
    return this.#text;
  }
}

function hex(value: number): string {
  return (0x1_0000_0000 + (value >>> 0)).toString(16).slice(1);
}
