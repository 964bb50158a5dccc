import { describe, expect, it } from 'vitest';
import { columnWidths, keepsValues } from '../../src/report/columnWidths.ts';
import { type Block, type Cell, details, section, table } from '../../src/report/document/block.ts';
import { blocksHtml } from '../../src/report/page/html.ts';
import { textWidth } from '../../src/report/textWidth.ts';

const page = { room: 9638, letter: 160, padding: 120 };
const of = (columns: string[], ...rows: Cell[][]) => columnWidths({ caption: '', columns, rows }, page);
const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);
const words = (text: string, times: number) => Array(times).fill(text).join(' ');

describe('widths of columns', () => {
  it('fill the room, in proportion where all fits on one line', () => {
    const { widths, lines } = of(['A', 'Quantity'], ['x', 'a few words']);
    expect(lines).toBe(1);
    expect(sum(widths)).toBeCloseTo(9638, 6);
    expect(widths[1]).toBeGreaterThan(3 * widths[0]!);
  });

  it('leave short columns on a line, and break the long ones', () => {
    const long = words('everybody and marker-positive together', 5);
    const { widths, lines } = of(['Design', 'Judged'], [long, 'beyond error']);
    expect(lines).toBeGreaterThan(1);
    expect(widths[1]! - 120).toBeGreaterThan(textWidth('beyond error', 160, true));
    expect(sum(widths)).toBeCloseTo(9638, 6);
  });

  it('never break a word of a head, of a cell or of what stands under it, where the page has room for all', () => {
    const head = ['Simulated', 'Computed', 'Quantity', 'Marker-negative'];
    const cell = { text: '12,345', tag: 'highest', small: ['12,300 to 12,390', 'MCSE 12'] };
    const { widths } = of(head, [cell, cell, words('of the later stages', 20), 'x']);
    for (const [i, text] of head.entries())
      expect(widths[i]! - 120).toBeGreaterThan(textWidth(text, 160, true));
    expect(widths[0]! - 120).toBeGreaterThan((13 / 16) * textWidth('12,300 to 12,390', 160, true));
  });

  it('count Chinese by its characters, at least four in a line', () => {
    const { widths } = of(['判断', '设计'], ['超出误差', '全人群与阳性并列主要终点'.repeat(8)]);
    expect(widths[0]! - 120).toBeGreaterThan(4 * 160);
    // A Latin word in brackets stays whole.
    const [values] = of(['差异（MCSE）', '设计'], ['+1', words('全人群', 60)]).widths;
    expect(values! - 120).toBeGreaterThan(textWidth('（MCSE）', 160, true));
    // Where there is room for no more than the longest piece of each, eight characters take the width of four, three that of three.
    const squeezed = columnWidths(
      { caption: '', columns: ['全人群', ...Array(9).fill('阳性人群全体患者')], rows: [] },
      { room: 40 * 160, letter: 160, padding: 0 },
    );
    for (const width of squeezed.widths.slice(1)) expect(width / squeezed.widths[0]!).toBeCloseTo(4 / 3, 6);
  });

  it('of values are wide enough for the values of all, however short the title', () => {
    const cell = { text: '12,345', tag: null, small: ['12,300 to 12,390', 'MCSE 12'] };
    const titles = ['Pooled', ...Array(6).fill('Borrowing by similarity, calibrated'), words('long', 9)];
    const data = {
      caption: '',
      columns: ['Quantity', ...titles],
      rows: [['Cost', ...titles.map(() => cell)]],
    };
    const value = (13 / 16) * textWidth('12,300 to 12,390', 160, true);
    const widthsIn = (room: number, numbersFrom?: number) =>
      columnWidths({ ...data, ...(numbersFrom && { numbersFrom }) }, { ...page, room }).widths.slice(1);
    for (const width of widthsIn(11_500, 1)) expect(width - 120).toBeGreaterThan(value);
    // Where there is no room for that, the short title is squeezed no more than the others.
    const [short, ...others] = widthsIn(8000);
    expect(short).toBeLessThan(0.8 * Math.min(...others));
    const [asWide, ...rest] = widthsIn(8000, 1);
    for (const width of rest) expect(width).toBeCloseTo(asWide!, 6);
    // The page's print style keeps the values on a line where all columns can.
    const kept = (room: number) => keepsValues({ ...data, numbersFrom: 1 }, { ...page, room });
    expect([kept(11_500), kept(8000)]).toEqual([true, false]);
  });

  it('take more lines where there are more columns, and are squeezed where nothing helps', () => {
    const columns = (n: number) => Array.from({ length: n }, () => words('hazard ratio', 4));
    expect(of(columns(3)).lines).toBeLessThan(of(columns(8)).lines);
    const squeezed = of(Array.from({ length: 40 }, () => 'immunohistochemistry'));
    expect(sum(squeezed.widths)).toBeCloseTo(9638, 6);
  });
});

describe('a section on paper', () => {
  const cell = { text: '100%', tag: null, small: ['91% to 100%', 'MCSE <3%'] };
  const comparison = (designs: number, quantities = 10) =>
    table(
      {
        columns: [
          'Quantity',
          ...Array(designs).fill('Calibrated power prior, with those that do badly pruned'),
        ],
        rows: Array.from({ length: quantities }, () => [
          'Power (by tumour: colorectal)',
          ...Array(designs).fill(cell),
        ]),
      },
      { numbersFrom: 1 },
    );
  const html = (...content: Block[]) =>
    blocksHtml([section('comparison', 'Comparison', content)], {
      figure: () => '',
      under: '',
      named: new Map(),
    });
  const at = (shown: boolean, ...content: Block[]): Block => ({ kind: 'point', point: 0, shown, content });

  it('keeps its values on a line where there is room for all', () => {
    expect(html(comparison(3))).toContain('<table class="kept">');
    expect(html(comparison(3, 4))).toContain('<table class="short kept">');
    expect(html(comparison(14, 2))).toContain('<table class="short">');
  });

  it('is cut by the end of a page where it has more than 16 lines, however few its rows', () => {
    const rows = (count: number, text: string) =>
      table({ columns: ['What'], rows: Array(count).fill([text]) });
    expect(html(rows(16, 'a word'))).toContain('class="short"');
    expect(html(rows(17, 'a word'))).not.toContain('class="short"');
    // 504 pt hold about 130 letters of 7.5 pt.
    expect(html(rows(6, 'a word and another '.repeat(20)))).not.toContain('class="short"');
  });

  it('is turned where a table of many designs stands in it, and only where that is seen', () => {
    const turned = /<section id="comparison" class="aside">/;
    expect(html(at(true, comparison(10)))).toMatch(turned);
    expect(html(at(true, comparison(2)))).not.toMatch(turned);
    expect(html(at(true, comparison(10, 3)))).not.toMatch(turned);
    expect(html(at(false, comparison(10)), at(true, comparison(2)))).not.toMatch(turned);
    expect(html(details('More', comparison(10)))).not.toMatch(turned);
    // Pictures are drawn for upright paper.
    expect(html(comparison(10), { kind: 'figure', name: 'power' })).not.toMatch(turned);
  });
});
