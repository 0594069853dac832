import type { ReactNode } from 'react';

export interface PanelProps {
  /** The landmark's name; tests and assistive tools rely on it. */
  readonly name: string;
  readonly header: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A named part of the window with a header line. */
export function Panel({ name, header, children, className = '' }: PanelProps) {
  return (
    <section aria-label={name} className={`panel ${className}`}>
      {header}
      {children}
    </section>
  );
}

/** The header line of a panel that has no tabs. */
export function PanelTitle({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="flex h-8 shrink-0 items-center gap-2 border-line border-b px-3">
      <h2 className="font-semibold text-sm">{title}</h2>
      <div className="ml-auto flex items-center gap-1">{children}</div>
    </div>
  );
}
