/**
 * How every worker thread is started: a rejection that nobody handles ends it, as in Node. Under Electron threads inherit from a utility
 * process that such a rejection only warns, and a thread that is half broken would go on answering.
 */
export const THREAD_OPTIONS: { readonly execArgv: string[] } = { execArgv: ['--unhandled-rejections=throw'] };
