import type { HeadlineView } from '../../../shared/contract/index.ts';
import { drivingWords, strengthOf } from './word-strength.ts';

/** From faint to strong: a thicker line below and a deeper ground. */
const RISING = [
  'decoration-1 bg-[color-mix(in_srgb,var(--up)_8%,transparent)]',
  'decoration-[1.5px] bg-[color-mix(in_srgb,var(--up)_15%,transparent)]',
  'decoration-2 bg-[color-mix(in_srgb,var(--up)_25%,transparent)]',
] as const;
const FALLING = [
  'decoration-1 bg-[color-mix(in_srgb,var(--down)_8%,transparent)]',
  'decoration-[1.5px] bg-[color-mix(in_srgb,var(--down)_15%,transparent)]',
  'decoration-2 bg-[color-mix(in_srgb,var(--down)_25%,transparent)]',
] as const;

/**
 * A headline with the words that drove its score marked: an arrow and a solid line for what raised it, an arrow and a dotted line for
 * what lowered it, the more the stronger.
 */
export function HeadlineText({ headline }: { readonly headline: Pick<HeadlineView, 'text' | 'words'> }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end, effect } of drivingWords(headline.words)) {
    if (start < at) continue;
    parts.push(headline.text.slice(at, start));
    const isRising = effect > 0;
    const look = isRising
      ? `decoration-up decoration-solid before:text-up before:content-['▲'] ${RISING[strengthOf(effect)]}`
      : `decoration-down decoration-dotted before:text-down before:content-['▼'] ${FALLING[strengthOf(effect)]}`;
    parts.push(
      <mark
        key={start}
        data-effect={effect}
        title={`${isRising ? 'raises' : 'lowers'} the score by ${Math.abs(effect).toFixed(2)}`}
        className={`rounded-[3px] px-0.5 text-inherit underline underline-offset-[3px] before:align-[1px] before:text-[7px] ${look}`}
      >
        {headline.text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(headline.text.slice(at));
  return <>{parts}</>;
}
