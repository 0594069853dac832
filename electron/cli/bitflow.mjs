#!/usr/bin/env node
import { ensureNode } from './node-guard.mjs';

await ensureNode();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
