import { describe, expect, it } from 'vitest';
import { fillNegativeLog } from '../../src/distributions/negativeLog.ts';
import { fillStandardNormal } from '../../src/distributions/standardNormal.ts';
import { multiplyHazard, type SurvivalLaw, survivalAt } from '../../src/distributions/survivalLaw.ts';
import { binaryOutcome } from '../../src/endpoints/binary.ts';
import { continuousOutcome } from '../../src/endpoints/continuous.ts';
import { createFollowUp, NEVER, type Randomised, timeToEvent } from '../../src/endpoints/timeToEvent.ts';
import { normalCdf } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import {
  correlation,
  countScore,
  KOLMOGOROV_LIMIT,
  kolmogorov,
  meanScore,
  sampleOf,
  varianceScore,
  Z_LIMIT,
} from '../fixtures/kernel/statistics.ts';

const N = 100_000;
const ALWAYS = Number.POSITIVE_INFINITY;

function words(purpose: string, n = N): Int32Array {
  const { stream, start } = streamsOf('endpoints')(purpose);
  start(0);
  const out = new Int32Array(n);
  stream.fill(out, 0, n);
  return out;
}
function exponentials(purpose: string): Float64Array {
  const out = new Float64Array(N);
  fillNegativeLog(words(purpose), out, 0, N);
  return out;
}

/** Patients of groups 0, 1, 2, ... in turn, arms in turn within them. */
const patientsOf = (groups: number): Randomised => ({
  n: N,
  group: Int32Array.from({ length: N }, (_, k) => k % groups),
  arm: Uint8Array.from({ length: N }, (_, k) => Math.floor(k / groups) % 2),
  entry: Float64Array.from({ length: N }, (_, k) => (k % 37) / 2),
});

function followed(laws: readonly SurvivalLaw[], dropout: SurvivalLaw | null) {
  const patients = patientsOf(laws.length / 2);
  const out = createFollowUp(N);
  timeToEvent(laws, dropout)(patients, exponentials('outcome'), exponentials('dropout'), out);
  return laws.map((_, c) => {
    const own = [...Array(N).keys()].filter((k) => patients.group[k] * 2 + patients.arm[k] === c);
    expect(own.every((k) => out.code[k] >> 1 === c)).toBe(true);
    expect(own.every((k) => out.calendar[k] === patients.entry[k] + out.time[k])).toBe(true);
    return own.map((k) => ({ time: out.time[k], event: out.code[k] & 1 }));
  });
}

const exponentialLaw = (hazard: number): SurvivalLaw => ({
  shape: 1,
  scale: 1,
  cured: 0,
  until: [ALWAYS],
  multiplier: [hazard],
});
const weibull: SurvivalLaw = { shape: 1.4, scale: 9, cured: 0, until: [ALWAYS], multiplier: [1] };
const piecewise: SurvivalLaw = {
  shape: 1,
  scale: 1,
  cured: 0,
  until: [3, 5, ALWAYS],
  multiplier: [0.2, 0, 0.05],
};
const delayed = multiplyHazard(exponentialLaw(0.1), [
  { until: 4, value: 1 },
  { until: ALWAYS, value: 0.4 },
]);
const fading = multiplyHazard(weibull, [
  { until: 6, value: 0.5 },
  { until: ALWAYS, value: 1.5 },
]);
const cured: SurvivalLaw = { ...weibull, cured: 0.35 };

const LAWS: [string, SurvivalLaw, SurvivalLaw][] = [
  ['exponential', exponentialLaw(0.1), exponentialLaw(0.06)],
  ['Weibull', weibull, { ...weibull, shape: 0.7 }],
  ['piecewise', piecewise, { ...piecewise, multiplier: [0.2, 0.3, 0.01] }],
  ['delayed and fading hazard ratios', delayed, fading],
  ['cured in part', cured, { ...cured, cured: 0.6 }],
  ['hazards that end', { ...piecewise, multiplier: [0.2, 0.1, 0] }, exponentialLaw(0.1)],
];

describe('times to an event', () => {
  it.each(LAWS)('follow their law under both arms: %s', (_, control, experimental) => {
    const classes = followed([control, experimental], null);
    [control, experimental].forEach((law, c) => {
      const times = classes[c].filter(({ event }) => event === 1).map(({ time }) => time);
      const never = classes[c].filter(({ event }) => event === 0);
      expect(never.every(({ time }) => time === NEVER)).toBe(true);
      const all = classes[c].length;
      const last = survivalAt(law, 1e9);
      expect(Math.abs(countScore(never.length, all, last))).toBeLessThan(Z_LIMIT);
      expect(kolmogorov(times, (t) => (1 - survivalAt(law, t)) / (1 - last))).toBeLessThan(KOLMOGOROV_LIMIT);
    });
  });

  const DROPOUTS: [string, SurvivalLaw][] = [
    ['at a constant rate', exponentialLaw(0.03)],
    ['at a rate that ends', { shape: 1, scale: 1, cured: 0, until: [6, ALWAYS], multiplier: [0.08, 0] }],
  ];
  it.each(
    DROPOUTS.flatMap(([how, dropout]) => LAWS.map(([name, ...laws]) => ({ how, dropout, name, laws }))),
  )('compete with dropout $how: $name', ({ dropout, laws }) => {
    followed(laws, dropout).forEach((seen, c) => {
      const law = laws[c];
      const both = (t: number) => survivalAt(law, t) * survivalAt(dropout, t);
      const ever = 1 - both(1e9);
      const ended = seen.filter(({ time }) => time < NEVER);
      expect(Math.abs(countScore(seen.length - ended.length, seen.length, 1 - ever))).toBeLessThan(Z_LIMIT);
      expect(
        kolmogorov(
          ended.map(({ time }) => time),
          (t) => (1 - both(t)) / ever,
        ),
      ).toBeLessThan(KOLMOGOROV_LIMIT);
      // P(event by t before dropout) = integral of the dropout survival against the law of the event, by parts.
      const breaks = [...law.until, ...dropout.until].filter(Number.isFinite);
      for (const t of [2, 8, 40]) {
        const step = (s: number) => survivalAt(law, s);
        const { value } = integrate((s) => step(s) * dropoutDensity(dropout, s), 0, t, { breaks });
        const p = 1 - step(t) * survivalAt(dropout, t) - value;
        const events = seen.filter(({ time, event }) => event === 1 && time <= t).length;
        expect(Math.abs(countScore(events, seen.length, p))).toBeLessThan(Z_LIMIT);
      }
    });
  });

  it('are those of the general way on the fast paths for exponential laws, to rounding', () => {
    const slow = (law: SurvivalLaw): SurvivalLaw => ({
      ...law,
      until: [7, ALWAYS],
      // Not a constant for the program, one for 15 digits of arithmetic.
      multiplier: [law.multiplier[0], law.multiplier[0] * (1 + 2 ** -52)],
    });
    const laws = [0.1, 0.06, 0.2, 0.02].map(exponentialLaw);
    for (const dropout of [null, exponentialLaw(0.03)]) {
      const fast = followed(laws, dropout).flat();
      const general = followed(laws.map(slow), dropout && slow(dropout)).flat();
      // t comes out of d + (t - d): its error is a rounding of the later of the two, at most some 800 months.
      const error = Math.max(...fast.map(({ time }, k) => Math.abs(time - general[k].time) / (1 + time)));
      expect(error).toBeLessThan(1e-12);
      expect(fast.every(({ event }, k) => event === general[k].event)).toBe(true);
    }
  });

  it('grow with a smaller hazard, patient by patient: common random numbers', () => {
    const [slow] = followed([exponentialLaw(0.05), exponentialLaw(0.05)], null);
    const [fast] = followed([exponentialLaw(0.1), exponentialLaw(0.1)], null);
    expect(slow.every(({ time }, k) => time > fast[k].time)).toBe(true);
  });
});

/** Density of the time to dropout. */
function dropoutDensity(law: SurvivalLaw, t: number): number {
  const period = law.until.findIndex((end) => t < end);
  return law.multiplier[period] * survivalAt(law, t);
}

describe('responses', () => {
  it('have the rate of their class; who responds at a rate responds at every higher one', () => {
    const rates = [0.1, 0.3, 0.3, 0.75, 0, 1];
    const patients = patientsOf(3);
    const response = new Uint8Array(N);
    binaryOutcome(rates)(patients, words('response'), response);
    rates.forEach((rate, c) => {
      const own = response.filter((_, k) => patients.group[k] * 2 + patients.arm[k] === c);
      const responders = own.reduce((sum, x) => sum + x, 0);
      if (rate === 0 || rate === 1) expect(responders).toBe(rate * own.length);
      else expect(Math.abs(countScore(responders, own.length, rate))).toBeLessThan(Z_LIMIT);
    });
    const higher = new Uint8Array(N);
    binaryOutcome(rates.map((rate) => Math.min(1, rate + 0.1)))(patients, words('response'), higher);
    expect(response.every((x, k) => x <= higher[k])).toBe(true);
  });
});

describe('measurements', () => {
  it.each([0, 0.6, -0.8])('are normal in their class with correlation %s to the baseline', (rho) => {
    const means = [50, 54, -3, 0];
    const sds = [10, 20, 0.5, 1];
    const patients = patientsOf(2);
    const [noise, baseline, value] = [new Float64Array(N), new Float64Array(N), new Float64Array(N)];
    fillStandardNormal(words('outcome'), noise, 0, N);
    fillStandardNormal(words('baseline'), baseline, 0, N);
    continuousOutcome(means, sds, rho)(patients, noise, baseline, value);
    means.forEach((mean, c) => {
      const own = [...Array(N).keys()].filter((k) => patients.group[k] * 2 + patients.arm[k] === c);
      const values = own.map((k) => value[k]);
      const sample = sampleOf(values);
      expect(Math.abs(meanScore(sample, mean, sds[c] ** 2))).toBeLessThan(Z_LIMIT);
      expect(Math.abs(varianceScore(sample, sds[c] ** 2))).toBeLessThan(Z_LIMIT);
      expect(kolmogorov(values, (y) => normalCdf((y - mean) / sds[c]))).toBeLessThan(KOLMOGOROV_LIMIT);
      const r = correlation(
        values,
        own.map((k) => baseline[k]),
      );
      // Fisher's z.
      expect(Math.abs(Math.atanh(r) - Math.atanh(rho)) * Math.sqrt(own.length - 3)).toBeLessThan(Z_LIMIT);
    });
  });
});
