import type { Page } from 'playwright';

/**
 * Returns the controls of the page that a user can't get at, each with what is wrong: outside the window, cut off by what it is in, or
 * covered by something else, after everything around it that scrolls was scrolled to it.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${walk})()`);
}

/* Runs in the page, which the types of a test know nothing of. */
const walk = `() => {
  const CONTROLS = 'button, a[href], input, select, textarea, [role="separator"][tabindex], [tabindex="0"]';
  const nameOf = (element) => (element.getAttribute('aria-label') || element.textContent || element.tagName).trim().slice(0, 40);
  const faults = [];
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (element.closest('.sr-only, [aria-hidden="true"]')) continue;
    element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    const isRegion = !element.matches('button, a, input, select, textarea');
    const say = (fault) => faults.push(nameOf(element) + ': ' + fault + ' (' + [box.left, box.top, box.right, box.bottom].map(Math.round).join(', ') + ')');
    if (box.width < 4 || box.height < 4) { say('has no size'); continue; }
    if (isRegion) {
      if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) say('is outside the window');
      continue;
    }
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) { say('is outside the window'); continue; }
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = around.getBoundingClientRect();
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1) {
        say('is cut off by ' + (around.getAttribute('aria-label') || around.className.slice(0, 40)));
        break;
      }
    }
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (top !== null && top !== element && !element.contains(top) && !top.contains(element)) say('is covered by ' + nameOf(top));
  }
  return faults;
}`;
