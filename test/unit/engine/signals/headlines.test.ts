import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import { anInstrument } from '../../../support/builders.ts';
import { EngineHarness } from '../../../support/engine-harness.ts';

const instruments = [anInstrument({ name: 'Abcom' }), anInstrument({ symbol: 'DEF', name: 'Deftronic Holdings plc' })];

const taken = (h: EngineHarness) => h.factsOf('headline-scored').map(({ headline }) => headline);

describe('a headline', () => {
  it('is linked to what its source says and to what it names', () => {
    const h = new EngineHarness({ instruments });
    h.headline('Deftronic wins order from Abcom', 0.5, 0);
    expect(taken(h)[0].instruments).toEqual([instruments[0].id, instruments[1].id]);
  });

  it('that tells a story again is kept, marked, and counted once', () => {
    const [once, twice] = [new EngineHarness({ instruments }), new EngineHarness({ instruments })];
    for (const h of [once, twice]) {
      h.flat(60);
      h.headline('Abcom cuts its full-year outlook on weak orders', -0.8, 0);
    }
    twice.headline('UPDATE 1-Abcom cuts its full-year outlook on weak orders', -0.8, 0);
    twice.headline('Abcom names a new head of sales', 0.1, 0);
    once.headline('Abcom names a new head of sales', 0.1, 0);
    for (const h of [once, twice]) h.flat(1);
    const [first, second] = taken(twice);
    expect(second.repeats).toBe(first.id);
    const sentiment = (h: EngineHarness) => h.core.why(0).contributions.find(({ kind }) => kind === 'sentiment')?.score;
    expect(sentiment(once)).toBeLessThan(0);
    expect(sentiment(twice)).toBe(sentiment(once));
  });

  it('is known again after a restart', () => {
    const h = new EngineHarness({ instruments });
    h.headline('Abcom cuts its full-year outlook on weak orders', -0.8, 0);
    const again = new EngineHarness({ instruments, books: restoreBooks(snapshotOf(h.books)), incarnation: 'another1' });
    again.headline('Abcom cuts full-year outlook on weak orders', -0.8, 0);
    expect(taken(again)[0].repeats).toBe(taken(h)[0].id);
  });
});
