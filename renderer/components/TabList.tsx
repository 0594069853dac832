import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { useFittingCount } from './use-fitting-count.ts';

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

/** Room for the button that leads to the tabs that have none, CSS pixels. */
const MENU_PIXELS = 92;

const CHOSEN = 'font-semibold text-text shadow-[inset_0_-2px_var(--accent)]';

/** A row of tabs in a panel's header; arrow keys walk along it. Tabs that have no room are in a menu at its end. */
export function TabList<Id extends string>({ name, tabs, value, onChange, children }: TabListProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const fitting = useFittingCount(list, MENU_PIXELS);
  const walk = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const place = tabs.findIndex((tab) => tab.id === value);
    if (step === 0 || place < 0) return;
    const next = (place + step + tabs.length) % tabs.length;
    onChange(tabs[next].id);
    const target = next < fitting ? `[data-tab="${tabs[next].id}"]` : '[data-more]';
    event.currentTarget.querySelector<HTMLElement>(target)?.focus();
  };
  const hidden = tabs.slice(fitting);
  return (
    <div role="group" aria-label={name} className="flex h-8 shrink-0 items-center border-line border-b px-1.5" onKeyDown={walk}>
      <div ref={list} role="tablist" aria-label={name} className="relative flex min-w-0 flex-1 overflow-hidden">
        {tabs.map((tab, place) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            aria-selected={tab.id === value}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className={`h-8 shrink-0 whitespace-nowrap px-2 text-xs focus-visible:outline-offset-[-3px] ${place < fitting ? '' : 'invisible'} ${tab.id === value ? CHOSEN : 'text-muted hover:text-text'}`}
          >
            {tab.title}
            {tab.count === undefined || tab.count === 0 ? null : <span className="ml-1 font-normal text-faint">{tab.count}</span>}
          </button>
        ))}
      </div>
      {hidden.length === 0 ? null : <More name={name} tabs={hidden} value={value} onChange={onChange} />}
      <div className="ml-auto flex shrink-0 items-center gap-1.5 pl-1.5">{children}</div>
    </div>
  );
}

function More<Id extends string>({ name, tabs, value, onChange }: Omit<TabListProps<Id>, 'children'>) {
  const chosen = tabs.find(({ id }) => id === value);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        data-more
        aria-label={`More of ${name.toLowerCase()}${chosen === undefined ? '' : `: ${chosen.title}`}`}
        className={`h-8 max-w-[120px] shrink-0 truncate px-2 text-xs focus-visible:outline-offset-[-3px] ${chosen === undefined ? 'text-muted hover:text-text' : CHOSEN}`}
      >
        {chosen?.title ?? 'More'} ▾
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          collisionPadding={8}
          className="z-50 min-w-40 rounded-lg border border-line bg-panel p-1 text-xs shadow-(--shadow)"
        >
          <DropdownMenu.RadioGroup value={value}>
            {tabs.map(({ id, title, count }) => (
              <DropdownMenu.RadioItem
                key={id}
                value={id}
                onSelect={() => onChange(id)}
                className="flex cursor-pointer items-center rounded-[5px] px-2 py-1 outline-none data-[highlighted]:bg-accent-soft data-[state=checked]:font-semibold"
              >
                {title}
                {count === undefined || count === 0 ? null : <span className="num ml-auto pl-4 text-faint">{count}</span>}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
