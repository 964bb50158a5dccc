import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../../src/report/compare.ts';
import { csvField, resultCsv } from '../../src/report/csv.ts';
import { fixed, plain } from '../../src/report/format.ts';
import { escapeHtml, inlineJson } from '../../src/report/page/html.ts';
import { share } from '../../src/report/page/pack.ts';
import { textWidth } from '../../src/report/textWidth.ts';
import { wrap } from '../../src/report/wrap.ts';
import { claimsOnly } from '../fixtures/report/results.ts';

const base = claimsOnly();
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows[rows.length - 1]!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** What the page's script does with parts. */
function filled(node: unknown, parts: readonly unknown[]): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((inner) => filled(inner, parts));
  if ('$' in node) return filled(parts[(node as { $: number }).$], parts);
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, filled(inner, parts)]));
}

describe('numbers', () => {
  it('read back from text within half a unit of the last digit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, decimals) => {
          const back = Number(fixed(value, decimals).replaceAll(',', '').replace('\u2212', '-'));
          // toFixed rounds half away from zero on the exact binary value: half a unit, plus the rounding of the sum itself.
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-6);
        },
      ),
    );
  });

  it('plain keeps four significant digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e9, noNaN: true }), (value) => {
        const back = Number(plain(value).replaceAll(',', ''));
        expect(Math.abs(back / value - 1)).toBeLessThanOrEqual(5.0001e-4);
      }),
    );
  });
});

describe('CSV', () => {
  it('reads back to the same values, whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.option(finite), (name, estimate) => {
        const result = { ...base, rows: [{ ...base.rows[0]!, analysis: name, estimate }] };
        const [header, row] = readCsv(resultCsv(result));
        expect(row![header!.indexOf('analysis')]).toBe(name);
        const cell = row![header!.indexOf('estimate')]!;
        expect(cell === '' ? null : Number(cell)).toBe(
          estimate === null ? null : estimate === 0 ? 0 : estimate,
        );
      }),
    );
  });

  it('fields without a quote hold no separator', () => {
    fc.assert(fc.property(fc.string(), (text) => /^"|^[^",\r\n]*$/.test(csvField(text, undefined))));
  });
});

describe('HTML', () => {
  it('never lets a text open a tag, close a script or leave an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"]/);
        expect(inlineJson({ text })).not.toContain('<');
        expect(JSON.parse(inlineJson({ text }))).toEqual({ text });
      }),
    );
  });

  it('what values share is written once, and they are put together again', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('"$"'));
    fc.assert(
      fc.property(json, json, (a, b) => {
        // Each stands several times, inside the other too.
        const values = JSON.parse(JSON.stringify([a, [b, a, { a, b }], { deep: [{ a, b }] }, b, a]));
        const { parts, shared } = share(values);
        expect(filled(shared, parts)).toEqual(values);
        const texts = parts.map((part) => JSON.stringify(filled(part, parts)));
        expect(new Set(texts).size).toBe(texts.length);
        expect(JSON.stringify({ parts, shared }).length).toBeLessThanOrEqual(
          JSON.stringify(values).length + JSON.stringify({ parts: [], shared: [] }).length,
        );
      }),
    );
  });
});

describe('wrap', () => {
  it('loses nothing but spaces, and breaks only lines that are too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'M+', ' ', '标', '志', '(') }),
        fc.integer({ min: 2, max: 30 }),
        (text, most) => {
          const lines = wrap(text, most);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines)
            if (/\s/.test(line))
              expect(textWidth(line.replace(/[^标志]/g, ''), 2, false) / 2).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

describe('comparison', () => {
  it('is the same both ways but for the sign', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (shifts) => {
          const a = base;
          const b = structuredClone(base);
          shifts.forEach((shift, i) => {
            const row = b.rows[i]!;
            if (row.estimate !== null) row.estimate += shift;
          });
          const forth = compareResults(a, b);
          const back = compareResults(b, a);
          expect(back.beyond).toBe(forth.beyond);
          expect(back.rows.map((row) => row.distance)).toEqual(forth.rows.map((row) => row.distance));
        },
      ),
      { numRuns: 25 },
    );
  });
});
