import { describe, expect, it } from 'vitest';
import { decimalsFor, fixed, nearOne, plain, signed } from '../../src/report/format.ts';
import { messages } from '../../src/report/messages/index.ts';
import {
  estimateText,
  fullText,
  halfWidthText,
  intervalText,
  mcseText,
  metricName,
  quantityName,
  valueText,
} from '../../src/report/metrics.ts';
import { textWidth } from '../../src/report/textWidth.ts';
import { bound, wrap } from '../../src/report/wrap.ts';

const en = messages('en');
const zh = messages('zh');
const row = (metric: string, estimate: number, lower: number | null, upper: number | null) => ({
  metric,
  estimate,
  lower,
  upper,
});

describe('numbers as text', () => {
  it('groups thousands, uses a true minus sign, and gives zero no sign', () => {
    expect(fixed(1234567.891, 1)).toBe('1,234,567.9');
    expect(fixed(-1234.5, 1)).toBe('\u22121,234.5');
    expect(fixed(-0.0001, 2)).toBe('0.00');
    expect(signed(0.0001, 2)).toBe('0.00');
    expect(signed(2.1, 1)).toBe('+2.1');
  });

  it('shows one significant digit of the error and no more than asked', () => {
    expect([12, 1, 0.5, 0.04, 0.00001].map((error) => decimalsFor(error, 4))).toEqual([0, 0, 1, 2, 4]);
    expect(decimalsFor(null, 3)).toBe(3);
  });

  it('does not call a probability certain that is only near 1', () => {
    expect([0.99226418, 0.99994, 0.99996, 0.9999997326, 1].map(nearOne)).toEqual([
      '0.9923',
      '0.9999',
      '0.999960',
      '0.99999973',
      '1',
    ]);
  });

  it('sets titles apart in a list that their own words would run into', () => {
    const titles = ['All, each closed', 'The first and the second', 'Plain'];
    expect(en.titles(titles)).toBe(
      '\u201cAll, each closed\u201d, \u201cThe first and the second\u201d and Plain',
    );
    expect(en.titles(titles.slice(0, 1))).toBe('All, each closed');
    expect(zh.titles(['先肺癌，后其他', '合并'])).toBe('“先肺癌，后其他”和合并');
  });

  it('writes plain values at their shortest', () => {
    expect([0.95, 6.3, 1217, 0.025318, 1e-7].map((value) => plain(value))).toEqual([
      '0.95',
      '6.3',
      '1,217',
      '0.02532',
      '1e-7',
    ]);
  });
});

describe('text that lines may not break', () => {
  it('is the sign of a marker, and no hyphen of a word or a number', () => {
    expect(bound('hazard ratio M-, EGFR- (marker-negative, 2-1) --seed')).toBe(
      'hazard ratio M\u2011, EGFR\u2011 (marker-negative, 2-1) --seed',
    );
  });
});

describe('estimates as text', () => {
  it('writes proportions in percent with the digits that the interval supports', () => {
    expect(fullText(row('power', 0.9312, 0.926, 0.936), en)).toBe('93.1% (92.6% to 93.6%)');
    expect(fullText(row('power', 0.9312, 0.926, 0.936), zh)).toBe('93.1%（92.6% 至 93.6%）');
  });

  it('writes large counts in whole numbers, unless their interval would be a point', () => {
    expect(fullText(row('randomised', 392.4, 391.9, 392.9), en)).toBe('392 (392 to 393)');
    expect(fullText(row('randomised', 119.94, 119.65, 120.23), en)).toBe('119.9 (119.7 to 120.2)');
    expect(estimateText(row('randomised', 1217.4, null, null), en)).toBe('1,217');
  });

  it('writes differences of proportions in points, with their sign', () => {
    expect(fullText(row('power difference', -0.0026, -0.0034, -0.0018), en)).toBe(
      '\u22120.26 points (\u22120.34 to \u22120.18)',
    );
  });

  it('gives no interval to what the design fixes, and says when there is no estimate', () => {
    expect(intervalText(row('randomised', 700, 700, 700), en)).toBeNull();
    // A difference that is called beyond error does not end at a rounded zero; one that is not, may.
    expect(intervalText(row('power difference', -0.02, -0.04, -0.0004), en)).toBe('\u22124 to \u22120.04');
    expect(intervalText(row('power difference', -0.02, -0.04, 0.0004), en)).toBe('\u22124 to 0');
    expect(intervalText(row('power difference', 0.02, 0.0004, 0.04), en)).toBe('+0.04 to +4');
    expect(estimateText({ metric: 'bias', estimate: null, lower: null, upper: null }, en)).toBe('n/a');
    expect(valueText(Number.NaN, 'bias', null, zh)).toBe('不适用');
  });

  it('names quantities in both languages, and leaves an unknown metric as it stands', () => {
    expect(quantityName('power difference', 'M+', en)).toBe('Difference in power (M+)');
    expect(quantityName('power', 'M+', zh)).toBe('把握度（M+）');
    expect(quantityName('new metric', '', zh)).toBe('new metric');
  });
});

describe('text on a chart', () => {
  it('has a width that does not depend on fonts: Arial for Latin, one em for Chinese', () => {
    expect(textWidth('0.5', 10, false)).toBeCloseTo(13.9, 10);
    expect(textWidth('把握度', 10, false)).toBe(30);
  });

  it('wraps between words and between Chinese characters', () => {
    expect(wrap('Biomarker stratified', 12)).toEqual(['Biomarker', 'stratified']);
    expect(wrap('生物标志物分层设计', 12)).toEqual(['生物标志物分', '层设计']);
    expect(wrap('', 12)).toEqual(['']);
    // No line begins with what closes, or ends with what opens.
    expect(wrap('全体患者随机，交互', 12)).toEqual(['全体患者随', '机，交互']);
    expect(wrap('全体患者与（总体）', 12)).toEqual(['全体患者与', '（总体）']);
    expect(wrap('平均结论为“另一”时', 12)).toEqual(['平均结论为', '“另一”时']);
    // Nor with a dash.
    expect(wrap('Rare tumours\u00a0– what then?', 13)).toEqual(['Rare', 'tumours\u00a0–', 'what then?']);
  });
});

describe('Monte Carlo errors as text', () => {
  const errors = (metric: string, mcse: number | null, lower: number | null, upper: number | null) =>
    mcseText({ metric, mcse, lower, upper });

  it('are MCSEs in the unit of the metric, and none where the design fixes the value', () => {
    expect(errors('power', 0.01404, 0.7, 0.76)).toBe('1.4%');
    expect(errors('power at look 1', 0.01404, 0.7, 0.76)).toBe('1.4%');
    expect(errors('months to analysis', 0.0384, 27.6, 27.8)).toBe('0.038');
    expect(errors('randomised', 0, 1200, 1200)).toBeNull();
    expect(errors('bias', null, null, null)).toBeNull();
    // A difference of costs that is 5 in every replicate, but for the rounding of its sum.
    const sum = { metric: 'cost difference', estimate: 5, lower: 5 - 4e-15, upper: 5 + 4e-15, mcse: 2e-15 };
    expect(mcseText(sum)).toBeNull();
    expect(intervalText(sum, en)).toBeNull();
  });

  it('are bounded, not zero, where a share came out as 0 or 1', () => {
    // Wilson at 1,000 of 1,000: 0.9962 to 1, half-width over 1.96 is 0.097 %.
    expect(errors('power', 0, 0.9962, 1)).toBe('<0.1%');
  });

  it('are half-widths at the terminal', () => {
    expect(halfWidthText(row('power', 0.73, 0.7, 0.76))).toBe('3%');
    expect(halfWidthText(row('screened', 1059, 1057.2, 1060.8))).toBe('2');
  });

  it('know a metric at a look or beside a second reference', () => {
    expect(metricName('power at look 2', en)).toBe('Power at look 2');
    expect(metricName('power (Schoenfeld)', zh)).toBe('把握度');
    expect(metricName('relative efficiency (screened)', en)).toBe('Relative efficiency (screened)');
  });
});
