import { ensureNode } from '../electron/cli/node-guard.mjs';

ensureNode();
const { test } = await import('./test.ts');
await test(process.argv.slice(2));
