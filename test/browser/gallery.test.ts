import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../src/cli/chromium.ts';
import { galleryPage } from '../../src/report/gallery.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';
import { launchOptions } from './chromium.ts';
import { axeFaults } from './open.ts';

describe.skipIf(findChromium() === null)('the gallery in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'markersim-gallery-'));
    const entries = [ipassLike(), claimsOnly()].map((result) => ({
      result,
      page: 'x.html',
      thumbnail: null,
    }));
    writeFileSync(join(folder, 'index.html'), galleryPage(entries, 'zh', []));
    browser = await puppeteer.launch(launchOptions(findChromium()!, join(folder, 'profile')));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it('narrows to a clause by chip, to words by typing, and back; at 360 px without sideways scrolling', async () => {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    await page.setViewport({ width: 360, height: 800 });
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    const shown = () =>
      page.$$eval('article', (cards) =>
        cards
          .filter((card) => !(card as HTMLElement).hidden)
          .map((card) => card.querySelector('h2')!.textContent),
      );
    expect(await shown()).toHaveLength(2);
    await page.click('.clauses button');
    expect(await shown()).toEqual(['吉非替尼与EGFR（IPASS）']);
    expect(await page.$eval('.clauses button', (chip) => chip.getAttribute('aria-pressed'))).toBe('true');
    await page.click('.clauses button');
    await page.type('#search', '富集 IPASS');
    expect(await shown()).toEqual(['吉非替尼与EGFR（IPASS）']);
    await page.type('#search', ' nothing');
    expect(await shown()).toEqual([]);
    expect(await page.$eval('#count', (count) => count.textContent)).toBe('0 / 2');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await axeFaults(page)).toEqual([]);
    // Enter sends nothing: the policy would refuse it at the console.
    await page.focus('#search');
    await page.keyboard.press('Enter');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('opens as its address says, follows it, and reads none that means nothing', async () => {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    const file = pathToFileURL(join(folder, 'index.html')).href;
    const state = () =>
      page.evaluate(() => [
        (document.getElementById('search') as HTMLInputElement).value,
        document.getElementById('count')!.textContent,
      ]);
    await page.goto(`${file}#bm-4.3.1`);
    expect(await state()).toEqual(['bm-4.3.1', '1 / 2']);
    await page.evaluate(() => {
      location.hash = '#nothing';
    });
    await page.waitForFunction(() => document.getElementById('count')!.textContent === '0 / 2');
    await page.goto('about:blank');
    await page.goto(`${file}#%E0%A4%A`);
    expect(await state()).toEqual(['', '2 / 2']);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
