import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from '../../notebooks/kit/sha256.ts';
import { findChromium } from '../../src/cli/chromium.ts';
import { runScenario } from '../../src/cli/library.ts';
import { resultJson } from '../../src/report/json.ts';
import { launchOptions } from './chromium.ts';
import { axeFaults } from './open.ts';

const names = readdirSync('notebooks')
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replace(/\.html$/, ''));

it('the hash in the browser is SHA-256', () => {
  // FIPS 180-4 examples, and lengths about the borders of a block.
  const hex = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const length of [54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const text = '\u8bd5'.repeat(length);
    const bytes = new Uint8Array(execFileSync(process.execPath, ['-e', HASH, text]));
    expect(hex(text), String(length)).toBe(Buffer.from(bytes).toString().trim());
  }
});
const HASH = "console.log(require('node:crypto').createHash('sha256').update(process.argv[1]).digest('hex'))";

describe.skipIf(findChromium() === null)('the notebooks in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'markersim-notebooks-'));
    execFileSync(process.execPath, ['notebooks/build.mjs', folder], { stdio: 'pipe' });
    browser = await puppeteer.launch(launchOptions(findChromium()!, join(folder, 'profile')));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  /** Opens a built notebook and waits until its cells have shown what they show, or one has failed. */
  async function open(file: string, width = 1000) {
    const page = await browser.newPage();
    const troubles: string[] = [];
    const own = pathToFileURL(join(folder, file)).href;
    page.on('console', (message) => troubles.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${String(error)}`));
    page.on('request', (request) => {
      if (request.url() !== own && !/^(blob|data):/.test(request.url()))
        troubles.push(`request: ${request.url()}`);
    });
    await page.setViewport({ width, height: 900 });
    await page.goto(own);
    await page.waitForFunction(
      () =>
        document.querySelector('.observablehq--error') !== null ||
        (document.querySelector('.controls') !== null &&
          document.querySelector('main table tbody td') !== null),
      { timeout: 60_000 },
    );
    const failed = await page.$$eval('.observablehq--error', (cells) =>
      cells.map((cell) => cell.textContent),
    );
    return { page, troubles, failed };
  }

  it('are the three that teach', () => {
    expect(names.sort()).toEqual([
      'prognostic-or-predictive',
      'when-does-enrichment-pay',
      'whose-response-rate',
    ]);
  });

  it.each(names)(
    '%s runs every cell without an error or a request, answers a slider, fits 360 px, and axe finds nothing',
    async (name) => {
      const { page, troubles, failed } = await open(`${name}.html`, 360);
      expect(failed).toEqual([]);
      const shown = () => page.$eval('main table', (table) => table.textContent!);
      const before = await shown();
      await page.focus('.slider input');
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
      await page.waitForFunction(
        (old) => document.querySelector('main table')!.textContent !== old,
        {},
        before,
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await page.$$('.observablehq--error')).toEqual([]);
      await page.click('.prediction button');
      await page.waitForFunction(() => document.querySelector('.revealed > .answer') !== null);
      for (const language of ['en', 'zh-CN']) {
        await page.click(`.languages [lang=${language}]`);
        expect(await axeFaults(page), language).toEqual([]);
      }
      expect(troubles).toEqual([]);
      await page.close();
    },
  );

  it.each(names)('%s is whole in both languages, and shows its result after a prediction', async (name) => {
    const { page, troubles } = await open(`${name}.html`);
    const seen = () =>
      page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title,
        text: document.querySelector('main')!.innerText.replace(/Clin Cancer Res|Simon R, .*/g, ''),
      }));
    await page.click('.languages [lang=en]');
    const en = await seen();
    // The other language's name on the switch is all that is Chinese.
    expect(en.text.replace('中文', '')).not.toMatch(/[\u4e00-\u9fff]/);
    expect(en.text).toContain('Predict first');
    await page.focus('.languages [lang=zh-CN]');
    await page.keyboard.press('Enter');
    const zh = await seen();
    expect([zh.lang, await page.evaluate(() => location.hash)]).toEqual(['zh-CN', '#zh']);
    expect(zh.title).toMatch(/[\u4e00-\u9fff]/);
    // No English sentence is left: three words of small letters in a row.
    expect(zh.text.match(/\b[a-z]{3,} [a-z]{3,} [a-z]{3,}\b/g)).toBeNull();
    expect(await page.$eval('.revealed table', (table) => table.getBoundingClientRect().height)).toBe(0);
    await page.focus('.prediction button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.revealed > .answer') !== null);
    expect((await seen()).text).toMatch(
      /您的预测为 50%，模拟结果为 [\d.]+% ?(（[\d.]+% 至 [\d.]+%）|±[\d.]+)/,
    );
    // Charts call tests and levels as the page does.
    const drawn = await page.$$eval('figure', (figures) =>
      figures.filter((figure) => figure.offsetHeight > 0).map((figure) => figure.textContent!),
    );
    expect(drawn).toHaveLength(1);
    expect(drawn[0]).not.toMatch(/[a-z]{5,}/);
    // Another truth: the result stays open, the prediction stands.
    await page.focus('.slider input');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelector('.revealed > .answer') !== null);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it.each(names)(
    '%s stands every slider at both ends, and says while its numbers are of the sliders before',
    async (name) => {
      const { page, troubles } = await open(`${name}.html`);
      await page.click('.prediction button');
      for (const end of ['min', 'max'] as const) {
        const before = await page.$eval('.revealed table', (table) => table.textContent);
        const playing = await page.$$eval(
          '.controls input',
          (inputs, to) => {
            for (const input of inputs as HTMLInputElement[]) {
              input.value = input[to];
              input.dispatchEvent(new Event('input', { bubbles: true }));
            }
            return new Promise((done) =>
              requestAnimationFrame(() =>
                setTimeout(() => done(document.documentElement.hasAttribute('data-playing'))),
              ),
            );
          },
          end,
        );
        expect(playing).toBe(true);
        await page.waitForFunction(
          (old) =>
            !document.documentElement.hasAttribute('data-playing') &&
            (document.querySelector('.observablehq--error') !== null ||
              document.querySelector('.revealed table')!.textContent !== old),
          { timeout: 60_000 },
          before,
        );
        expect(await page.$$('.observablehq--error')).toEqual([]);
        const seen = await page.evaluate(() => ({
          text: document.querySelector('main')!.innerText,
          sliders: [...document.querySelectorAll('.controls output')].map((output) => output.textContent!),
          marks: document.querySelectorAll('figure svg path').length,
        }));
        expect(seen.text).not.toMatch(/NaN|undefined|null|–\s*\n/);
        expect(seen.marks).toBeGreaterThan(10);
        // What is computed from the sliders in the text follows them.
        if (name === 'whose-response-rate') {
          const [rare, middle, common] = seen.sliders.map((value) => Number(value.replace('%', '')));
          const target = (0.1 * rare! + 0.2 * middle! + 0.7 * common!).toFixed(1);
          expect(seen.text).toContain(
            `respond in ${target}% (0.1 × ${rare}% + 0.2 × ${middle}% + 0.7 × ${common}%)`,
          );
        }
        if (name === 'when-does-enrichment-pay')
          expect(seen.text).toContain(`calls positive, about ${end === 'min' ? 200 : 160}.`);
      }
      expect(troubles).toEqual([]);
      await page.close();
    },
  );

  it('would notice a cell that fails', async () => {
    const built = readFileSync(join(folder, 'prognostic-or-predictive.html'), 'utf8');
    expect(built).toContain('size: {treated: 80}');
    writeFileSync(join(folder, 'broken.html'), built.replace('size: {treated: 80}', 'size: {treated: none}'));
    const { page, failed } = await open('broken.html');
    expect(failed.join()).toContain('must be a number');
    await page.close();
  });

  it('give the same bytes as the command line', async () => {
    const { page } = await open('when-does-enrichment-pay.html');
    const scenarios = [
      readFileSync('scenarios/case-studies/ipass.yaml', 'utf8'),
      readFileSync('scenarios/guideline/BM-3.2.4-assay-accuracy.yaml', 'utf8'),
      readFileSync('test/golden/scenario/base.yaml', 'utf8'),
    ];
    for (const text of scenarios) {
      const here = resultJson(await runScenario(text, { replicates: 20 }));
      const there = await page.evaluate(
        (scenario) =>
          (
            globalThis as unknown as { markersim: { runText: (text: string, n: number) => Promise<string> } }
          ).markersim.runText(scenario, 20),
        text,
      );
      // Compared as a whole: a difference of thousands of lines would say nothing.
      expect(there === here).toBe(true);
    }
    await page.close();
  });
});
