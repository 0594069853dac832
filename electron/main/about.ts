/** What there is to say of this BitFlow. */
export interface AboutFacts {
  readonly version: string;
  readonly codeHash: string | null;
  readonly versions: Readonly<Record<'electron' | 'chrome' | 'node', string>>;
  readonly platform: string;
  readonly dataDir: string | null;
  readonly logs: string;
  readonly crashes: string;
}

/** Returns what "About BitFlow" says; also what somebody who reports a fault copies. */
export function aboutText({ version, codeHash, versions, platform, dataDir, logs, crashes }: AboutFacts): string {
  return [
    `BitFlow ${version}${codeHash === null ? '' : ` (code ${codeHash.slice(0, 12)})`}`,
    `Electron ${versions.electron}, Chromium ${versions.chrome}, Node ${versions.node}, ${platform}`,
    '',
    ...(dataDir === null ? [] : [`Account: ${dataDir}`]),
    `Logs: ${logs}`,
    `Crash reports: ${crashes} (they stay on this machine)`,
    '',
    'Electron and Chromium are under the licences in LICENSE and LICENSES.chromium.html beside the program; charts are TradingView Lightweight Charts™, Apache 2.0. The libraries that BitFlow is made with carry their own licences in their folders.',
  ].join('\n');
}
