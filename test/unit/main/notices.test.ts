import { describe, expect, it } from 'vitest';
import { isQuiet, type Notice, Notices, type NoticesOptions } from '../../../electron/main/notices.ts';
import { utcMs } from '../../../shared/domain/time.ts';

const SETTINGS = { notifications: 'all', quietFrom: '', quietUntil: '', keepsAwake: true } as const;

function scene(options: Partial<NoticesOptions> = {}) {
  const shown: Notice[] = [];
  const clock = { now: new Date(2026, 10, 28, 12, 0) };
  const notices = new Notices({
    show: (notice) => shown.push(notice),
    settings: () => SETTINGS,
    isWatched: () => false,
    now: () => clock.now,
    symbolOf: (id) => id.split('.')[0],
    ...options,
  });
  const happen = (event: 'orderFilled' | 'orderRejected' | 'systemError' | 'priceUpdate', message = 'words'): void =>
    notices.onHappened({ event, at: utcMs(0), instrumentId: 'NVK.SIM', message, fill: null });
  return { shown, notices, happen, clock };
}

describe('what is told outside the window', () => {
  it('is fills, refusals, halts and faults, with the instrument', () => {
    const { shown, happen, notices } = scene();
    happen('orderFilled', 'bought 10 at 5.00');
    happen('orderRejected', 'no money');
    happen('priceUpdate');
    notices.onHalted({ state: 'halted', reason: 'the daily loss limit' });
    notices.onHalted({ state: 'reducing', reason: 'drawdown' });
    expect(shown).toEqual([
      { title: 'Filled', body: 'NVK: bought 10 at 5.00' },
      { title: 'Order refused', body: 'NVK: no money' },
      { title: 'Trading is halted', body: 'the daily loss limit' },
      { title: 'Only closing is allowed', body: 'drawdown' },
    ]);
  });

  it.each([
    ['problems', ['Order refused', 'Trading is halted']],
    ['off', []],
  ] as const)('with "%s" is %j', (notifications, titles) => {
    const { shown, happen, notices } = scene({ settings: () => ({ ...SETTINGS, notifications }) });
    happen('orderFilled');
    happen('orderRejected');
    notices.onHalted({ state: 'halted', reason: 'x' });
    expect(shown.map(({ title }) => title)).toEqual(titles);
  });

  it('is nothing while the window is in front, in the quiet hours, or before the settings are known', () => {
    for (const options of [
      { isWatched: () => true },
      { settings: () => ({ ...SETTINGS, quietFrom: '11:30', quietUntil: '12:30' }) },
      { settings: () => null },
    ]) {
      const { shown, happen } = scene(options);
      happen('orderRejected');
      expect(shown).toEqual([]);
    }
  });

  it('does not flood: a burst is a few, and the next says how many were left out', () => {
    const { shown, happen, clock } = scene();
    for (let fill = 0; fill < 50; fill += 1) happen('orderFilled', `fill ${fill}`);
    expect(shown).toHaveLength(4);
    clock.now = new Date(clock.now.getTime() + 11_000);
    happen('orderFilled', 'later');
    expect(shown.at(-1)?.body).toBe('NVK: later (and 46 more before)');
  });
});

describe('the quiet hours', () => {
  it.each([
    ['22:00', '07:00', 23 * 60, true],
    ['22:00', '07:00', 6 * 60 + 59, true],
    ['22:00', '07:00', 7 * 60, false],
    ['22:00', '07:00', 12 * 60, false],
    ['12:00', '13:00', 12 * 60, true],
    ['12:00', '13:00', 13 * 60, false],
    ['12:00', '12:00', 12 * 60, false],
    ['', '07:00', 60, false],
    ['22:00', '', 23 * 60, false],
  ])('from "%s" until "%s" at minute %i: %s', (quietFrom, quietUntil, minute, isSilent) => {
    expect(isQuiet({ quietFrom, quietUntil }, minute)).toBe(isSilent);
  });
});
