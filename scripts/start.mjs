import { ensureNode } from '../electron/cli/node-guard.mjs';

ensureNode();
const { start } = await import('./start.ts');
await start(process.argv.slice(2));
