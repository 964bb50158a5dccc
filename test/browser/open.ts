import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

export interface Opening {
  width?: number;
  dark?: boolean;
  scripts?: boolean;
  hash?: string;
}

/** Opens a file and collects everything that a page of ours should not do: words at the console, errors, violations, requests. */
async function openFile(
  browser: Browser,
  path: string,
  { width = 1280, dark = false, scripts = true, hash = '' }: Opening = {},
): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage();
  const troubles: string[] = [];
  const own = pathToFileURL(path).href;
  page.on('console', (message) => troubles.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${String(error)}`));
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== own && !/^(blob|data):/.test(url)) troubles.push(`request: ${url}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.goto(own + hash);
  return { page, troubles };
}

/** Opens a report and waits until its charts are drawn. */
export async function openReport(browser: Browser, path: string, opening: Opening = {}) {
  const opened = await openFile(browser, path, opening);
  if (opening.scripts !== false)
    await opened.page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined, {
      timeout: 60_000,
    });
  return opened;
}

/** All faults that axe-core finds, of any weight, with everything unfolded. A policy lets no script in: axe is put in by the debugger, which stands above it. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    for (const part of document.querySelectorAll('details')) part.open = true;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(
      ({ id, impact, nodes }) =>
        `${id} (${impact}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))}`,
    );
  });
}

/**
 * Moves every slider to both ends and singles out every design: what is wrong with a chart there (not interactive, empty, a value
 * that is no number), with the words, or with the width.
 */
export function steeringTroubles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const troubles: string[] = [];
    const figures = [...document.querySelectorAll<HTMLElement>('figure[data-chart]')];
    const stacks = ['claims'];
    const look = async (where: string) => {
      await new Promise((done) => setTimeout(done, 60));
      const tell = (what: string) => troubles.push(`${where}: ${what}`);
      for (const figure of figures) {
        const name = figure.dataset.chart!;
        const marks = figure.querySelectorAll('.live .role-mark :is(path[d], text, line)');
        if (!figure.classList.contains('drawn')) tell(`${name} is a picture only`);
        // A whole of which one part is all is one bar; elsewhere a value has a mark and its interval.
        else if (marks.length < (stacks.includes(name) ? 1 : 2)) tell(`${name} is empty`);
        const wrong = [...figure.querySelectorAll('.live svg *')].some((node) =>
          [...node.attributes].some(({ value }) => /NaN|undefined/.test(value)),
        );
        if (wrong) tell(`${name} draws what is no number`);
      }
      const words = document.body.innerText.match(
        /.{0,20}(\b(NaN|undefined|null|Infinity)\b|\[object).{0,20}/,
      );
      if (words !== null) tell(words[0]);
      if (document.documentElement.scrollWidth > innerWidth) tell('the page scrolls sideways');
    };
    await look('as opened');
    for (const slider of document.querySelectorAll<HTMLInputElement>('input[data-stride]')) {
      for (const end of [slider.min, slider.max]) {
        slider.value = end;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await look(`${slider.getAttribute('aria-valuetext')} chosen`);
      }
    }
    for (const chip of document.querySelectorAll<HTMLElement>('.chips button')) {
      chip.click();
      await look(`${chip.textContent} singled out`);
    }
    return troubles;
  });
}
