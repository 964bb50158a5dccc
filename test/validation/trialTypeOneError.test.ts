import { describe, expect, it } from 'vitest';
import { columnAt, pointFrom } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 40_000;
const ALPHA = 0.025;
/** 4.9 MCSE: 0.0038. */
const MONTE_CARLO = Z_LIMIT * Math.sqrt((ALPHA * (1 - ALPHA)) / REPLICATES);
/**
 * What the large-sample law of z misses at these sizes. At 100,000 replicates (MCSE 0.0005) the rates were 0.0239 to
 * 0.0262, but for tests with Wald errors of small cells: 0.0269 of RMST (Greenwood), 0.0268 of the interactions.
 */
const SMALL_SAMPLE = 0.0015;

/** No treatment effect whatever; the marker is prognostic, so that strata and covariates matter. */
const BODY = `truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.9}}}
  strata: {site: {a: {share: 0.5}, b: {share: 0.5}}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 8}, prognostic hazard ratio: {M+: 0.5, M-: 1}, hazard ratio: 1, dropout: {rate: 0.01}}}
    ORR: {binary: {control: {rate: {M+: 0.5, M-: 0.2}}, risk difference: 0, assessed at: 2}}
    QoL: {continuous: {control: {mean: {M+: 55, M-: 50}, sd: 10}, mean difference: 0, baseline: {correlation: 0.6}, assessed at: 2}}
designs:
  times:
    enrol: all
    size: {randomised: 240}
    analyse at: {follow-up: 12}
    tests:
      log-rank: {of: PFS}
      log-rank in M+: {of: PFS, in: M+}
      log-rank stratified: {of: PFS, stratify by: [M]}
      Cox: {of: PFS, by: cox}
      Cox stratified: {of: PFS, by: cox, stratify by: [M]}
      Cox adjusted: {of: PFS, by: cox, covariates: [M, site]}
      late: {of: PFS, by: fleming-harrington, weights: {rho: 0, gamma: 1}}
      early: {of: PFS, by: fleming-harrington, weights: {rho: 1, gamma: 0}}
      RMST: {of: PFS, by: rmst, horizon: 12}
      interaction: {of: PFS, by: cox, interaction: M}
  rates:
    enrol: all
    size: {randomised: 240}
    tests:
      difference: {of: ORR}
      ratio: {of: ORR, by: risk-ratio}
      odds: {of: ORR, by: odds-ratio}
      difference in M+: {of: ORR, in: M+}
      difference stratified: {of: ORR, stratify by: [M]}
      CMH: {of: ORR, by: cmh, stratify by: [M]}
      Fisher: {of: ORR, by: fisher}
      Fisher in M+: {of: ORR, in: M+, by: fisher}
      Barnard: {of: ORR, in: M+, by: barnard}
      interaction: {of: ORR, interaction: M}
  means:
    enrol: all
    size: {randomised: 120}
    tests:
      pooled: {of: QoL, variance: pooled}
      Welch: {of: QoL, variance: welch}
      stratified: {of: QoL, stratify by: [M]}
      ANCOVA: {of: QoL, by: ancova}
      ANCOVA adjusted: {of: QoL, by: ancova, covariates: [baseline, M, site]}
      interaction: {of: QoL, interaction: M}
`;

/** Never above the level by more than Monte Carlo error, however far below. */
const EXACT = ['Fisher', 'Fisher in M+', 'Barnard'];

describe('the rejection rate without an effect', () => {
  const point = pointFrom(BODY, 'no effect');
  const tests = Object.values(point.designs).flatMap(([{ design }], d) =>
    design.tests.map(({ name }) => ({ design: Object.keys(point.designs)[d], name })),
  );
  const counted = [...point.columns.keys()].filter(
    (j) => point.columns[j].reference === '' && point.columns[j].quantity.startsWith('rejects'),
  );
  const counts = new Float64Array(point.columns.length);
  for (let r = 0; r < REPLICATES; r++) {
    point.run(r);
    for (const j of counted) counts[j] += point.row[j];
  }
  const rate = (quantity: string, { design, name }: (typeof tests)[number]) =>
    counts[columnAt(point, quantity, name, design)] / REPLICATES;

  it.each(tests.filter(({ name }) => !EXACT.includes(name)))(
    'is alpha to either side: $design, $name',
    (test) => {
      for (const quantity of ['rejects', 'rejects for harm'])
        expect(Math.abs(rate(quantity, test) - ALPHA), quantity).toBeLessThan(MONTE_CARLO + SMALL_SAMPLE);
    },
  );

  it.each(tests.filter(({ name }) => EXACT.includes(name)))('is at most alpha: $name', (test) => {
    expect(rate('rejects', test)).toBeLessThan(ALPHA + MONTE_CARLO);
    expect(rate('rejects', test)).toBeGreaterThan(0.01);
  });

  it("of Barnard's test is above that of Fisher's in the same patients: it is the less conservative", () => {
    const [fisher, barnard] = ['Fisher in M+', 'Barnard'].map((name) =>
      rate('rejects', { design: 'rates', name }),
    );
    expect(barnard).toBeGreaterThan(fisher + MONTE_CARLO);
  });
});
