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

/** JSON is YAML: names of any characters need no thought about quotes. */
const q = JSON.stringify;
const evil = `"</script><script>window.broken=1</script> 'q' \\ & <b onclick=alert(1)> \${x} {{y}} %s`;
const long = 'averyveryverylongnamewithoutanyblankinit'.repeat(5);
const cjk = '这是一个非常长的中文名称没有空格'.repeat(6);

const marker = `markers: {M: {prevalence: 0.4}}
  endpoints: {R: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.2, M-: 0}, assessed at: 2}}}`;
const tumours = Array.from({ length: 40 }, (_, i) => `tumour number ${i + 1}`);

const scenario = (
  truth: string,
  designs: string[],
  more = '',
  title = 'Strange',
  replicates = 20,
) => `id: strange
title: ${q({ en: title, zh: title })}
${more}
truth:
  ${truth}
  enrolment: {screened per month: 20}
designs:
${designs.join('')}
simulation: {replicates: ${replicates}}
`;
const design = (id: string, title: string, enrol = 'all') => `  ${q(id)}:
    title: ${q({ en: title, zh: title })}
    enrol: ${enrol}
    randomise: {ratio: 1:1}
    size: {randomised: 60}
    tests:
      overall: {of: R, in: all, by: risk-difference}
      ${q(id)}: {of: R, in: M+, by: risk-difference}
    claims: {works: reject overall, none: otherwise}
`;

const strange = {
  'names that are markup, too long, or Chinese': scenario(
    marker,
    [design(evil, `${evil}\u2028!`), design('b', long), design('c', cjk, 'M+')],
    `question: ${q({ en: evil, zh: cjk })}
sources: [${q(evil)}]
sweep: {truth.markers.M.prevalence: [0.2, 0.4]}`,
    evil,
  ),
  'fifteen designs over four dimensions': scenario(
    marker,
    Array.from({ length: 15 }, (_, i) => design(`d${i}`, `Design ${i + 1}`, i % 2 ? 'M+' : 'all')),
    `sweep:
  truth.markers.M.prevalence: [0.2, 0.4]
  truth.endpoints.R.binary.control.rate: [0.1, 0.3]
  truth.endpoints.R.binary.risk difference.M-: [0, 0.1]
  truth.enrolment.screened per month: [10, 20]`,
  ),
  'forty levels': scenario(
    `strata: {tumour: {${tumours.map((name) => `${name}: {share: 0.025}`).join(', ')}}}
  endpoints: {R: {binary: {control: {rate: 0.1}, experimental: {rate: {tumour = tumour number 1: 0.5, all: 0.2}}, assessed at: 2}}}`,
    [
      `  a:
    single arm: experimental
    enrol: all
    size: {treated: 200}
    tests: {each: {of: R, in: each tumour, against: {rate: 0.1}, by: exact}}
`,
    ],
  ),
  'one replicate of one design': scenario(marker, [design('only', 'Only')], '', 'One', 1),
};
const names = Object.keys(strange) as (keyof typeof strange)[];

describe.skipIf(findChromium() === null)('reports of strange scenarios in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'markersim-strange-'));
    const runtime = runtimeTexts();
    for (const [name, text] of Object.entries(strange)) {
      const files = await renderReport(await runScenario(text), { languages: ['en', 'zh'], runtime });
      for (const file of ['index.html', 'index.zh.html'])
        writeFileSync(join(folder, `${name} ${file}`), files.get(file)!);
    }
    browser = await puppeteer.launch(launchOptions(findChromium()!, join(folder, 'profile')));
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it.each(names)('%s: whole at 1280 and 360 px, in both languages', async (name) => {
    for (const [file, width] of [
      ['index.html', 1280],
      ['index.zh.html', 360],
    ] as const) {
      const path = join(folder, `${name} ${file}`);
      expect(readFileSync(path).length).toBeLessThan(1_500_000);
      const { page, troubles } = await openReport(browser, path, { width, dark: width === 360 });
      const found = await steeringTroubles(page);
      // A page that is full has pictures instead, and says so at each.
      expect(
        found.filter((trouble) => !trouble.endsWith('is a picture only')),
        file,
      ).toEqual([]);
      const silent = await page.$$eval('figure:not(.drawn)', (figures) =>
        figures.filter((figure) => figure.querySelector('figcaption .screen') === null),
      );
      expect(silent).toEqual([]);
      expect(await axeFaults(page), file).toEqual([]);
      expect(await page.evaluate(() => 'broken' in window)).toBe(false);
      // What stays on top while reading must leave room to read.
      const controls = await page.$$eval('.controls', (parts) =>
        parts.map((part) => [getComputedStyle(part).position, part.getBoundingClientRect().height]),
      );
      for (const [position, height] of controls)
        expect(position !== 'sticky' || (height as number) <= 405 + 1).toBe(true);
      expect(troubles).toEqual([]);
      await page.close();
    }
  });
});
