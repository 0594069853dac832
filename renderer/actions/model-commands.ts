import { toast } from 'sonner';
import type { ModelMeasurement, ModelsView, ModelView } from '../../shared/contract/index.ts';
import type { Client } from '../client/client.ts';
import { engineGateway, wordsOf } from '../client/engine.ts';
import { formatNumber, formatPercent } from '../components/format.ts';
import { useWorkspace } from '../stores/workspace.ts';

type Id = ModelView['id'];

/** A measurement loads the model, and a large one takes long on a small machine. */
const MEASURE_DEADLINE_MS = 300_000;

/** Begins to fetch a model, or to copy it from a folder of this machine; its progress shows in the models panel. */
export function installModel({ id, title }: ModelView, folder: string | null): Promise<void> {
  return change(`${title}: not installed`, (client) => client.models.install({ id, folder }));
}

export function cancelInstall({ id, title }: ModelView): Promise<void> {
  return change(`${title}: still being fetched`, (client) => client.models.cancel({ id }));
}

export function removeModel({ id, title }: ModelView): Promise<void> {
  return change(`${title}: not removed`, (client) => client.models.remove({ id }));
}

export function chooseModel({ id, title }: Pick<ModelView, 'id' | 'title'>): Promise<void> {
  return change(`${title}: not in use`, (client) => client.models.use({ id }));
}

/** Measures speed, memory and accuracy of a model on this machine. */
export async function measureModel({ id, title }: Pick<ModelView, 'id' | 'title'>): Promise<void> {
  const subject = `measure ${id}`;
  toast(`${title} is being measured`, { id: subject, description: 'The market goes on meanwhile.' });
  try {
    const measured = await engineGateway.ask((client) => client.models.measure({ id: id satisfies Id }), MEASURE_DEADLINE_MS);
    toast(`${title} was measured`, { id: subject, description: wordsOfMeasurement(measured) });
  } catch (error) {
    toast.error(`${title}: not measured`, { id: subject, description: wordsOf(error) });
  }
}

function wordsOfMeasurement({ headlinesPerSecond, singleMs, accuracy }: ModelMeasurement): string {
  return `${formatNumber(headlinesPerSecond, 0)} headlines a second, ${formatNumber(singleMs, 1)} ms for one, ${formatPercent(accuracy, 0)} of the fixed set right.`;
}

async function change(failed: string, call: (client: Client) => Promise<ModelsView>): Promise<void> {
  try {
    useWorkspace.setState({ models: await engineGateway.ask(call) });
  } catch (error) {
    toast.error(failed, { description: wordsOf(error), duration: 10_000 });
  }
}
