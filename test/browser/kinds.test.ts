import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../src/cli/chromium.ts';
import { runScenario } from '../../src/cli/library.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';
import { launchOptions } from './chromium.ts';
import { axeFaults, openReport, steeringTroubles } from './open.ts';

/** One scenario of each kind of question beside enrichment, which `report.test.ts` opens. */
const kinds = {
  programs: 'guideline/PT-2.2-timing',
  baskets: 'guideline/PT-3.3-children',
  cohorts: 'guideline/BM-2.2-external-control',
  adaptive: 'guideline/BM-4.3.2c-adaptive-enrichment',
  // Three dimensions of the sweep.
  sweep: 'guideline/BM-3.2.4-assay-accuracy',
} as const;
const pages = Object.keys(kinds).flatMap((kind) =>
  (['index.html', 'index.zh.html'] as const).map((file) => [kind, file] as const),
);

describe.skipIf(findChromium() === null)('reports of every kind of question in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'markersim-kinds-'));
    const runtime = runtimeTexts();
    for (const [kind, name] of Object.entries(kinds)) {
      const result = await runScenario(readFileSync(`scenarios/${name}.yaml`, 'utf8'), { replicates: 40 });
      const files = await renderReport(result, { languages: ['en', 'zh'], runtime });
      for (const file of ['index.html', 'index.zh.html'])
        writeFileSync(join(folder, `${kind}-${file}`), files.get(file)!);
    }
    browser = await puppeteer.launch(launchOptions(findChromium()!, join(folder, 'profile')));
    // Five scenarios are run: on a busy machine that takes minutes.
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const open = (file: string, width: number, hash = '') =>
    openReport(browser, join(folder, file), { width, hash });

  it.each(pages)('%s %s: under 1.5 MB, fits a phone, breaks no rule of accessibility', async (kind, file) => {
    const name = `${kind}-${file}`;
    expect(readFileSync(join(folder, name)).length).toBeLessThan(1_500_000);
    const { page, troubles } = await open(name, 360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await axeFaults(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it.each(pages)('%s %s keeps its charts whole wherever it is steered', async (kind, file) => {
    const { page, troubles } = await open(`${kind}-${file}`, file === 'index.html' ? 1280 : 360);
    expect(await steeringTroubles(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it.each(pages)(
    '%s %s moves to another truth by keyboard, and opens as its address says',
    async (kind, file) => {
      const { page, troubles } = await open(`${kind}-${file}`, 1280);
      const shown = () =>
        page.$$eval('[data-point]', (parts) =>
          parts
            .filter((part) => !(part as HTMLElement).hidden)
            .map((part) => (part as HTMLElement).dataset.point),
        );
      const before = await shown();
      await page.focus('.slider input');
      const atEnd = await page.$eval('.slider input', (input) => {
        const { value, max } = input as HTMLInputElement;
        return value === max;
      });
      await page.keyboard.press(atEnd ? 'ArrowLeft' : 'ArrowRight');
      const after = await shown();
      expect(after).not.toEqual(before);
      const hash = await page.evaluate(() => location.hash);
      expect(hash).toBe(`#point=${after[0]}`);
      expect(troubles).toEqual([]);
      await page.close();
      const { page: again } = await open(`${kind}-${file}`, 1280, hash);
      expect(
        await again.$$eval('[data-point]', (parts) =>
          parts
            .filter((part) => !(part as HTMLElement).hidden)
            .map((part) => (part as HTMLElement).dataset.point),
        ),
      ).toEqual(after);
      await again.close();
    },
  );
});
