import type { HeadlineView } from '../../../shared/contract/index.ts';

/** A headline with the words that drove its score marked. */
export function HeadlineText({ headline }: { readonly headline: HeadlineView }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end, effect } of headline.words.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push(headline.text.slice(at, start));
    parts.push(
      <mark
        key={start}
        title={`${effect > 0 ? '+' : '−'}${Math.abs(effect).toFixed(2)}`}
        className={`rounded-[3px] px-0.5 text-inherit ${effect > 0 ? 'bg-up-soft' : 'bg-down-soft'}`}
      >
        {headline.text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(headline.text.slice(at));
  return <>{parts}</>;
}
