import { ensureNode } from '../electron/cli/node-guard.mjs';

await ensureNode();
const { test } = await import('./test.ts');
await test(process.argv.slice(2));
