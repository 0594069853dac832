#!/usr/bin/env node
import { commandLine } from './built-program.mjs';
import { ensureNode } from './node-guard.mjs';

await ensureNode();
const { main } = await import(commandLine());
await main(process.argv.slice(2));
