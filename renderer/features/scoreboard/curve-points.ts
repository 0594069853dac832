import type { ReliabilityBin } from '../../../shared/contract/index.ts';

/** The drawing's measures; `left` and `below` are left for words. The confidence axis begins at `from`: nothing is said with less. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly below: number;
  readonly from: number;
}

/** Where one bin is drawn: its confidence to the right, how often it was right upwards, and the ends of its interval. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly bin: ReliabilityBin;
}

/** Maps a confidence to the drawing, rightwards. */
export function acrossOf(confidence: number, { width, left, from }: Frame): number {
  return left + Math.max(0, (confidence - from) / (1 - from)) * (width - left);
}

/** Maps how often signals were right, 0..1, to the drawing, upwards. */
export function upOf(ratio: number, { height, below }: Frame): number {
  return (1 - ratio) * (height - below);
}

/** Returns the bins that hold outcomes, from the least confident to the most. */
export function curvePoints(bins: readonly ReliabilityBin[], frame: Frame): readonly CurvePoint[] {
  return bins.flatMap((bin): CurvePoint[] => {
    if (bin.count === 0 || bin.meanConfidence === null || bin.rightRatio === null) return [];
    return [
      {
        x: acrossOf(bin.meanConfidence, frame),
        y: upOf(bin.rightRatio, frame),
        top: upOf(bin.high ?? bin.rightRatio, frame),
        bottom: upOf(bin.low ?? bin.rightRatio, frame),
        bin,
      },
    ];
  });
}
