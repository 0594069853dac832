import { expect, it } from 'vitest';
import { isPageCurrent } from '../../../scripts/indicator-docs.ts';

it('the page of indicators says what the catalogue says (else run `node scripts/indicator-docs.ts`)', () => {
  expect(isPageCurrent()).toBe(true);
});
