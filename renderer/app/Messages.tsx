import { X } from 'lucide-react';
import { isValidElement, useEffect, useState } from 'react';
import { type ToastT, toast, useSonner } from 'sonner';

/** So long a message stays when whoever sends it says nothing else, milliseconds. */
const STAY_MS = 6_000;

/** More are counted, not shown: the newest matter, and the log has all. */
const MOST = 3;

/** What just happened, newest first, one message per order or command. */
export function Messages() {
  const { toasts } = useSonner();
  const hidden = toasts.length - MOST;
  return (
    <section aria-label="Messages" aria-live="polite" className="relative z-[60] flex shrink-0 flex-col gap-1 not-empty:mt-1.5">
      {toasts.slice(0, MOST).map((message) => (
        <Message key={message.id} message={message} />
      ))}
      {hidden > 0 ? (
        <p className="flex items-center gap-2 px-1 text-2xs text-muted">
          {hidden} more {hidden === 1 ? 'message' : 'messages'}
          <button type="button" className="ml-auto text-accent hover:underline" onClick={() => toast.dismiss()}>
            Clear all
          </button>
        </p>
      ) : null}
    </section>
  );
}

/** One message; it stays while the mouse is over it or the focus is in it. */
function Message({ message }: { readonly message: ToastT }) {
  const { id, title, description, type } = message;
  const [isHeld, setIsHeld] = useState(false);
  const isGrave = type === 'error' || type === 'warning';
  // Told anew, it stays anew.
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => toast.dismiss(message.id), message.duration ?? STAY_MS);
    return () => clearTimeout(timer);
  }, [isHeld, message]);
  return (
    <div
      role={isGrave ? 'alert' : undefined}
      data-message
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className={`flex items-start gap-2 rounded-md border border-l-[3px] bg-raised px-2.5 py-1.5 text-xs ${isGrave ? 'border-warn' : 'border-line border-l-accent'}`}
    >
      <div className="min-w-0 flex-1">
        <p className="font-semibold [overflow-wrap:anywhere]">{shownOf(title)}</p>
        {description === undefined ? null : <div className="text-muted leading-snug [overflow-wrap:anywhere]">{shownOf(description)}</div>}
      </div>
      <button
        type="button"
        aria-label="Close message"
        className="-mr-1 shrink-0 rounded p-0.5 text-muted hover:bg-panel hover:text-text"
        onClick={() => toast.dismiss(id)}
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  );
}

function shownOf(content: ToastT['title'] | ToastT['description']): React.ReactNode {
  return typeof content === 'function' ? content() : isValidElement(content) ? content : content;
}
