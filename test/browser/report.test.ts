import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../src/cli/chromium.ts';
import { resultCsv } from '../../src/report/csv.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';
import { launchOptions } from './chromium.ts';
import { axeFaults, type Opening, openReport } from './open.ts';

const chromium = findChromium();
const missing = 'no chromium found: set CHROMIUM to a browser, or install the package `chromium`';
if (chromium === null) console.warn(`browser checks of the report: ${missing}`);

it('has a browser to check with', ({ skip }) => {
  if (chromium === null && process.env.CI) throw new Error(missing);
  if (chromium === null) skip(missing);
});

const results = { ipass: ipassLike(), claims: claimsOnly() };
const pages = [
  ['ipass', 'index.html', 6],
  ['ipass', 'index.zh.html', 6],
  ['claims', 'index.html', 7],
  ['claims', 'index.zh.html', 7],
] as const;

describe.skipIf(chromium === null)('report in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'markersim-report-'));
    const runtime = runtimeTexts();
    for (const [name, result] of Object.entries(results)) {
      const files = await renderReport(result, { languages: ['en', 'zh'], runtime });
      for (const file of ['index.html', 'index.zh.html'])
        writeFileSync(join(folder, `${name}-${file}`), files.get(file)!);
    }
    browser = await puppeteer.launch(launchOptions(chromium!, join(folder, 'profile')));
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const open = (file: string, opening?: Opening) => openReport(browser, join(folder, file), opening);

  it.each(pages)(
    '%s %s draws its charts without an error, a policy violation or a request',
    async (name, file, count) => {
      const { page, troubles } = await open(`${name}-${file}`);
      expect(await page.evaluate(() => document.documentElement.dataset.drawn)).toBe(String(count));
      const marks = await page.$$eval('figure.drawn .live', (charts) =>
        charts.map((chart) => chart.querySelectorAll('svg path, svg line').length),
      );
      expect(marks).toHaveLength(count);
      expect(Math.min(...marks)).toBeGreaterThan(10);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );

  it('would notice a violation: an added script is refused', async () => {
    const { page, troubles } = await open('claims-index.html');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
    });
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(troubles.join()).toContain('policy: script-src');
    await page.close();
  });

  it.each(pages)('%s %s fits 360 px without sideways scrolling, drawn for a phone', async (name, file) => {
    const { page, troubles } = await open(`${name}-${file}`, { width: 360 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const widths = await page.$$eval('figure.drawn .live svg', (charts) =>
      charts.map((chart) => Number(chart.getAttribute('width'))),
    );
    expect(Math.max(...widths)).toBeLessThanOrEqual(336);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('shows a mark as its row of the data table', async () => {
    const { page } = await open('ipass-index.html');
    const handle = (await page.$('figure[data-chart=power] .live .mark-symbol.role-mark path'))!;
    await handle.evaluate((mark) => mark.scrollIntoView({ block: 'center' }));
    const box = (await handle.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction(
      () => getComputedStyle(document.getElementById('tip')!).visibility === 'visible',
    );
    const shown = await page.$eval('#tip', (tip) => tip.textContent!);
    const row = await page.$eval('figure[data-chart=power] table.data tbody tr', (first) =>
      Array.from((first as HTMLTableRowElement).cells, (cell) => cell.textContent!),
    );
    for (const cell of row) expect(shown).toContain(cell);
    await page.close();
  });

  it('singles out a design with the keyboard, in every chart', async () => {
    const { page } = await open('ipass-index.html');
    await page.focus('.chips button[data-design=enriched]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('figure[data-chart=power] .live .mark-line path[opacity="0.12"]') !== null,
    );
    expect(
      await page.$eval('.chips button[data-design=enriched]', (button) =>
        button.getAttribute('aria-pressed'),
      ),
    ).toBe('true');
    await page.close();
  });

  it('moves comparison and charts to another truth by keyboard, and back', async () => {
    const { page } = await open('ipass-index.html');
    const shown = () =>
      page.$$eval('[data-point]', (parts) =>
        parts
          .filter((part) => !(part as HTMLElement).hidden)
          .map((part) => (part as HTMLElement).dataset.point),
      );
    const lines = () =>
      page.$$eval('figure[data-chart=power] .live line[stroke-dasharray="3,3"]', (rules) => rules.length);
    expect(await shown()).toEqual(['10']);
    expect(await lines()).toBe(0);
    await page.focus('.slider input');
    await page.keyboard.press('ArrowLeft');
    expect(await shown()).toEqual(['6']);
    expect(await page.$eval('.slider output', (output) => output.textContent)).toBe('0.3');
    expect(await page.evaluate(() => location.hash)).toBe('#point=6');
    await page.waitForFunction(
      () => document.querySelector('figure[data-chart=power] .live line[stroke-dasharray="3,3"]') !== null,
    );
    await page.click('#reset');
    expect(await shown()).toEqual(['10']);
    expect(await page.evaluate(() => location.hash)).toBe('');
    await page.close();
  });

  it('opens as its address says, and ignores an address that means nothing', async () => {
    const { page } = await open('ipass-index.html', { hash: '#point=3&design=enriched' });
    expect(await page.$eval('[data-point="3"]', (part) => (part as HTMLElement).hidden)).toBe(false);
    expect(
      await page.$eval('.chips [aria-pressed=true]', (chip) => (chip as HTMLElement).dataset.design),
    ).toBe('enriched');
    await page.close();
    for (const hash of ['#point=99', '#point=-1', '#point=x&design=nobody', '#checks']) {
      const { page: other, troubles } = await open('ipass-index.html', { hash });
      expect(await other.$eval('[data-point="10"]', (part) => (part as HTMLElement).hidden), hash).toBe(
        false,
      );
      expect(troubles).toEqual([]);
      await other.close();
    }
  });

  it('goes back to the answer where the address loses its words, and keeps what was chosen at a place in the page', async () => {
    const { page } = await open('ipass-index.html', { hash: '#point=3&design=enriched' });
    const state = () =>
      page.evaluate(() => ({
        shown: [...document.querySelectorAll<HTMLElement>('[data-point]')]
          .filter(({ hidden }) => !hidden)
          .map(({ dataset }) => dataset.point),
        design: document.querySelector<HTMLElement>('.chips [aria-pressed=true]')!.dataset.design,
        hash: location.hash,
      }));
    const go = async (hash: string) => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 30)));
      return state();
    };
    const chosen = { shown: ['3'], design: 'enriched', hash: '#point=3&design=enriched' };
    expect(await state()).toEqual(chosen);
    expect(await go('#checks')).toEqual(chosen);
    expect(await go('#design=enriched')).toEqual({
      shown: ['10'],
      design: 'enriched',
      hash: '#design=enriched',
    });
    expect(await go('#')).toMatchObject({ shown: ['10'], design: '' });
    await page.close();
  });

  it('singles out the design of a mark that is clicked, and shows all again', async () => {
    const { page } = await open('ipass-index.html');
    const mark = (await page.$('figure[data-chart=power] .live .mark-symbol.role-mark path'))!;
    const pressed = () =>
      page.$eval('.chips [aria-pressed=true]', (chip) => (chip as HTMLElement).dataset.design);
    await mark.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    await mark.click();
    const design = await pressed();
    expect(design).not.toBe('');
    expect(await page.evaluate(() => location.hash)).toBe(`#design=${encodeURIComponent(design!)}`);
    await page.waitForFunction(
      () => document.querySelector('figure[data-chart=power] .live .mark-line path[opacity="0.12"]') !== null,
    );
    await (await page.$('figure[data-chart=power] .live .mark-symbol.role-mark path'))!.click();
    expect(await pressed()).toBe('');
    await page.close();
  });

  it("walks through a chart's values with the arrow keys", async () => {
    const { page } = await open('claims-index.html');
    await page.focus('figure[data-chart=power] .live');
    await page.keyboard.press('ArrowRight');
    const tip = () =>
      page.$eval('#tip', (element) => [getComputedStyle(element).visibility, element.textContent!]);
    const [visibility, text] = await tip();
    expect(visibility).toBe('visible');
    expect(text).toContain('Separate trials in M+ and M-');
    // Told to who cannot see it, and shown at its mark.
    expect(await page.$eval('#said', (status) => status.textContent)).toBe(text);
    const places = () =>
      page.evaluate(() => {
        const box = document.querySelector('.live .walked')!.getBoundingClientRect();
        const tip = document.getElementById('tip')!.getBoundingClientRect();
        return { mark: [box.right, box.bottom], tip: [tip.left, tip.top] };
      });
    const { mark, tip: at } = await places();
    expect(Math.hypot(at[0]! - mark[0]!, at[1]! - mark[1]!)).toBeLessThan(40);
    await page.keyboard.press('End');
    const rows = await page.$$eval('figure[data-chart=power] table.data tbody tr', (all) =>
      Array.from((all.at(-1) as HTMLTableRowElement).cells, (cell) => cell.textContent!),
    );
    for (const cell of rows) expect((await tip())[1]).toContain(cell);
    await page.keyboard.press('Home');
    expect((await tip())[1]).toBe(text);
    await page.keyboard.press('Escape');
    expect((await tip())[0]).toBe('hidden');
    await page.close();
  });

  it.each([
    ['ipass-index.html', false, 1280],
    ['ipass-index.zh.html', true, 360],
    ['claims-index.html', true, 768],
  ] as const)('%s (dark: %s, %i px) has no fault that axe finds', async (file, dark, width) => {
    const { page } = await open(file, { dark, width });
    expect(await axeFaults(page)).toEqual([]);
    await page.close();
  });

  it('saves each chart as picture, data and specification', async () => {
    const { page } = await open('claims-index.html');
    const saved = await page.evaluate(async () => {
      const made: Promise<string>[] = [];
      const create = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        made.push((blob as Blob).text());
        return create(blob);
      };
      HTMLAnchorElement.prototype.click = () => {};
      for (const button of document.querySelectorAll<HTMLElement>('figure[data-chart=power] [data-save]'))
        button.click();
      return Promise.all(made);
    });
    expect(saved).toHaveLength(3);
    expect(saved[0]).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(saved[1]!.split('\n')[0]).toContain('MCSE');
    expect(JSON.parse(saved[2]!)).toHaveProperty('$schema');
    await page.close();
  });

  it('hands out the results as the CSV of the folder, rounded where it says so', async () => {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      const create = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        void (blob as Blob).text().then((text) => Object.assign(window, { handedOut: text }));
        return create(blob);
      };
    });
    for (const [name, result] of Object.entries(results)) {
      await page.goto(pathToFileURL(join(folder, `${name}-index.html`)).href);
      const handle = await page.waitForFunction(
        () => (window as unknown as { handedOut?: string }).handedOut,
      );
      const text = await handle.jsonValue();
      const rounded = await page.$eval('#downloads', (part) =>
        part.textContent!.includes('6 significant digits'),
      );
      // Compared as a whole: a difference of thousands of lines would say nothing.
      expect(text === resultCsv(result, { digits: rounded ? 6 : undefined })).toBe(true);
    }
    await page.close();
  });

  it('repaints its charts in the dark', async () => {
    const ground = async (dark: boolean) => {
      const { page } = await open('ipass-index.html', { dark });
      const paint = await page.$eval(
        'figure[data-chart=power] .live text[fill="#1d242c"]',
        (text) => getComputedStyle(text).fill,
      );
      await page.close();
      return paint;
    };
    expect(await ground(false)).toBe('rgb(29, 36, 44)');
    expect(await ground(true)).toBe('rgb(232, 235, 238)');
  });

  it('shows static pictures without scripts, and prints them on paper', async () => {
    const { page } = await open('claims-index.html', { scripts: false });
    expect(
      await page.$$eval('figure .still', (stills) =>
        stills.every((still) => still.getBoundingClientRect().height > 50),
      ),
    ).toBe(true);
    await page.close();
    // A browser that cannot unpack the scripts is one without scripts.
    const old = await browser.newPage();
    await old.evaluateOnNewDocument(() => Object.assign(globalThis, { DecompressionStream: undefined }));
    const failed = new Promise((told) => old.once('pageerror', told));
    await old.goto(pathToFileURL(join(folder, 'claims-index.html')).href);
    await failed;
    const seen = (select: string) => old.$eval(select, (part) => part.getBoundingClientRect().height > 0);
    expect(await seen('.unscripted')).toBe(true);
    expect(await seen('figure .still')).toBe(true);
    expect(await seen('.controls')).toBe(false);
    await old.close();
    const { page: live } = await open('claims-index.html');
    expect(await live.$eval('.unscripted', (part) => part.getBoundingClientRect().height)).toBe(0);
    await live.emulateMediaType('print');
    const heights = await live.$$eval('figure .still, figure .live', (parts) =>
      parts.map((part) => [part.className, part.getBoundingClientRect().height > 50]),
    );
    expect(heights.every(([name, visible]) => visible === (name === 'still'))).toBe(true);
    expect(await live.$eval('#chosen', (line) => getComputedStyle(line).display)).toBe('none');
    await live.close();
  });

  it('prints what was chosen on the screen, and says so', async () => {
    const { page } = await open('ipass-index.html', { hash: '#point=6&design=enriched' });
    expect(await page.$eval('#chosen', (line) => getComputedStyle(line).display)).toBe('none');
    await page.emulateMediaType('print');
    const seen = await page.evaluate(() => ({
      chosen: document.getElementById('chosen')!.innerText,
      design: document.querySelector('.chips [aria-pressed=true]')!.textContent!,
      value: document.querySelector('.slider output')!.textContent!,
      charts: [...document.querySelectorAll('figure')].map((figure) =>
        ['.still', '.live'].map((part) => figure.querySelector(part)!.getBoundingClientRect().height > 50),
      ),
    }));
    expect(seen.chosen).toContain('As chosen on the screen: ');
    expect(seen.chosen).toContain(seen.design);
    expect(seen.chosen).toContain(seen.value);
    expect(seen.charts.every(([still, live]) => !still && live)).toBe(true);
    await page.close();
  });
});
