import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { responseRate } from '../../src/endpoints/laws.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import type { BinaryEndpoint } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { goNoGoCharacteristics } from '../../src/single-arm/goNoGo.ts';
import { countTables, visitTables } from '../../src/trial/exact/countTables.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const REPLICATES = 20_000;
const text = `
id: decisions
title: Decisions
truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.8}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: {M+: 0.2, M-: 0.15}}, risk difference: {M+: 0.25, M-: 0.02}}}}
  worthwhile: {ORR: 0.1}
designs:
  both:
    single arm: experimental
    size: {treated: 40}
    tests:
      M+: {in: M+, against: {rate: 0.2}, by: exact, alpha: 0.1}
      M-: {in: M-, against: {rate: 0.2}, by: exact, alpha: 0.1}
      gap: {in: M+, against: M-, alpha: 0.1}
    claims:
      everybody: {when: reject M+ and reject M-, for: all}
      M+ only: {when: reject M+, for: M+}
      none: {when: otherwise, for: none}
    metrics: {trend: estimate of gap > 0.1, score: {weights: {claim M+ only: 2, gap: 1}}}
    classify: {marker: M, predictive: reject gap, prognostic: reject M-}
  fixed:
    extends: both
    quotas: {M+: 20, M-: 20}
  staged:
    single arm: experimental
    enrol: M+
    tests: {M+: {against: {rate: 0.2}, by: simon, stages: {p1: 0.4, power: 0.8}, alpha: 0.1}}
  randomised: {size: {randomised: 100}, tests: {all: {}}}
programs:
  two:
    - {run: staged, then: {go: reject M+, stop: otherwise}}
    - {on: go, run: fixed, gap: 2}
  open:
    - {run: both, then: {broad: claim everybody, enrich: z of M+ > 1, stop: otherwise}}
    - {on: broad, run: randomised, then: {yes: {when: all, for: all}, no: {when: otherwise, for: none}}}
    - {on: enrich, run: staged, then: {yes: {when: reject M+, for: M+}, no: {when: otherwise, for: none}}}
simulation: {replicates: ${REPLICATES}}
`;

describe('tables of counts', () => {
  it('are as many as compositions, and their probabilities sum to 1', () => {
    const units = [
      { n: 7, cells: [0.2, 0.5, 0.3] },
      { n: 4, cells: [0.9, 0.1] },
    ];
    let sum = 0;
    const indices: number[] = [];
    visitTables(units, 0, (counts, index, probability) => {
      expect(counts[0] + counts[1] + counts[2]).toBe(7);
      sum += probability;
      indices.push(index);
    });
    expect(countTables(units)).toBe(36 * 5);
    expect(indices).toEqual([...Array(180).keys()]);
    expect(sum).toBeCloseTo(1, 13);
  });

  it('keep their index where the improbable are passed over', () => {
    const units = [
      { n: 30, cells: [0.01, 0.39, 0.6] },
      { n: 3, cells: [0.5, 0.5] },
    ];
    const all = new Map<number, string>();
    visitTables(units, 0, (counts, index) => all.set(index, counts.join()));
    let visited = 0;
    visitTables(units, 1e-8, (counts, index) => {
      expect(counts.join()).toBe(all.get(index));
      visited++;
    });
    expect(visited).toBeLessThan(all.size / 2);
  });
});

describe('go, consider or no-go', async () => {
  const file = new URL('../../scenarios/guideline/BM-2.2-go-consider-no-go.yaml', import.meta.url);
  const scenario = parseScenario(readFileSync(file, 'utf8'), { file: 'go.yaml' });
  const points = scenario.points.map((point) => ({
    ...point,
    programs: {},
    designs: { 'single arm': point.designs['single arm'] },
  }));
  const { rows } = await runScenario({ ...scenario, points }, { workers: fakePool(1), replicates: 4000 });

  it('of the shipped scenario are those of the three-outcome rule, at every true rate', () => {
    const rule = {
      prior: { a: 0.5, b: 0.5 },
      go: { rate: 0.2, atLeast: 0.95 },
      noGo: { rate: 0.4, atMost: 0.05 },
    };
    for (const { index, truth } of points) {
      const { endpoints } = truth;
      const rate = responseRate(
        endpoints.ORR as BinaryEndpoint,
        { levels: {}, truth: { M: true }, assay: { M: '+' } },
        1,
      );
      const exact = goNoGoCharacteristics(rule, 24, rate);
      for (const [label, p] of [
        ['go', exact.go],
        ['consider', exact.consider],
        ['no-go', exact.noGo],
      ] as const) {
        const row = rows.find(
          (one) => one.point === index && one.metric === 'claim probability' && one.analysis === label,
        )!;
        expect(row.reference).toBeCloseTo(p, 12);
        // 24 comparisons at 4.5 MCSE: one false alarm in 6,000.
        expect(Math.abs(row.estimate! - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / 4000) + 1e-3);
      }
    }
  });
});

it('counts those without the outcome where fewer are better, stage by stage', async () => {
  const fewer = `
id: fewer
title: Fewer
truth:
  enrolment: {screened per month: 20}
  endpoints: {PD: {binary: {control: {rate: 0.7}, risk difference: -0.15, better: lower}}}
designs:
  d:
    single arm: experimental
    tests: {t: {against: {rate: 0.7}, by: simon, stages: {p1: 0.5, power: 0.8}, alpha: 0.1}}
    claims: {works: reject t, none: otherwise}
simulation: {replicates: 4000}
`;
  const { rows } = await runScenario(parseScenario(fewer, { file: 'f.yaml' }), { workers: fakePool(1) });
  const find = (metric: string, analysis: string) =>
    rows.find((row) => row.metric === metric && row.analysis === analysis)!;
  const claim = find('claim probability', 'works');
  expect(claim.reference_kind).toBe('enumeration');
  // The power of a staged test is enumerated by another road, from its stages and the rate alone.
  expect(claim.reference).toBeCloseTo(find('power', 't').reference!, 12);
  expect(Math.abs(claim.estimate! - claim.reference!)).toBeLessThan(4.5 * claim.mcse!);
});

describe('what single-arm trials decide, by enumeration', async () => {
  const { rows } = await runScenario(parseScenario(text, { file: 'd.yaml' }), { workers: fakePool(1) });
  const of = (design: string, metric: string, analysis = '', all: readonly ResultRow[] = rows) =>
    all.find((row) => row.design === design && row.metric === metric && row.analysis === analysis)!;
  const exact = rows.filter((row) => row.reference_kind === 'enumeration');

  it('is beside every probability of claims, classes, successes, paths and ends that it can be of', () => {
    for (const design of ['both', 'fixed']) {
      for (const [metric, analysis] of [
        ['power', 'gap'],
        ['claim probability', 'everybody'],
        ['claim probability', 'M+ only'],
        ['right claim probability', ''],
        ['false claim probability', ''],
        ['missed benefit probability', ''],
        ['success probability', 'trend'],
        ['weighted power', 'score'],
        ['class probability', 'both'],
        ['right class probability', ''],
      ]) {
        expect(of(design, metric, analysis).reference_kind, `${design} ${metric} ${analysis}`).toMatch(
          /^(enumeration|exact)/,
        );
      }
    }
    expect(of('two', 'path probability', 'go > M+ only').reference_kind).toBe('enumeration');
    expect(of('two', 'right claim probability').reference_kind).toBe('enumeration');
    expect(of('open', 'probability of reaching', 'randomised').reference_kind).toBe('enumeration');
    expect(of('open', 'path probability', 'stop').reference_kind).toBe('enumeration');
    // What the randomised trial finds is not enumerated, nor what depends on it.
    expect(of('open', 'path probability', 'broad > yes').reference).toBeNull();
    expect(of('open', 'false claim probability').reference).toBeNull();
    expect(of('open', 'right claim probability').reference_kind).toBe('enumeration');
  });

  it('is what the simulation tends to', () => {
    expect(exact.length).toBeGreaterThan(50);
    for (const row of exact) {
      const { design, metric, analysis, estimate, reference, n } = row;
      // MCSE of the exact value: of some hundred comparisons, |z| > 4.5 in one of 1,500 files.
      const p = reference!;
      const mcse = metric === 'weighted power' ? row.mcse! : Math.sqrt((p * (1 - p)) / n);
      expect(Math.abs(estimate! - p), `${design} ${metric} ${analysis}`).toBeLessThan(4.5 * mcse + 1e-9);
    }
  });

  it('sums to 1 over claims, classes and paths', () => {
    const sum = (design: string, metric: string) =>
      exact
        .filter((row) => row.design === design && row.metric === metric)
        .reduce((total, { reference }) => total + reference!, 0);
    expect(sum('both', 'claim probability')).toBeCloseTo(1, 10);
    expect(sum('fixed', 'class probability')).toBeCloseTo(1, 10);
    expect(sum('two', 'path probability')).toBeCloseTo(1, 10);
    expect(sum('two', 'claim probability')).toBeCloseTo(1, 10);
  });

  it('is the product of two exact binomial tests where the numbers are fixed', () => {
    // 20 in each; P(X >= r) <= 0.1 at 0.2 from r = 7 on. By the assay: 0.4 x 0.9 true among 0.36 + 0.12, 0.04 among 0.52.
    const tail = (p: number) => 1 - [0, 1, 2, 3, 4, 5, 6].reduce((sum, x) => sum + binomialPmf(x, 20, p), 0);
    const plus = tail((0.36 * 0.45 + 0.12 * 0.17) / 0.48);
    const minus = tail((0.04 * 0.45 + 0.48 * 0.17) / 0.52);
    expect(of('fixed', 'claim probability', 'everybody').reference).toBeCloseTo(plus * minus, 12);
    expect(of('fixed', 'claim probability', 'M+ only').reference).toBeCloseTo(plus * (1 - minus), 12);
    const go = of('staged', 'power', 'M+').reference!;
    expect(of('two', 'path probability', 'go > everybody').reference).toBeCloseTo(go * plus * minus, 12);
    // Only M+ benefit by 0.1 or more: the claim for them is right, that for all false, none misses.
    expect(of('two', 'right claim probability').reference).toBeCloseTo(go * plus * (1 - minus), 12);
    expect(of('two', 'false claim probability').reference).toBeCloseTo(go * plus * minus, 12);
    expect(of('two', 'missed benefit probability').reference).toBeCloseTo(1 - go * plus, 12);
  });
});
