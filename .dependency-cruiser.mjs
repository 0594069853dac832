/**
 * Which room may import which (docs/architecture.md). Everything that is not allowed here is forbidden, so that a new room has to be
 * thought about.
 */
const rooms = {
  '^shared/base/': [],
  '^shared/domain/': ['^shared/(base|domain)/'],
  '^shared/words/': ['^shared/(base|domain|words)/'],
  '^shared/config/': ['^shared/(base|domain|config)/'],
  '^shared/contract/': ['^shared/'],
  '^electron/engine/': ['^shared/', '^electron/engine/'],
  '^electron/files/': ['^electron/files/'],
  '^electron/adapters/([^/]+)/': ['^shared/', '^electron/(engine|files)/', '^electron/adapters/$1/'],
  '^electron/inference/': ['^shared/', '^electron/(engine|files|inference)/'],
  '^electron/storage/': ['^shared/', '^electron/(engine|files|storage)/'],
  '^electron/platform/': ['^shared/', '^electron/(engine|files|platform)/'],
  '^electron/host/': ['^shared/', '^electron/(engine|adapters|inference|storage|platform|files|host)/'],
  '^electron/supervision/': ['^shared/', '^electron/supervision/'],
  '^electron/engine-process/': [
    '^shared/',
    '^electron/(engine-process|host|platform|storage)/',
    '^electron/supervision/(engine-link|frame-window)',
  ],
  '^electron/headless/': ['^shared/', '^electron/(headless|supervision|files)/'],
  '^electron/main/': ['^shared/', '^electron/(main|supervision|platform|files)/', '^electron/engine/ports/logger'],
  '^electron/preload/': [],
  '^electron/cli/': ['^shared/', '^electron/'],
  '^renderer/': ['^shared/', '^renderer/'],
};

const ours = '^(shared|electron|renderer)/';

const boundaries = Object.entries(rooms).map(([from, allowed]) => ({
  name: `room ${from.replace(/[\^()[\]+]/g, '')}`,
  comment: `A module below ${from} may import only ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: from },
  to: { path: ours, pathNot: [...allowed, from.replace('([^/]+)', '$1')] },
}));

export default {
  forbidden: [
    ...boundaries,
    {
      name: 'no-circles',
      comment: 'Modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: { path: ours },
      to: { circular: true },
    },
    {
      name: 'core-knows-no-platform',
      comment: 'The core and the shared rooms run anywhere: no Node, no Electron.',
      severity: 'error',
      from: { path: '^(electron/engine|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-its-doors',
      comment: 'Only main/ and preload/ import electron; anywhere else it would try to download itself.',
      severity: 'error',
      from: { path: ours, pathNot: '^electron/(main|preload)/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'engine-side-only-in-its-process',
      comment: 'Only the engine process and the command line build the engine.',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/(host|engine-process|cli)/' },
      to: { path: '^electron/host/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|test)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
