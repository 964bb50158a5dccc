import { describe, expect, it } from 'vitest';
import { normalTheoryPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import { analysisMonth } from '../../src/trial/plannedTrial.ts';
import { pointFrom, simulated, truthFrom } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 4000;

const body = (endpoint: string, cohort: string, design: string, tests: readonly string[]) => `truth:
  markers: {M: {prevalence: 0.4}, K: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  endpoints: {${endpoint}}
  external cohorts: {history: {patients: 150, mix: {M+: 0.2, M-: 0.8}, records: [M], ${cohort}}}
designs: {d: {${design}, alpha: 0.05, tests: {${tests.map((test, t) => `T${t}: ${test}`).join(', ')}}}}`;
const single = 'single arm: experimental, enrol: M+, size: {treated: 80}';

const PFS = `PFS: {time-to-event: {control: {median: {M+: 12, M-: 6}}, hazard ratio: 1, dropout: {rate: 0.01}}}`;
const QOL = `QOL: {continuous: {control: {mean: {M+: 3, M-: 1}, sd: 2}, mean difference: 0, baseline: {correlation: 0.5}, assessed at: 1}}`;

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
function sdOf(values: ArrayLike<number>): number {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (x) => (x - centre) ** 2)));
}
const against = (by: string, adjust: string, rest = '') =>
  `{by: ${by}, in: M+, against: {cohort: history${adjust === '' ? '' : `, adjust: ${adjust}`}}${rest}}`;

/** Means of the estimates beside their limits, and the shares of rejections. */
function play(text: string, tests: number) {
  const point = pointFrom(text, 'cohorts');
  const columns = simulated(
    point,
    REPLICATES,
    Array.from({ length: tests }, (_, t) => [
      ['estimate', `T${t}`],
      ['rejects', `T${t}`],
    ]).flat() as ['estimate' | 'rejects', string][],
  );
  return Array.from({ length: tests }, (_, t) => {
    const estimates = Array.from(columns[2 * t]).filter((x) => !Number.isNaN(x));
    const [contrast, effect] = point.designs.d[0].estimands[t];
    return {
      n: estimates.length,
      mean: mean(estimates),
      sd: sdOf(estimates),
      rejects: mean(columns[2 * t + 1]),
      contrast: contrast.value,
      effect: effect?.value,
    };
  });
}

type Played = ReturnType<typeof play>[number];

/** Means of estimates within 4.9 SE of their limits, and a bias of finite samples. */
function tends({ mean: found, sd, n, contrast }: Played, finite: number, name: string): void {
  expect(n, name).toBe(REPLICATES);
  expect(Math.abs(found - contrast), name).toBeLessThan((Z_LIMIT * sd) / Math.sqrt(n) + finite);
}

describe('time-to-event against an external cohort', () => {
  const tests = [
    against('log-rank', ''),
    against('log-rank', 'matched'),
    against('cox', 'weighted, for: [M]'),
    against('log-rank', 'weighted, for: [M]'),
    against('rmst', '', ', horizon: 12'),
    against('rmst', 'standardised, for: [M]', ', horizon: 12'),
    against('rmst', 'weighted, for: [M]', ', horizon: 12'),
    against('cox', '', ', covariates: [M]'),
  ];
  const run = (cohort: string, some = tests) =>
    play(
      body(PFS, `follow-up: [12, 36], ${cohort}`, `${single}, analyse at: {follow-up: 18}`, some),
      some.length,
    );

  it('estimates tend to their limits; adjusting takes the marker out and leaves the drift, log 1.3', () => {
    const played = run('drift: 1.3');
    played.forEach((one, t) => {
      // Estimators of ratios are off their limits by order 1 / events: some 50 here.
      tends(one, tests[t].includes('rmst') ? 0 : 0.015, tests[t]);
      expect(one.effect).toBeCloseTo(0, 10);
    });
    for (const t of [1, 2, 3, 7]) expect(played[t].contrast).toBeCloseTo(-Math.log(1.3), 8);
    // Areas under exp(-t h) to month 12, h = log 2 / 12 and 1.3 times that.
    const area = (hazard: number) => (1 - Math.exp(-12 * hazard)) / hazard;
    const drift = area(Math.LN2 / 12) - area((1.3 * Math.LN2) / 12);
    for (const t of [5, 6]) expect(played[t].contrast).toBeCloseTo(drift, 8);
  });

  it('without drift the adjusted tests keep their level, the unadjusted does not', () => {
    const played = run('drift: 1');
    // Small cohort in M+, some 30: measured 0.046 to 0.0625 of 0.05 (plain log-rank and Cox scores of unequal sides are liberal).
    for (const t of [1, 2, 3, 5, 6, 7]) {
      expect(played[t].rejects, tests[t]).toBeGreaterThan(0.033);
      expect(played[t].rejects, tests[t]).toBeLessThan(0.08);
    }
    expect(played[0].rejects).toBeGreaterThan(0.9);
  });

  it('drift and unmeasured shift multiply; between-trial variation spreads the log hazard', () => {
    const [shifted] = play(
      body(PFS, 'drift: 1.3, unmeasured shift: 0.8', `${single}, analyse at: {follow-up: 18}`, [tests[1]]),
      1,
    );
    expect(shifted.contrast).toBeCloseTo(-Math.log(1.04), 8);
    const [plain] = run('drift: 1', [tests[1]]);
    const [spread] = run('drift: 1, between-trial sd: 0.4', [tests[1]]);
    // 0.16 beside 0.075, and the drift moves the events: within 15 %.
    expect((spread.sd ** 2 - plain.sd ** 2) / 0.16).toBeGreaterThan(0.85);
    expect((spread.sd ** 2 - plain.sd ** 2) / 0.16).toBeLessThan(1.15);
  });
});

describe('means against an external cohort', () => {
  const tests = [
    against('t-test', ''),
    against('t-test', 'matched'),
    against('t-test', 'weighted, for: [M]'),
    against('t-test', 'standardised, for: [M]'),
    against('ancova', ''),
    against('ancova', 'matched'),
    against('ancova', '', ', covariates: [M, baseline]'),
    against('t-test', 'power-prior, weight: 0.5'),
  ];
  const run = (drift: number) => play(body(QOL, `drift: ${drift}`, single, tests), 8);

  it('estimates tend to their limits: the drift alone, or with the mix, 2 x (1 - 0.2)', () => {
    run(-0.5).forEach((one, t) => {
      tends(one, 0, tests[t]);
      expect(one.contrast).toBeCloseTo([0, 4, 7].includes(t) ? 2.1 : 0.5, 8);
    });
  });

  it('without drift the adjusted tests keep their level', () => {
    const played = run(0);
    // 4.9 SE of 0.05 is 0.017; normal quantiles for t add some 0.003.
    for (const t of [1, 2, 3, 5, 6]) expect(Math.abs(played[t].rejects - 0.05), tests[t]).toBeLessThan(0.02);
    expect(played[0].rejects).toBeGreaterThan(0.99);
  });
});

describe('borrowing beside a control arm', () => {
  const hybrid = 'enrol: M+, randomise: {ratio: 2:1}, size: {randomised: 120}';
  const borrow = (by: string) => [
    `{by: ${by}, in: M+}`,
    `{by: ${by}, in: M+, against: {cohort: history, adjust: power-prior, weight: 0.4}}`,
    `{by: ${by}, in: M+, against: {cohort: history, adjust: robust-map, weight: 0.5, between-trial sd: 0.2}}`,
  ];
  const same = 'mix: {M+: 1}';

  it('means: the size under drift is the closed form of a precision-weighted control', () => {
    // M+ only: arms of 80 and 40, cohort of 150, SD 2; the power prior takes 0.4 x 150 = 60 patients with the drift into the control.
    for (const drift of [0, 0.5, -0.5]) {
      const text = body(QOL, `drift: ${drift}`, hybrid, borrow('t-test')).replace(
        'mix: {M+: 0.2, M-: 0.8}',
        same,
      );
      const [own, power, robust] = play(text, 3);
      const share = 60 / 100;
      const spread = Math.sqrt(4 / 80 + share ** 2 * (4 / 150) + (1 - share) ** 2 * (4 / 40));
      const posterior = Math.sqrt(4 / 80 + 4 / 100);
      const size = 1 - normalCdf((normalQuantile(0.95) * posterior + share * drift) / spread);
      // Sample variances for known ones move it by up to 0.01, beside 4.9 SE.
      expect(Math.abs(power.rejects - size), `${drift}`).toBeLessThan(
        Z_LIMIT * Math.sqrt((size * (1 - size)) / REPLICATES) + 0.01,
      );
      expect(Math.abs(power.mean + share * drift)).toBeLessThan(
        (Z_LIMIT * power.sd) / Math.sqrt(REPLICATES) + 0.01,
      );
      // What is read as the effect is that of the arms.
      expect(power.contrast).toBeCloseTo(0, 10);
      // Robust: less bias than a cohort believed as it is would give, more precision than none.
      expect(Math.abs(robust.mean)).toBeLessThan(Math.abs(drift) * 0.75 + 0.05);
      if (drift === 0) expect(robust.sd).toBeLessThan(0.95 * own.sd);
    }
  });

  it('hazard ratios: less spread without drift, a known share of the drift with it', () => {
    const design = `${hybrid}, analyse at: {follow-up: 24}`;
    const at = (drift: number) =>
      play(body(PFS, `drift: ${drift}`, design, borrow('cox')).replace('mix: {M+: 0.2, M-: 0.8}', same), 3);
    const [own, power, robust] = at(1);
    expect(power.sd).toBeLessThan(0.9 * own.sd);
    expect(robust.sd).toBeLessThan(0.95 * own.sd);
    expect(Math.abs(power.rejects - 0.05)).toBeLessThan(0.025);
    const [, drifted] = at(1.5);
    // The control takes d_E a / (d_E a + d_C) of the drift: 0.4 x 138 expected events beside 34 of its own, 0.62 of log 1.5.
    expect(drifted.mean).toBeGreaterThan(-0.7 * Math.log(1.5));
    expect(drifted.mean).toBeLessThan(-0.5 * Math.log(1.5));
  });
});

describe('computed power beside the simulated', () => {
  const ORR = `ORR: {binary: {control: {rate: {M+: 0.35, M-: 0.15}}, odds ratio: 1.8}}`;
  /** Within 4.9 SE and what is known of the approximation. */
  const compare = (text: string, tests: readonly string[], kind: string, rough: number) => {
    const point = pointFrom(text, 'power');
    const truth = truthFrom(text);
    const [{ design, plan, expectations }] = point.designs.d;
    const columns = simulated(
      point,
      REPLICATES,
      tests.map((_, t) => ['rejects', `T${t}`] as const),
    );
    tests.forEach((name, t) => {
      const month = analysisMonth(design, expectations);
      const found = normalTheoryPower(design.tests[t], design, plan, truth, point.population, month);
      expect(found?.kind, name).toBe(kind);
      const { power } = found as { power: number };
      const error = Z_LIMIT * Math.sqrt((power * (1 - power)) / REPLICATES);
      expect(Math.abs(mean(columns[t]) - power), `${name} ${power} ${mean(columns[t])}`).toBeLessThan(
        error + rough,
      );
    });
  };

  it('tables: exact, over the random part of the cohort, or its between-trial shift', () => {
    const tests = [against('fisher', ''), against('risk-difference', 'matched')];
    compare(body(ORR, 'drift: 0.9', single, tests), tests, 'exact binomial', 0);
    const spread = [against('risk-difference', '')];
    compare(body(ORR, 'drift: 1.4, between-trial sd: 0.3', single, spread), spread, 'exact binomial', 0);
  });

  /** Two markers that the cohort records, of which only one is matched in the trial: margins are raked. */
  const raked = (endpoint: string, cohort: string, tests: readonly string[]) =>
    body(
      endpoint,
      `${cohort}, follow-up: [12, 36]`,
      'single arm: experimental, enrol: all, size: {treated: 100}, analyse at: {follow-up: 12}',
      tests,
    )
      .replace(
        'mix: {M+: 0.2, M-: 0.8}, records: [M]',
        'mix: {M+ & K+: 0.1, M+ & K-: 0.2, M-: 0.7}, records: [M, K]',
      )
      .replace('patients: 150', 'patients: 250');
  const adjusted = (by: string, rest = '') =>
    ['standardised, for: [M]', 'weighted, for: [M, K]'].map((adjust) =>
      against(by, adjust, rest).replace('in: M+, ', ''),
    );

  it('adjusted rates and means, with a between-trial shift too', () => {
    const rates = ORR.replace(
      '{M+: 0.35, M-: 0.15}',
      '{M+ & K+: 0.5, M+ & K-: 0.35, M- & K+: 0.35, M- & K-: 0.15}',
    );
    // Measured within 0.009: the cohort's strata have random sizes.
    compare(
      raked(rates, 'drift: 1', adjusted('risk-difference')),
      adjusted('risk-difference'),
      'normal theory',
      0.01,
    );
    const spread = 'drift: 1, between-trial sd: 0.25';
    compare(
      raked(rates, spread, adjusted('risk-difference')),
      adjusted('risk-difference'),
      'normal theory',
      0.01,
    );
    // Strong markers: the analysis takes weights as known and finds a standard error that is larger than the spread.
    const means = QOL.replace('mean difference: 0', 'mean difference: 1').replace(
      '{M+: 3, M-: 1}',
      '{M+ & K+: 9, M+ & K-: 5, M- & K+: 5, M- & K-: 1}',
    );
    compare(raked(means, 'drift: 0.1', adjusted('t-test')), adjusted('t-test'), 'normal theory', 0.015);
    // Opposite effects: which strata the treated come from is most of the spread.
    const opposite = QOL.replace('mean difference: 0', 'mean difference: {M+: 6, M-: -2}');
    compare(raked(opposite, 'drift: 0', adjusted('t-test')), adjusted('t-test'), 'normal theory', 0.015);
  });

  it('adjusted times: hazard ratio, robust score, restricted means', () => {
    const times = PFS.replace('hazard ratio: 1,', 'hazard ratio: 0.72,').replace(
      '{M+: 12, M-: 6}',
      '{M+ & K+: 18, M+ & K-: 12, M- & K+: 9, M- & K-: 6}',
    );
    const tests = [
      adjusted('cox')[1],
      adjusted('log-rank')[1],
      ...adjusted('rmst', ', horizon: 12'),
      against('rmst', 'matched', ', horizon: 12'),
    ];
    // Measured within 0.005, and 0.016 of the matched, whose number in the cohort is random.
    compare(raked(times, 'drift: 0.95', tests), tests, 'normal theory', 0.015);
    const spread = [tests[0], tests[3]];
    compare(raked(times, 'drift: 0.95, between-trial sd: 0.2', spread), spread, 'normal theory', 0.015);
  });

  it('what a single arm borrows: tables exactly, means and hazard ratios by the law of the effect seen', () => {
    const borrow = (by: string) => [
      against(by, 'power-prior, weight: 0.4, matched: true'),
      against(by, 'robust-map, weight: 0.97, between-trial sd: 0.2'),
    ];
    const rates = borrow('risk-difference');
    compare(
      body(ORR, 'drift: 1.2, between-trial sd: 0.2', single, [rates[1]]),
      [rates[1]],
      'exact binomial',
      0,
    );
    compare(body(ORR, 'drift: 0.9', single, [rates[0]]), [rates[0]], 'exact binomial', 0);
    const means = QOL.replace('mean difference: 0', 'mean difference: 0.8').replace('M-: 1', 'M-: 2.6');
    compare(body(means, 'drift: 0.1', single, borrow('t-test')), borrow('t-test'), 'normal theory', 0.015);
    const times = PFS.replace('hazard ratio: 1,', 'hazard ratio: 0.6,');
    const design = `${single}, analyse at: {follow-up: 18}`;
    compare(
      body(times, 'drift: 1, follow-up: [12, 36]', design, borrow('cox')),
      borrow('cox'),
      'normal theory',
      0.03,
    );
    const spread = 'drift: 1, between-trial sd: 0.2, follow-up: [12, 36]';
    compare(body(times, spread, design, borrow('cox')), borrow('cox'), 'normal theory', 0.03);
  });

  it('means: the law of t', () => {
    const tests = [against('t-test', ''), against('t-test', 'matched')];
    const QOL2 = QOL.replace('mean difference: 0', 'mean difference: 0.8').replace('M-: 1', 'M-: 2.6');
    compare(body(QOL2, 'drift: 0.1', single, tests), tests, 'normal theory', 0.015);
    compare(body(QOL2, 'between-trial sd: 0.4', single, tests), tests, 'normal theory', 0.015);
  });

  it('times: log-rank and Cox scores, with follow-up of its own', () => {
    const PFS2 = PFS.replace('hazard ratio: 1,', 'hazard ratio: 0.75,').replace('M-: 6', 'M-: 10');
    const tests = [against('log-rank', ''), against('log-rank', 'matched'), against('cox', '')];
    for (const spread of [0, 0.25]) {
      const text = body(
        PFS2,
        `follow-up: [6, 24], between-trial sd: ${spread}`,
        `${single}, analyse at: {follow-up: 12}`,
        tests,
      );
      // First order in the events (some 60 and 30).
      compare(text, tests, 'limiting score', 0.025);
    }
  });
});
