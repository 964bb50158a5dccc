// Takes the README's pictures anew: `npm start`, `npm run notebooks`, then `node pictures/make.mjs`. Needs a Chromium (CHROMIUM names it).
// What they show goes to pictures.json: `node pictures/make.mjs --check` says whether a picture is older than what it shows.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import sharp from 'sharp';
import '../src/cli/typescript.mjs';

const { findChromium } = await import('../src/cli/chromium.ts');
const root = fileURLToPath(new URL('..', import.meta.url));
const record = join(root, 'pictures/pictures.json');

/** Each picture: page, window, what it waits for and clicks, and what is scrolled to `below` pixels under the top. */
const PICTURES = {
  'report.png': {
    page: 'reports/ipass/index.html',
    size: [1000, 1000],
    ready: 'html[data-drawn]',
  },
  'charts.png': {
    page: 'reports/ipass/index.html',
    size: [1000, 600],
    ready: 'html[data-drawn]',
    top: 'figure[data-chart="power"] .live',
    below: 130,
  },
  'notebook.png': {
    page: 'notebooks/dist/when-does-enrichment-pay.html',
    size: [900, 980],
    ready: '.prediction button',
    click: '.prediction button',
    top: '.prediction',
    below: 380,
  },
};

/** What the reader sees of a page: its words in view, and the style. */
const seenIn = (page) =>
  page.evaluate(() => {
    const inView = (node) => {
      const box = node.parentElement.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight && box.height > 0;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode())
      if (inView(walker.currentNode) && !walker.currentNode.parentElement.closest('script,style'))
        words.push(walker.currentNode.textContent.trim());
    return [...words.filter(Boolean), ...[...document.querySelectorAll('style')].map((style) => style.textContent)].join('\n');
  });

const check = process.argv.includes('--check');
const before = check ? JSON.parse(readFileSync(record, 'utf8')) : {};
const profile = mkdtempSync(join(tmpdir(), 'markersim-pictures-'));
const browser = await puppeteer.launch({
  executablePath: findChromium(),
  headless: true,
  userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const taken = {};
try {
  for (const [name, { page: path, size, ready, click, top, below }] of Object.entries(PICTURES)) {
    const page = await browser.newPage();
    await page.setViewport({ width: size[0], height: size[1] });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.goto(pathToFileURL(join(root, path)).href);
    await page.waitForSelector(ready, { timeout: 120_000 });
    if (click !== undefined) await page.click(click);
    // A notebook plays its trials first.
    await new Promise((done) => setTimeout(done, 5000));
    if (top !== undefined)
      await page.evaluate(
        (selector, margin) =>
          scrollTo(0, document.querySelector(selector).getBoundingClientRect().top + scrollY - margin),
        top,
        below,
      );
    await new Promise((done) => setTimeout(done, 500));
    taken[name] = createHash('sha256').update(await seenIn(page)).digest('hex');
    if (!check) {
      const picture = sharp(await page.screenshot());
      await picture.png({ palette: true, colours: 48, dither: 0, effort: 10 }).toFile(join(root, 'pictures', name));
    }
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
if (check) {
  const stale = Object.keys(taken).filter((name) => taken[name] !== before[name]?.seen);
  for (const name of stale) console.error(`pictures/${name} is older than what it shows: node pictures/make.mjs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  const files = Object.entries(taken).map(([name, seen]) => {
    const bytes = readFileSync(join(root, 'pictures', name));
    return [name, { seen, file: createHash('sha256').update(bytes).digest('hex') }];
  });
  writeFileSync(record, `${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
}
