export * from './contract.ts';
export * from './views.ts';
export * from './workspace.ts';
