import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

export interface DialogProps {
  readonly title: string;
  /** Said to assistive tools; shown where `isDescriptionShown`. */
  readonly description: string;
  readonly isDescriptionShown?: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly width?: string;
  readonly children: ReactNode;
}

/** A dialog over the window: takes the focus, gives it back, closes with Escape. */
export function Dialog({
  title,
  description,
  isDescriptionShown = false,
  isOpen,
  onOpenChange,
  width = 'w-[440px]',
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus(isOpen);
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Primitive.Content
          onCloseAutoFocus={returnFocus}
          className={`fixed top-[10vh] left-1/2 z-50 flex max-h-[80vh] max-w-[94vw] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-panel shadow-(--shadow) ${width}`}
        >
          <header className="flex items-center gap-3 border-line border-b px-4 py-2.5">
            <Primitive.Title className="font-semibold text-sm">{title}</Primitive.Title>
            <Primitive.Close aria-label="Close" className="ml-auto rounded p-1 text-muted hover:bg-raised hover:text-text">
              <X size={15} aria-hidden />
            </Primitive.Close>
          </header>
          <Primitive.Description className={isDescriptionShown ? 'px-4 pt-3 text-muted' : 'sr-only'}>{description}</Primitive.Description>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
