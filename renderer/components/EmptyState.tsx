import type { ReactNode } from 'react';

/** Says what would be here and how to get it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1.5 p-6 text-center">
      <p className="font-medium text-muted">{title}</p>
      {children === undefined ? null : <p className="max-w-[34ch] text-faint text-xs">{children}</p>}
    </div>
  );
}

/** Grey lines in the place of rows that are on their way. */
export function LoadingRows({ count }: { readonly count: number }) {
  return (
    <div aria-busy="true" aria-label="Loading" role="status" className="flex flex-col gap-2 p-3">
      {Array.from({ length: count }, (_, place) => (
        <div key={place} className="h-4 animate-pulse rounded bg-raised" style={{ width: `${88 - ((place * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
