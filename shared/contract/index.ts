export * from './contract.ts';
export * from './model-views.ts';
export * from './procedures.ts';
export * from './signal-views.ts';
export * from './views.ts';
export * from './workspace.ts';
