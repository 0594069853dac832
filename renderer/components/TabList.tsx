import { useEffect, useRef } from 'react';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly count?: number;
}

export interface TabListProps<Id extends string> {
  readonly name: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly children?: React.ReactNode;
}

/** A row of tabs in a panel's header; arrow keys walk along it. */
export function TabList<Id extends string>({ name, tabs, value, onChange, children }: TabListProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  // In a narrow panel the row of tabs scrolls; the chosen one is never out of sight.
  useEffect(() => {
    list.current?.querySelector(`[data-tab="${value}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  const walk = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const place = tabs.findIndex((tab) => tab.id === value);
    const next = tabs[(place + step + tabs.length) % tabs.length];
    onChange(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className="flex h-8 shrink-0 items-center border-line border-b px-1.5">
      <div
        ref={list}
        role="tablist"
        aria-label={name}
        className="flex min-w-0 overflow-x-auto overflow-y-hidden [scrollbar-width:none]"
        onKeyDown={walk}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            aria-selected={tab.id === value}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className={`h-8 shrink-0 whitespace-nowrap px-2 text-xs focus-visible:outline-offset-[-3px] ${tab.id === value ? 'font-semibold text-text shadow-[inset_0_-2px_var(--accent)]' : 'text-muted hover:text-text'}`}
          >
            {tab.title}
            {tab.count === undefined || tab.count === 0 ? null : <span className="ml-1 font-normal text-faint">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1.5 pr-1.5 pl-1.5">{children}</div>
    </div>
  );
}
