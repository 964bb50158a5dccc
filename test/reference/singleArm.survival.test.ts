import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analyses/analysis.ts';
import { medianAgainst } from '../../src/analyses/medianAgainst.ts';
import { milestone } from '../../src/analyses/milestone.ts';
import { oneSampleLogRank } from '../../src/analyses/oneSampleLogRank.ts';
import { survivalFromArrays } from '../../src/analyses/survivalFromArrays.ts';

/** R's survival package, test/reference/single-arm/survival.R. */
const r = JSON.parse(readFileSync(new URL('./single-arm/survival.json', import.meta.url), 'utf8'));
const data = survivalFromArrays({ ...r, arm: r.time.map(() => 1) });
const include = Uint8Array.of(1);
const exponential = (hazard: number) => ({
  shape: 1,
  scale: 1,
  cured: 0,
  until: [Number.POSITIVE_INFINITY],
  multiplier: [hazard],
});

/** Both compute in double precision from times of two decimals; R prints 15 digits. Measured worst 2e-14. */
const TOLERANCE = 1e-12;

function run(analysis: Analysis): Float64Array {
  const out = new Float64Array(5);
  analysis(out, 0);
  return out;
}

const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(expected)));

describe('one arm against a fixed curve, as R has it', () => {
  it('one-sample log-rank', () => {
    const { observed, expected, chisq } = r.oneSample;
    const [z, estimate, se] = run(oneSampleLogRank(data, include, exponential(r.hazard)));
    close(z, Math.sqrt(chisq));
    close(estimate, Math.log(observed / expected));
    close(se, 1 / Math.sqrt(observed));
  });

  it.each(r.milestones as Record<string, number>[])('survival at month $time', (row) => {
    const reference = 0.55;
    const [z, difference, se, lower, upper] = run(milestone(data, include, row.time, reference));
    close(difference, row.survival - reference);
    close(se, row.se);
    close(lower, row.lower - reference);
    close(upper, row.upper - reference);
    // z is the distance on the log-log scale, whose standard error R's limits are made of.
    const loglog = (s: number) => Math.log(-Math.log(s));
    const error = (loglog(row.lower) - loglog(row.upper)) / (2 * 1.959963984540054);
    close(z, (loglog(reference) - loglog(row.survival)) / error);
    const ratio = run(milestone(data, include, row.time, reference, 'cumulative hazard ratio'));
    close(ratio[0], z);
    close(ratio[1], loglog(row.survival) - loglog(reference));
    close(ratio[2], error);
    close(ratio[3], loglog(row.upper) - loglog(reference));
    close(ratio[4], loglog(row.lower) - loglog(reference));
  });

  it('median with its limits', () => {
    const [, ratio, , lower, upper] = run(medianAgainst(data, include, 5));
    [ratio, lower, upper].forEach((value, i) => {
      close(5 * Math.exp(value), r.median[i]);
    });
  });

  it('worked example: times 2, 5, 8+, 10 against hazard 0.2', () => {
    const small = survivalFromArrays({ time: [2, 5, 8, 10], event: [1, 1, 0, 1], arm: [1, 1, 1, 1] });
    const [z, estimate] = run(oneSampleLogRank(small, include, exponential(0.2)));
    // O = 3, E = 0.2 * 25 = 5.
    close(z, 2 / Math.sqrt(5));
    close(estimate, Math.log(0.6));
    // Survival 0.5 from month 5 to month 10: the middle of the stretch.
    close(run(medianAgainst(small, include, 7.5))[1], 0);
  });

  it('says what cannot be known', () => {
    const few = survivalFromArrays({ time: [3, 4, 9], event: [0, 0, 0], arm: [1, 1, 1] });
    // Nobody had the event: z by the chance that the one followed to month 6 survives it.
    expect(run(milestone(few, include, 6, 0.4))[0]).toBeCloseTo(0.2533471, 7);
    expect(run(milestone(few, include, 10, 0.4))).toEqual(new Float64Array(5).fill(Number.NaN));
    expect(run(oneSampleLogRank(few, include, exponential(0.1)))[1]).toBeNaN();
    const [, median, se, lower, upper] = run(medianAgainst(few, include, 6));
    expect([median, se, lower]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(upper).toBe(Number.POSITIVE_INFINITY);
  });
});
