import type { UpdateState, Updates } from './updates.ts';

/** A message with buttons; resolves with the place of the one that was chosen. */
export type ShowMessage = (message: {
  readonly type: 'info' | 'question' | 'error';
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}) => Promise<number>;

/** Leads the user through an update, one question a step; ends wherever they say no. Never rejects for what the feed or the disk does. */
export async function askForUpdate(updates: Updates, version: string, show: ShowMessage): Promise<void> {
  const found = updates.state.kind === 'ready' ? updates.state : await updates.ask();
  if (found.kind === 'available') {
    const isWanted = await show({
      type: 'question',
      message: `BitFlow ${found.version} is available`,
      detail: `This is ${version}. Trading goes on while it is downloaded.`,
      buttons: ['Download', 'Later'],
    });
    if (isWanted !== 0) return;
    const loaded = await updates.download();
    if (loaded.kind === 'ready') await offerRestart(updates, loaded.version, show);
    else await tell(loaded, version, show);
    return;
  }
  if (found.kind === 'ready') await offerRestart(updates, found.version, show);
  else await tell(found, version, show);
}

async function offerRestart(updates: Updates, newVersion: string, show: ShowMessage): Promise<void> {
  const isWanted = await show({
    type: 'question',
    message: `BitFlow ${newVersion} is ready to install`,
    detail: 'Installing ends BitFlow and starts the new one. It is refused while orders are open.',
    buttons: ['Restart and Install', 'Later'],
  });
  if (isWanted !== 0) return;
  const installation = await updates.install();
  if (!installation.isBegun)
    await show({ type: 'info', message: 'Not installed now', detail: `${installation.reason} The download is kept.`, buttons: ['Close'] });
}

async function tell(state: UpdateState, version: string, show: ShowMessage): Promise<void> {
  const say = (type: 'info' | 'error', message: string, detail: string): Promise<number> =>
    show({ type, message, detail, buttons: ['Close'] });
  switch (state.kind) {
    case 'off':
      await say('info', 'This copy does not update itself', `BitFlow ${version} was built without an update feed.`);
      return;
    case 'current':
      await say('info', 'No newer version', `BitFlow ${version} is the newest.`);
      return;
    case 'refused':
      await say('error', `BitFlow ${state.version} was not taken`, `Nothing was downloaded: ${state.reason}.`);
      return;
    case 'failed':
      await say('error', 'The update failed', `${state.reason}. Nothing was changed.`);
      return;
    case 'asking':
    case 'downloading':
      await say('info', 'An update is under way', 'BitFlow asks when it is ready.');
      return;
    case 'unasked':
    case 'available':
    case 'ready':
      return;
  }
}
