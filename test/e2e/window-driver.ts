import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { eventually } from '../support/eventually.ts';

/** The window by the words that a user has for it. */
export class WindowDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  status(name: 'Mode' | 'Feed' | 'Engine'): Promise<string> {
    return this.page.getByRole('status', { name }).innerText();
  }

  /** What the chart says of itself. */
  async chart(): Promise<{ symbol: string; lastPrice: number; barCount: number }> {
    const chart = this.region('Chart');
    const [symbol, lastPrice, barCount] = await Promise.all(
      ['data-symbol', 'data-last-price', 'data-bar-count'].map((name) => chart.getAttribute(name)),
    );
    return { symbol: symbol ?? '', lastPrice: Number(lastPrice), barCount: Number(barCount) };
  }

  /** The lines drawn over the candles, in words. */
  chartLines(): Promise<string[]> {
    return this.region('Chart').getByRole('list', { name: 'Lines on the chart' }).getByRole('listitem').allInnerTexts();
  }

  /** Cards of trades that wait for a decision. */
  cards(): Locator {
    return this.region('Signals').getByRole('article', { name: /^(BUY|SELL) / });
  }

  /** Chooses a tab; one that has no room is in the menu at the end of its row. */
  async showTab(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await tab.count()) > 0) {
      await tab.click();
      return;
    }
    await this.page.getByRole('button', { name: /^More of tables/ }).click();
    await this.page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
    await this.page.getByRole('menu').waitFor({ state: 'hidden' });
  }

  /** The rows of a table below the chart, cell by cell. */
  async rows(tab: string): Promise<string[][]> {
    await this.showTab(tab);
    const rows = await this.region(tab).locator('tbody tr[aria-rowindex]').all();
    return await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  }

  /** Ledger balances and figures of the account, by name. */
  async account(): Promise<string> {
    await this.showTab('Account');
    return await this.region('Account').innerText();
  }

  async waitForEngine(words: string, withinMs: number): Promise<void> {
    await eventually(async () => {
      const said = await this.status('Engine');
      if (said !== words) throw new Error(`the window says "${said}", not "${words}"`);
    }, withinMs);
  }

  /** What axe finds wrong, as rule, element and reason. */
  async accessibilityFaults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 120)}: ${any[0]?.message ?? ''}`));
  }
}
