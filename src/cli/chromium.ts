import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EXIT } from './exitCodes.ts';
import { CliFailure } from './failures.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** A long report is printed in a few seconds; a browser that hangs is not waited for longer. */
const PATIENCE = 120_000;

/** The installed browser that prints pages: what CHROMIUM names, else the first that is found; null where there is none. */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM;
  if (asked) return existsSync(asked) ? asked : null;
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]));
  return [...inPath, ...ELSEWHERE].find((path) => existsSync(path)) ?? null;
}

/**
 * Prints pages as PDF with an installed Chromium, each alone, without a network.
 *
 * @throws CliFailure where there is no browser or it does not print
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const browser = findChromium();
  if (browser === null) {
    throw new CliFailure(
      'PDF is printed by Chromium or Chrome, and none was found.\nInstall one, name it with CHROMIUM=/path/to/chromium, or use --format docx.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'markersim-pdf-'));
  try {
    const page = join(folder, 'page.html');
    const pdf = join(folder, 'page.pdf');
    writeFileSync(page, html);
    await promisify(execFile)(
      browser,
      [
        '--headless',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium's sandbox refuses to start for root; the page is our own, and its policy lets nothing in.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        '--virtual-time-budget=20000',
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href,
      ],
      { timeout: PATIENCE },
    );
    return await readFile(pdf);
  } catch (error) {
    throw new CliFailure(
      '{browser} did not print the page: {reason}.\nName another browser with CHROMIUM=/path/to/chromium, or use --format docx.',
      { browser, reason: error instanceof Error ? error.message.split('\n')[0] : String(error) },
      EXIT.failure,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
