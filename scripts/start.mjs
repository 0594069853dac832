import { ensureNode } from '../electron/cli/node-guard.mjs';

await ensureNode();
const { start } = await import('./start.ts');
await start(process.argv.slice(2));
