import { describe, expect, it } from 'vitest';
import { findChromium, printPdf } from '../../src/cli/chromium.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { claimsOnly } from '../fixtures/report/results.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';

const missing = 'no chromium found: set CHROMIUM to a browser, or install the package `chromium`';

it('has a browser to print with', ({ skip }) => {
  if (findChromium() === null && process.env.CI) throw new Error(missing);
  if (findChromium() === null) skip(missing);
});

describe.skipIf(findChromium() === null)('the report as PDF', () => {
  it('is A4 throughout, of a plausible number of pages, with text that can be searched', async () => {
    const files = await renderReport(claimsOnly(), { languages: ['zh'], runtime: runtimeTexts() });
    const pdf = Buffer.from(await printPdf(String(files.get('index.html')))).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(3);
    expect(boxes.length).toBeLessThan(25);
    // 210 x 297 mm in points, to the half point that Chromium rounds to.
    for (const [, width, height] of boxes) {
      expect(Math.abs(Number(width) - 595.28)).toBeLessThan(1);
      expect(Math.abs(Number(height) - 841.89)).toBeLessThan(1);
    }
    expect(pdf).toContain('/ToUnicode');
  });
});
