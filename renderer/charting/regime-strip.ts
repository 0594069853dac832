import type { IChartApi, IPrimitivePaneRenderer, ISeriesPrimitive, Logical, SeriesAttachedParameter } from 'lightweight-charts';
import type { RegimeLabel } from '../../shared/domain/regime.ts';
import type { ChartColours } from './colours.ts';
import type { RegimeRuns } from './regime-runs.ts';

/** Height of the strip in CSS pixels. */
export const STRIP_PIXELS = 17;

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

interface Block {
  readonly left: number;
  readonly right: number;
  readonly label: RegimeLabel;
}

/** A strip along the lower side of the price pane: what the market was like at each bar, as a pattern with a word where there is room. */
export class RegimeStrip implements ISeriesPrimitive {
  readonly #runs: RegimeRuns;
  readonly #patterns = new Map<string, CanvasPattern | null>();
  #colours: ChartColours;
  #chart: IChartApi | null = null;
  #requestUpdate: (() => void) | null = null;
  /** What the blocks were worked out for. */
  #seen = '';
  #blocks: readonly Block[] = [];

  constructor(runs: RegimeRuns, colours: ChartColours) {
    this.#runs = runs;
    this.#colours = colours;
  }

  attached({ chart, requestUpdate }: SeriesAttachedParameter): void {
    this.#chart = chart;
    this.#requestUpdate = requestUpdate;
  }

  detached(): void {
    this.#chart = null;
    this.#requestUpdate = null;
    this.#seen = '';
  }

  setColours(colours: ChartColours): void {
    this.#colours = colours;
    this.#patterns.clear();
    this.#requestUpdate?.();
  }

  /** Where the blocks stand changes with the runs and with what part of time is in view, and with nothing else. */
  updateAllViews(): void {
    const scale = this.#chart?.timeScale();
    const range = scale?.getVisibleLogicalRange() ?? null;
    if (scale === undefined || range === null) return;
    const seen = `${this.#runs.version} ${range.from} ${range.to} ${scale.width()}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    const perBar = scale.width() / (range.to - range.from);
    const across = (row: number): number => scale.logicalToCoordinate(Math.round(row) as Logical) ?? (row - range.from) * perBar;
    this.#blocks = this.#runs.within(Math.floor(range.from), Math.ceil(range.to)).map(({ from, to, label }) => ({
      left: Math.max(0, across(from) - perBar / 2),
      right: across(to) + perBar / 2,
      label,
    }));
  }

  paneViews() {
    return [{ zOrder: () => 'top' as const, renderer: () => this.#renderer }];
  }

  readonly #renderer: IPrimitivePaneRenderer = { draw: (target) => this.#draw(target) };

  #draw(target: Target): void {
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      const top = mediaSize.height - STRIP_PIXELS;
      context.fillStyle = this.#colours.background;
      context.fillRect(0, top, mediaSize.width, STRIP_PIXELS);
      context.font = "500 11.5px 'Inter Variable', system-ui, sans-serif";
      context.textBaseline = 'middle';
      for (const { left, right, label } of this.#blocks) {
        const width = right - left;
        const end = Math.min(width, mediaSize.width - left);
        context.fillStyle = this.#ground(label);
        context.fillRect(left, top + 1, width, STRIP_PIXELS - 1);
        const pattern = this.#pattern(context, label);
        if (pattern !== null) {
          context.fillStyle = pattern;
          context.fillRect(left, top + 1, width, STRIP_PIXELS - 1);
        }
        context.fillStyle = this.#colours.border;
        context.fillRect(left, top + 1, 1, STRIP_PIXELS - 1);
        const textWidth = context.measureText(label).width;
        if (textWidth + 10 > end) continue;
        // The word stands on plain ground, so that the pattern does not run through it.
        context.fillStyle = this.#colours.background;
        context.fillRect(left + 3, top + 2, textWidth + 5, STRIP_PIXELS - 3);
        context.fillStyle = label === 'panic' ? this.#colours.down : label === 'volatile' ? this.#colours.warn : this.#colours.text;
        context.fillText(label, left + 5.5, top + STRIP_PIXELS / 2 + 1);
      }
    });
  }

  #ground(label: RegimeLabel): string {
    const { accent, border, down, warn } = this.#colours;
    return { trend: `${accent}40`, range: `${border}a0`, volatile: `${warn}30`, panic: `${down}55` }[label];
  }

  /** Bars for a trend, nothing for a range, slanted lines for a volatile market, crossed ones for a panic. */
  #pattern(context: CanvasRenderingContext2D, label: RegimeLabel): CanvasPattern | null {
    const known = this.#patterns.get(label);
    if (known !== undefined) return known;
    const pattern = label === 'range' ? null : context.createPattern(this.#tile(label), 'repeat');
    this.#patterns.set(label, pattern);
    return pattern;
  }

  #tile(label: RegimeLabel): OffscreenCanvas {
    const { accent, down, warn } = this.#colours;
    const tile = new OffscreenCanvas(6, 6);
    const pen = tile.getContext('2d');
    if (pen === null) return tile;
    pen.strokeStyle = { trend: `${accent}70`, range: '', volatile: `${warn}a0`, panic: `${down}c0` }[label];
    pen.beginPath();
    if (label === 'trend') {
      pen.moveTo(0, 3);
      pen.lineTo(6, 3);
    } else {
      pen.moveTo(-1, 7);
      pen.lineTo(7, -1);
      if (label === 'panic') {
        pen.moveTo(-1, -1);
        pen.lineTo(7, 7);
      }
    }
    pen.stroke();
    return tile;
  }
}
