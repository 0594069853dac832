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

/** A workstation on the simulated market, played quickly enough that headlines come. */
async function aWorkstation(): Promise<{ readonly workstation: Workstation; readonly model: string }> {
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
    wallNow: Date.now,
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
    await eventually(() => expect(newest(workstation)?.model).toBe('tiny'), 15_000);
    expect(newest(workstation)?.modelHash).toBe(workstation.services.header.modelHash);
    expect(workstation.engine.state).toBe('running');

    truncateSync(join(model, 'onnx/model.onnx'), 10_000);
    await eventually(() => expect(workstation.engine.state).toBe('degraded'), 10_000);
    expect(workstation.engine.reasons.join()).toMatch(/scored by a list of words.*model\.onnx/);
    await eventually(() => expect(newest(workstation)?.model).toBe('word list'), 15_000);

    copyFileSync(join(TINY, 'onnx/model.onnx'), join(model, 'onnx/model.onnx'));
    await eventually(() => expect(workstation.engine.state).toBe('running'), 15_000);
    await eventually(() => expect(newest(workstation)?.model).toBe('tiny'), 15_000);
  }, 60_000);
});
