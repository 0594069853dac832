import { copyFileSync, cpSync, truncateSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/ports/logger.ts';
import { Workstation } from '../../../electron/host/workstation.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import { eventually } from '../../support/eventually.ts';
import { TINY } from '../../support/inference.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** Headlines come in bursts; the market begins at a moment when several follow each other, whenever the test is run. */
const BEGINS_MS = Date.UTC(2026, 10, 28, 12, 50);

/** At a hundred times the wall's speed, an hour of the market: longer than any time without a headline. */
const NEXT_HEADLINE_MS = 40_000;

/** A workstation on the simulated market, played quickly enough that headlines come. */
async function aWorkstation(): Promise<{ readonly workstation: Workstation; readonly model: string }> {
  const startedMs = Date.now();
  const models = temporaryFolder();
  cpSync(TINY, join(models, 'tiny'), { recursive: true });
  const workstation = new Workstation({
    folder: null,
    market: { kind: 'sim', seed: 7 },
    overrides: {},
    speed: 100,
    scripts: { ...threadScripts, bundledModels: pathToFileURL(models + sep) },
    codeHash: 'test',
    log: silentLogger,
    wallNow: () => BEGINS_MS + Date.now() - startedMs,
  });
  await workstation.start();
  onTestFinished(() => workstation.stop());
  workstation.play();
  return { workstation, model: join(models, 'tiny') };
}

const newest = ({ services }: Workstation) => [...services.core.books.headlines.values()].at(-1);

describe('headlines of a running workstation', () => {
  it('are scored by the bundled model, and by words while it is damaged, which the engine says until it is repaired', async () => {
    const { workstation, model } = await aWorkstation();
    await eventually(() => expect(newest(workstation)?.model).toBe('tiny'), NEXT_HEADLINE_MS);
    expect(newest(workstation)?.modelHash).toBe(workstation.services.header.modelHash);
    expect(workstation.engine.state).toBe('running');

    truncateSync(join(model, 'onnx/model.onnx'), 10_000);
    await eventually(() => expect(workstation.engine.state).toBe('degraded'), 10_000);
    expect(workstation.engine.reasons.join()).toMatch(/scored by a list of words.*model\.onnx/);
    await eventually(() => expect(newest(workstation)?.model).toBe('word list'), NEXT_HEADLINE_MS);

    copyFileSync(join(TINY, 'onnx/model.onnx'), join(model, 'onnx/model.onnx'));
    await eventually(() => expect(workstation.engine.state).toBe('running'), 15_000);
    await eventually(() => expect(newest(workstation)?.model).toBe('tiny'), NEXT_HEADLINE_MS);
  }, 180_000);
});
