#!/usr/bin/env node
import { ensureNode } from './node-guard.mjs';

ensureNode();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
