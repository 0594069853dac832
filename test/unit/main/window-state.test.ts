import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_SIZE, LEAST_SIZE, placementOf } from '../../../electron/main/window-state.ts';

const LAPTOP = { id: 1, workArea: { x: 0, y: 25, width: 1512, height: 920 } };
const LEFT = { id: 2, workArea: { x: -2560, y: 0, width: 2560, height: 1400 } };

const saved = (bounds: object, others: object = {}) => ({
  bounds: { x: 100, y: 100, width: 1200, height: 800, ...bounds },
  displayId: 1,
  isMaximised: false,
  isFullScreen: false,
  zoomLevel: 0,
  ...others,
});

describe('a window that is opened again', () => {
  it('is where and how it was left', () => {
    const state = saved({ x: -2000, y: 50 }, { displayId: 2, isFullScreen: true, zoomLevel: 1.5 });
    expect(placementOf(state, [LAPTOP, LEFT], LAPTOP)).toEqual({
      bounds: { x: -2000, y: 50, width: 1200, height: 800 },
      isMaximised: false,
      isFullScreen: true,
      zoomLevel: 1.5,
    });
  });

  it('whose display is gone is put where the platform likes, with its size, and is not full screen', () => {
    const state = saved({ x: -2000, y: 50 }, { displayId: 2, isFullScreen: true, isMaximised: true });
    expect(placementOf(state, [LAPTOP], LAPTOP)).toEqual({
      bounds: { width: 1200, height: 800 },
      isMaximised: true,
      isFullScreen: false,
      zoomLevel: 0,
    });
  });

  it('is made to fit the display that it is on', () => {
    expect(placementOf(saved({ x: 0, y: 25, width: 4000, height: 3000 }), [LAPTOP], LAPTOP).bounds).toEqual({
      x: 0,
      y: 25,
      width: 1512,
      height: 920,
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'left'],
    ['a state of another version', { ...saved({}), extra: 1 }],
    ['a place that is no number', saved({ x: 'left' })],
    ['a size of nothing', saved({ width: 0 })],
    ['a size beyond reason', saved({ width: Number.MAX_SAFE_INTEGER })],
  ])('opens as at first when what was saved is %s', (_name, state) => {
    expect(placementOf(state, [LAPTOP], LAPTOP)).toEqual({
      bounds: { width: Math.min(FIRST_SIZE.width, LAPTOP.workArea.width), height: FIRST_SIZE.height },
      isMaximised: false,
      isFullScreen: false,
      zoomLevel: 0,
    });
  });

  it('can always be taken hold of, and is never smaller than it may be', () => {
    const edge = integer({ min: -6_000, max: 6_000 });
    const size = integer({ min: 1, max: 6_000 });
    const displays = array(
      record({
        id: integer({ min: 1, max: 3 }),
        workArea: record({
          x: edge,
          y: edge,
          width: integer({ min: 1_000, max: 4_000 }),
          height: integer({ min: 640, max: 3_000 }),
        }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    assert(
      property(record({ x: edge, y: edge, width: size, height: size }), displays, (bounds, all) => {
        const { bounds: placed } = placementOf(saved(bounds), all, all[0]);
        expect(placed.width).toBeGreaterThanOrEqual(LEAST_SIZE.width);
        expect(placed.height).toBeGreaterThanOrEqual(LEAST_SIZE.height);
        const { x, y, width } = placed;
        if (x === undefined || y === undefined) return;
        const isHeld = all.some(({ workArea: area }) => {
          const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
          return across > 0 && y >= area.y && y < area.y + area.height;
        });
        expect(isHeld).toBe(true);
      }),
    );
  });
});
