import type { Display, Rectangle } from 'electron';
import { z } from 'zod';

const whole = z.int().min(-100_000).max(100_000);

/** How a window was left. */
export const windowState = z.strictObject({
  /** Of the window when it is neither maximised nor full screen, in the coordinates of all displays. */
  bounds: z.strictObject({ x: whole, y: whole, width: whole.min(1), height: whole.min(1) }),
  displayId: z.number(),
  isMaximised: z.boolean(),
  isFullScreen: z.boolean(),
  /** Steps of zoom as Chromium counts them, 0 as made. */
  zoomLevel: z.number().min(-8).max(9),
});
export type WindowState = z.output<typeof windowState>;

export const FIRST_SIZE = { width: 1440, height: 900 } as const;
export const LEAST_SIZE = { width: 420, height: 460 } as const;

/** So much of a window's top edge must lie on a display that it can be taken hold of there, in pixels. */
const GRIP = { width: 120, height: 32 } as const;

type DisplayUsed = Pick<Display, 'id' | 'workArea'>;

/** Where and how a window opens. Without `x` and `y` the platform chooses the place. */
export interface Placement {
  readonly bounds: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };
  readonly isMaximised: boolean;
  readonly isFullScreen: boolean;
  readonly zoomLevel: number;
}

/**
 * Returns how a window opens that was left as `saved`, on the displays that there are now. Its place is taken up only where its title
 * bar can be reached; its size never exceeds the display that it opens on. What can't be read is as if nothing had been saved.
 */
export function placementOf(saved: unknown, displays: readonly DisplayUsed[], primary: DisplayUsed): Placement {
  const parsed = windowState.safeParse(saved);
  if (!parsed.success) return { bounds: sizeWithin(FIRST_SIZE, primary.workArea), isMaximised: false, isFullScreen: false, zoomLevel: 0 };
  const { bounds, displayId, isMaximised, isFullScreen, zoomLevel } = parsed.data;
  const placed = ({ workArea }: DisplayUsed) => ({ x: bounds.x, y: bounds.y, ...sizeWithin(bounds, workArea) });
  const reachable = displays.filter((display) => isReachable(placed(display), display.workArea));
  const display = reachable.find(({ id }) => id === displayId) ?? reachable.at(0);
  if (display === undefined) {
    // Full screen on a display that is gone would cover another one, which nobody asked for.
    return { bounds: sizeWithin(bounds, primary.workArea), isMaximised, isFullScreen: false, zoomLevel };
  }
  return { bounds: placed(display), isMaximised, isFullScreen, zoomLevel };
}

function isReachable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

function sizeWithin(
  { width, height }: { readonly width: number; readonly height: number },
  area: Rectangle,
): { width: number; height: number } {
  const within = (size: number, least: number, most: number): number => Math.min(Math.max(size, least), Math.max(most, least));
  return { width: within(width, LEAST_SIZE.width, area.width), height: within(height, LEAST_SIZE.height, area.height) };
}
