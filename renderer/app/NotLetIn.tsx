/** Shown when this tab has no bearer that the host knows. */
export function NotLetIn() {
  return (
    <main className="flex flex-1 items-center justify-center p-8">
      <div role="alert" className="max-w-[46ch] rounded-lg border border-line bg-panel p-6">
        <h2 className="font-semibold text-base">This address has been used</h2>
        <p className="mt-2 text-muted leading-relaxed">
          An address of BitFlow opens one window, once. Ask for a new one in the folder that BitFlow runs from, and open what it prints:
        </p>
        <pre className="mt-3 rounded-[5px] border border-line bg-bg px-3 py-2 font-mono text-xs">npm run -s bitflow -- open</pre>
      </div>
    </main>
  );
}
