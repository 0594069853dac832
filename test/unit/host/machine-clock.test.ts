import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { MachineClock } from '../../../electron/host/machine-clock.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import { ScriptedClock } from '../../support/scripted-clock.ts';

const WALL = Date.UTC(2026, 0, 1);

it('tells time that passed from a clock that jumped, whatever comes in which order', () => {
  const step = fc.record({
    passMs: fc.nat(120_000),
    jumpMs: fc.oneof(fc.constant(0), fc.integer({ min: -72 * HOUR_MS, max: 72 * HOUR_MS })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const scripted = new ScriptedClock(WALL);
      const machine = new MachineClock(scripted);
      for (const { passMs, jumpMs } of steps) {
        const lastWallMs = scripted.wallNow();
        scripted.pass(passMs);
        scripted.jump(jumpMs);
        const isJump = Math.abs(jumpMs) >= 1_000;
        expect(machine.look()).toEqual({ wallMs: scripted.wallNow(), lastWallMs, elapsedMs: passMs, jumpMs: isJump ? jumpMs : 0 });
      }
    }),
  );
});

it('does not take it for a jump when the process stood still between two readings', () => {
  const scripted = new ScriptedClock(WALL);
  let isStill = false;
  const machine = new MachineClock({
    wallNow: scripted.wallNow,
    steadyNow: () => {
      const now = scripted.steadyNow();
      if (isStill) scripted.pass(5_000);
      isStill = false;
      return now;
    },
  });
  isStill = true;
  expect(machine.look()).toMatchObject({ elapsedMs: 5_000, jumpMs: 0 });
});
