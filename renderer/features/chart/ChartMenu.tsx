import { ContextMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import type { PointedPlace } from '../../charting/chart-types.ts';
import { formatDayTime, formatNumber } from '../../components/format.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';

export interface ChartMenuProps {
  readonly instrument: InstrumentView;
  readonly lengthMs: number;
  /** What lies where the menu was asked for, CSS pixels of the page; by a key: where the crosshair is. */
  readonly placeAt: (event: React.MouseEvent) => PointedPlace;
  readonly onNewest: () => void;
  readonly children: ReactNode;
}

const ITEM =
  'flex cursor-pointer items-center gap-6 rounded-[5px] px-2 py-1 outline-none data-[disabled]:cursor-default data-[highlighted]:bg-accent-soft data-[disabled]:text-faint';

/** What can be done at a place of the chart, on a right click or the menu key. */
export function ChartMenu({ instrument, lengthMs, placeAt, onNewest, children }: ChartMenuProps) {
  const [place, setPlace] = useState<PointedPlace>({ openMs: null, price: null });
  const isRegimeShown = usePreferences((state) => state.isRegimeShown);
  const { openMs, price } = place;
  const priceText = price === null ? null : price.toFixed(instrument.pricePlaces);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild onContextMenu={(event) => setPlace(placeAt(event))}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          collisionPadding={8}
          aria-label="Chart"
          className="z-50 min-w-56 rounded-lg border border-line bg-panel p-1 text-xs shadow-(--shadow)"
        >
          <Item keys="I" onSelect={() => useOverlays.setState({ isIndicatorPickerOpen: true })}>
            Add indicator …
          </Item>
          <Item
            keys="Shift Y"
            isDisabled={openMs === null}
            onSelect={() => openMs !== null && useOverlays.setState({ why: { instrumentId: instrument.id, atMs: openMs + lengthMs } })}
          >
            Why here? {openMs === null ? '' : <span className="num text-muted">{formatDayTime(openMs)}</span>}
          </Item>
          <ContextMenu.CheckboxItem
            checked={isRegimeShown}
            onCheckedChange={(checked) => usePreferences.setState({ isRegimeShown: checked })}
            className={ITEM}
          >
            Regime strip
            <Keys keys={isRegimeShown ? '✓  R' : 'R'} />
          </ContextMenu.CheckboxItem>
          <ContextMenu.Separator className="my-1 h-px bg-line" />
          <Item isDisabled={priceText === null} onSelect={() => void copy(priceText ?? '')}>
            Copy price {price === null ? '' : <span className="num text-muted">{formatNumber(price, instrument.pricePlaces)}</span>}
          </Item>
          <Item onSelect={onNewest}>Back to the newest bar</Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface ItemProps {
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Item({ keys, isDisabled = false, onSelect, children }: ItemProps) {
  return (
    // A dialog that it opens takes the focus after the menu has given it back.
    <ContextMenu.Item disabled={isDisabled} onSelect={() => setTimeout(onSelect)} className={ITEM}>
      <span className="flex gap-2">{children}</span>
      {keys === undefined ? null : <Keys keys={keys} />}
    </ContextMenu.Item>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  return <span className="ml-auto whitespace-pre text-2xs text-muted">{keys}</span>;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied ${text}`);
  } catch {
    toast.error('The price was not copied', { description: 'The browser does not let the window use the clipboard here.' });
  }
}
