import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CallerShares, type StreamPlace } from '../../../../electron/host/transports/caller-shares.ts';

const LIMITS = { streams: 4, allStreams: 6, assuredStreams: 2, values: 100, allValues: 150, tokens: 1_000, allTokens: 2_000 };

const isPlace = (place: StreamPlace | string): place is StreamPlace => typeof place !== 'string';

describe('streams', () => {
  it('are so many for one caller, over all its ways together', () => {
    const shares = new CallerShares(LIMITS);
    const [first, second] = [shares.enter('a').share, shares.enter('a').share];
    const places = Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? first : second).openStream());
    expect(places.map(isPlace)).toEqual([true, true, true, true, false, false]);
    expect(places[4]).toContain('4 streams');
  });

  it('are so many for all, but whoever has few gets those that are assured', () => {
    const shares = new CallerShares(LIMITS);
    const open = (caller: string, count: number): boolean[] => {
      const { share } = shares.enter(caller);
      return Array.from({ length: count }, () => isPlace(share.openStream()));
    };
    expect([open('a', 4), open('b', 4), open('c', 3)]).toEqual([
      [true, true, true, true],
      [true, true, false, false],
      [true, true, false],
    ]);
  });

  it('give their places back once, whatever ends them', () => {
    const shares = new CallerShares(LIMITS);
    const { share } = shares.enter('a');
    const place = share.openStream();
    if (!isPlace(place)) throw new Error(place);
    share.openStream();
    place.hold(60);
    place.dispose();
    place.dispose();
    expect(shares.streamCount).toBe(1);
    const next = share.openStream();
    expect(isPlace(next) && next.hold(100)).toBeNull();
  });

  it('hold so many values for one caller and for all', () => {
    const shares = new CallerShares(LIMITS);
    const holdBy = (caller: string, values: number): string | null => {
      const place = shares.enter(caller).share.openStream();
      return isPlace(place) ? place.hold(values) : place;
    };
    expect([holdBy('a', 80), holdBy('a', 20), holdBy('b', 50)]).toEqual([null, null, null]);
    expect(holdBy('a', 1)).toContain('this caller');
    expect(holdBy('c', 1)).toContain('all callers');
  });

  it('share the pace among the callers that have any', () => {
    const shares = new CallerShares(LIMITS);
    for (const caller of ['a', 'b', 'c', 'd', 'idle']) {
      const { share } = shares.enter(caller);
      if (caller !== 'idle') share.openStream();
    }
    expect(shares.tokensOfOne).toBe(500);
  });

  it('that held much and are closed for good are told of once', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const shares = new CallerShares();
    let told = 0;
    shares.onDidEase(() => (told += 1));
    const { share } = shares.enter('a');
    const chartOf = (values: number): StreamPlace => {
      const place = share.openStream();
      if (!isPlace(place)) throw new Error(place);
      place.hold(values);
      return place;
    };
    chartOf(40_000).dispose();
    const [large, larger] = [chartOf(800_000), chartOf(800_000)];
    large.dispose();
    vi.advanceTimersByTime(10_000);
    expect(told).toBe(0);
    larger.dispose();
    const again = chartOf(900_000);
    vi.advanceTimersByTime(10_000);
    expect(told).toBe(0);
    again.dispose();
    vi.advanceTimersByTime(10_000);
    chartOf(40_000).dispose();
    vi.advanceTimersByTime(10_000);
    expect(told).toBe(1);
  });
});
