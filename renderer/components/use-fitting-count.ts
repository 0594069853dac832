import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Returns how many of a row's children, from the first, have room in it. `reserved`: CSS pixels that something else takes once they have
 * not all room. Follows the widths of what is there; another number of children needs another row.
 */
export function useFittingCount(row: RefObject<HTMLElement | null>, reserved: number): number {
  const [count, setCount] = useState(Infinity);
  useLayoutEffect(() => {
    const { current } = row;
    const parent = current?.parentElement;
    if (!current || !parent) return undefined;
    const measure = (): void => {
      const children = [...current.children].filter((child) => child instanceof HTMLElement);
      const others = [...parent.children].filter((child) => child !== current && !child.matches('[data-more]'));
      const style = getComputedStyle(parent);
      const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
      const whole = parent.clientWidth - padding - others.reduce((sum, child) => sum + child.getBoundingClientRect().width, 0);
      const ends = children.map((child) => child.offsetLeft + child.offsetWidth);
      const isAllIn = (ends.at(-1) ?? 0) <= whole + 1;
      setCount(isAllIn ? Infinity : ends.filter((end) => end <= whole - reserved + 1).length);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(parent);
    for (const child of [...parent.children, ...current.children]) observer.observe(child);
    return () => observer.disconnect();
  }, [row, reserved]);
  return count;
}
