/** Where the runtime of models has a build, by platform and processor. */
const MACHINES = new Set(['darwin arm64', 'linux arm64', 'linux x64', 'win32 arm64', 'win32 x64']);

/** What runs a program. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/** Says why models can't run on a machine, whatever is tried; `null` where they can. */
export function runtimeFault({ platform, arch }: Machine): string | null {
  if (MACHINES.has(`${platform} ${arch}`)) return null;
  const machine = platform === 'darwin' && arch === 'x64' ? 'Macs with Intel processors' : `${platform} ${arch}`;
  return `There is no runtime for models on ${machine}; headlines are scored by the list of words.`;
}
