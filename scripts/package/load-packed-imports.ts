import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { PackageFinding } from './packed-app.ts';

/**
 * Loads, in a process of its own and from nothing but the package's own files in `app`, every package that the bundle of the main side
 * names, with what those ask for in turn. Electron itself answers with nothing. `scratch` is an empty folder.
 */
export async function loadPackedImports(app: string, scratch: string): Promise<PackageFinding> {
  const bundle = join(app, 'out/main');
  const specifiers = [...new Set(scriptsBelow(bundle).flatMap((path) => packagesNamedIn(readFileSync(path, 'utf8'))))].toSorted();
  mkdirSync(scratch, { recursive: true });
  // Beside the bundle, so that packages are found from where it would look for them.
  const loader = join(bundle, 'load-packed-imports.mjs');
  writeFileSync(loader, loaderOf(specifiers));
  const failures = await new Promise<string>((resolve) => {
    execFile(process.execPath, [loader], { cwd: scratch, env: { PATH: process.env['PATH'] }, timeout: 60_000 }, (error, stdout) =>
      resolve(error === null ? stdout : `${stdout}${error.message}`),
    );
  });
  const what = `what the bundle asks for is in the package (${specifiers.length} packages)`;
  return { what, isRight: specifiers.length > 0 && failures === '', seen: failures === '' ? specifiers.join(', ') : failures };
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
}

/** Names packages of static and dynamic imports; what is relative, built in, or Electron itself is not asked of the package. */
function packagesNamedIn(code: string): string[] {
  const found = code.matchAll(
    /(?:^|[;\s}])(?:import|export)\s*(?:[\w*{}\s,$]*?\sfrom\s*)?["']([^"'\n]+)["']|import\(\s*["']([^"'\n]+)["']\s*\)/g,
  );
  return [...found]
    .map(([, statik, dynamic]) => statik ?? dynamic ?? '')
    .filter((name) => !/^[./]/.test(name) && !isBuiltin(name) && name !== 'electron');
}

function loaderOf(specifiers: readonly string[]): string {
  return `
import { registerHooks } from 'node:module';
const electron = 'data:text/javascript,' + encodeURIComponent('const nothing = new Proxy(function () {}, { get: () => nothing, apply: () => nothing, construct: () => nothing }); export default nothing; export { nothing as app, nothing as net, nothing as session, nothing as ipcMain, nothing as ipcRenderer, nothing as shell, nothing as autoUpdater };');
registerHooks({ resolve: (name, context, next) => (name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context)) });
for (const name of ${JSON.stringify(specifiers)}) {
  try { await import(name); } catch (error) { console.log(name + ': ' + error.message.split('\\n')[0]); }
}
process.exit(0);
`;
}
