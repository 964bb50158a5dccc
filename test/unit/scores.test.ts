import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeClaim } from '../../src/designs/benefit.ts';
import { binormalCdf, binormalDistance, binormalQuantile } from '../../src/distributions/binormal.ts';
import { responseRate } from '../../src/endpoints/laws.ts';
import { gaussLegendre } from '../../src/numeric/gaussLegendre.ts';
import { gaussRule } from '../../src/numeric/gaussRule.ts';
import { normalCdf, normalDensity, normalQuantile } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';
import { truthSummary } from '../../src/operating-characteristics/truthSummary.ts';
import { createPopulation, membersOf, shareOf } from '../../src/population/groups.ts';
import { scoreNodes } from '../../src/population/scores.ts';
import { bandsOf, canonicalName, cutOf, cutsIn } from '../../src/scenario/cuts.ts';
import type { Scenario, Truth } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { parsePopulation } from '../../src/scenario/populationExpression.ts';
import { populationText } from '../../src/scenario/populationText.ts';

const scenario = (truth: string, designs: string): Scenario =>
  parseScenario(
    `id: scores\ntitle: Scores\ntruth:\n  enrolment: {screened per month: 10}\n${truth}\ndesigns:\n${designs}`,
    { file: 'scores.yaml' },
  );
const EVENT = `  scores: {risk: {auc: 0.7, of: event, turnaround: 0.5}}
  endpoints: {event: {binary: {control: {rate: 0.2}, risk ratio: 0.7, better: lower}}}`;
const HIGH = `  high: {enrol: risk >= q50, size: {randomised: 100}, tests: {t: {in: risk>=q75}}}`;

describe('a cut of a score', () => {
  it('is a marker whose name is its definition', () => {
    expect(cutOf('risk >= q60')).toEqual({ score: 'risk', rank: 0.6 });
    expect(cutOf('EGFR')).toBeNull();
    expect(cutsIn('not (risk<q33.3) & EGFR+ | PS score >= q60', ['risk', 'PS score'])).toEqual([
      { score: 'risk', rank: 0.333 },
      { score: 'PS score', rank: 0.6 },
    ]);
    expect(cutsIn('age = <q65', ['risk'])).toEqual([]);
    expect(canonicalName('risk>=q60.0', { scores: ['risk'] })).toBe('risk >= q60');
    expect(canonicalName('true EGFR', { scores: ['risk'] })).toBe('true EGFR');
  });

  it('names patients in an expression, and is written back as it was read', () => {
    const names = { markers: ['M'], factors: { age: ['<65', '65+'] }, scores: ['risk'] };
    const text = (expression: string, voice: 'truth' | 'designs' = 'designs') =>
      populationText(parsePopulation(expression, names, voice), voice);
    expect(text('risk>=q60 & M+')).toBe('risk >= q60 & M+');
    expect(text('not risk < q2.5')).toBe('not risk < q2.5');
    expect(text('risk > q60 | age = <65')).toBe('risk >= q60 | age = <65');
    expect(text('risk <= q60', 'truth')).toBe('risk < q60');
  });

  it('orders the statuses of several cuts', () => {
    const bands = bandsOf('risk', ['M', 'risk >= q75', 'risk >= q25']);
    expect(bands.map(({ low, high }) => [low, high])).toEqual([
      [0, 0.25],
      [0.25, 0.75],
      [0.75, 1],
    ]);
    expect(bands.map(({ statuses }) => Object.values(statuses))).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ]);
  });

  it('is a share of the screened, whoever asks: 25 % above q75, half of those above q50', () => {
    const { truth, designs } = scenario(EVENT, HIGH).points[0];
    const population = createPopulation(truth);
    const share = (expression: string) =>
      shareOf(
        population,
        membersOf(
          population,
          parsePopulation(expression, { markers: [], factors: {}, scores: ['risk'] }, 'designs'),
        ),
      );
    expect(Object.keys(truth.markers)).toEqual(['risk >= q50', 'risk >= q75']);
    expect(share('risk >= q75')).toBeCloseTo(0.25, 12);
    expect(share('risk >= q50 & risk < q75')).toBeCloseTo(0.25, 12);
    expect(share('risk >= q75 & risk < q50')).toBe(0);
    expect(truth.markers['risk >= q75'].assay.turnaround[0].value).toBe(0.5);
    expect(designs.high.trials[0].enrol).toMatchObject({
      kind: 'marker',
      marker: 'risk >= q50',
      status: '+',
    });
  });
});

describe('who benefits, by a score', () => {
  const judged = (promised: string) => {
    const { truth } = scenario(
      `  scores: {risk: {}}
  endpoints: {Y: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0, mean difference per sd: {risk: 0.5}}}}`,
      `  d: {size: {randomised: 100}, tests: {t: {}}, claims: {c: {when: reject t, for: ${promised}}, n: {when: otherwise, for: none}}}`,
    ).points[0];
    const population = parsePopulation(promised, { markers: [], factors: {}, scores: ['risk'] }, 'truth');
    return judgeClaim(population, truth, 'Y');
  };
  it('is judged by the bands that somebody speaks of, each by the mean effect of its patients', () => {
    expect(judged('risk >= q50')).toEqual({ right: 1, wrong: 0, missed: 0 });
    // All together have no mean effect.
    expect(judged('all')).toEqual({ right: 0, wrong: 1, missed: 0 });
    expect(judged('risk < q50')).toEqual({ right: 0, wrong: 1, missed: 1 });
    // Above q20 the mean is above 0, below it is not.
    expect(judged('risk >= q20')).toEqual({ right: 1, wrong: 0, missed: 0 });
  });

  it('knows a cut that only a program speaks of', () => {
    const yaml = `id: p\ntitle: P\ntruth:\n  enrolment: {screened per month: 10}\n${EVENT}
designs:
  d: {size: {randomised: 100}, tests: {t: {}}}
programs:
  p: [{run: d, then: {yes: {when: reject t, for: risk >= q30}, no: {when: otherwise, for: none}}}]
`;
    const { truth } = parseScenario(yaml, { file: 'p.yaml' }).points[0];
    expect(Object.keys(truth.markers)).toEqual(['risk >= q30']);
  });
});

describe('the values that stand for a band', () => {
  it('are Gauss rules: exact for a cubic with two points, Gauss-Hermite for the normal law', () => {
    const two = gaussRule(Float64Array.of(-1, 0, 1), Float64Array.of(1, 4, 1), 2);
    expect(two.node[1]).toBeCloseTo(Math.sqrt(1 / 3), 14);
    expect([...two.weight]).toEqual([expect.closeTo(3, 12), expect.closeTo(3, 12)]);
    // Abramowitz & Stegun 25.10, Gauss-Hermite with 8 points, times sqrt 2; weights over sqrt pi.
    const x = [0.3811869902, 1.1571937124, 1.981656757, 2.9306374203].map((value) => value * Math.SQRT2);
    const w = [0.6611470126, 0.207802325815, 0.0170779830074, 0.000199604072211].map(
      (value) => value / Math.sqrt(Math.PI),
    );
    const fine = gaussLegendre(120);
    const points = fine.node.map((value) => 12 * value);
    const normal = gaussRule(
      points,
      fine.weight.map((value, i) => 12 * value * normalDensity(points[i])),
      8,
    );
    x.forEach((value, i) => {
      expect(normal.node[4 + i]).toBeCloseTo(value, 9);
      expect(normal.node[3 - i]).toBeCloseTo(-value, 9);
      expect(normal.weight[4 + i]).toBeCloseTo(w[i], 9);
    });
  });

  it.each([
    [0.6, 0.05],
    [0.7, 0.2],
    [0.8, 0.4],
    [0.85, 0.2],
    [0.9, 0.2],
  ])('give the event rates above quantiles that the binormal law has: AUC %f, rate %f', (auc, rate) => {
    const cuts = [0.25, 0.5, 0.75, 0.95];
    const yaml = `  scores: {risk: {auc: ${auc}, of: event}}
  endpoints: {event: {binary: {control: {rate: ${rate}}, risk ratio: 1, better: lower}}}`;
    const tests = cuts.map((q) => `t${q * 100}: {in: risk >= q${q * 100}}`).join(', ');
    const { truth } = scenario(yaml, `  d: {size: {randomised: 100}, tests: {${tests}}}`).points[0];
    const { groups } = createPopulation(truth);
    const endpoint = truth.endpoints.event;
    if (endpoint.kind !== 'binary') throw new Error('binary');
    const distance = binormalDistance(auc);
    const law = { cases: rate, distance };
    for (const q of [0, ...cuts]) {
      const above = groups.filter((group) => q === 0 || group.truth[`risk >= q${q * 100}`]);
      const mass = above.reduce((sum, group) => sum + group.probability, 0);
      const mean =
        above.reduce((sum, group) => sum + group.probability * responseRate(endpoint, group, 0), 0) / mass;
      // P(case, above the cut) / P(above the cut), from normal tails alone.
      const cut = q === 0 ? -40 : binormalQuantile(law, q);
      expect(mass).toBeCloseTo(1 - q, 12);
      // Worst here 2.7e-6, at an AUC of 0.85.
      expect(Math.abs(mean - (rate * normalCdf(distance / 2 - cut)) / (1 - q))).toBeLessThan(5e-6);
    }
    expect(binormalCdf(law, binormalQuantile(law, 0.3))).toBeCloseTo(0.3, 12);
  });

  it('give the survival that the continuous score has, for hazard ratios of up to 3 a standard deviation', () => {
    const truth = createTruth('  scores: {risk: {}}');
    const nodes = scoreNodes({ ...truth, markers: cutMarkers([0.4, 0.8]) }, 'risk');
    const ends = [-9, normalQuantile(0.4), normalQuantile(0.8), 9];
    const bandOf = (statuses: Readonly<Record<string, boolean>>) =>
      Object.values(statuses).filter((above) => above).length;
    for (const ratio of [1.5, 2, 3]) {
      for (const hazard of [0.05, 0.5, 1, 3, 10]) {
        [0.4, 0.4, 0.2].forEach((mass, band) => {
          const own = nodes.filter(({ statuses }) => bandOf(statuses) === band);
          const survival = (x: number) => Math.exp(-hazard * ratio ** x);
          const by = own.reduce((sum, { value, share }) => sum + share * survival(value), 0) / mass;
          const exact =
            integrate((x) => survival(x) * normalDensity(x), ends[band], ends[band + 1]).value / mass;
          // Worst here 1.8e-5 at 3, 2.3e-7 at 2.
          expect(Math.abs(by - exact)).toBeLessThan(ratio > 2 ? 3e-5 : 1e-6);
        });
      }
    }
  });
});

function createTruth(scores: string): Truth {
  const yaml = `${scores}\n  endpoints: {event: {binary: {control: {rate: 0.2}, odds ratio: 0.7}}}`;
  return scenario(yaml, '  d: {size: {randomised: 100}, tests: {t: {}}}').points[0].truth;
}

function cutMarkers(ranks: number[]): Truth['markers'] {
  const all = (value: number) => [{ population: { kind: 'all' as const }, value }];
  const assay = { sensitivity: all(1), specificity: all(1), unevaluable: all(0), turnaround: all(0) };
  return Object.fromEntries(ranks.map((q) => [`risk >= q${100 * q}`, { prevalence: all(1 - q), assay }]));
}

describe('published event rates above a quantile', () => {
  // Kerr, Roth, Zhu et al., Clin Trials 2017;14:629-638, binormal marker; values of an independent program.
  const rows = JSON.parse(
    readFileSync(new URL('../reference/closed-forms/enrichment.json', import.meta.url), 'utf8'),
  ) as { id: string; inputs: { AUC: number; screen_out_quantile: number }; value: { event: number } }[];
  it.each(rows.filter(({ id }) => id.startsWith('BioPET-binormal')))('$id', ({ inputs, value }) => {
    const q = 100 * inputs.screen_out_quantile;
    const { truth } = scenario(
      `  scores: {risk: {auc: ${inputs.AUC}, of: event}}
  endpoints: {event: {binary: {control: {rate: 0.2}, risk ratio: 0.7, better: lower}}}`,
      `  d: {size: {randomised: 100}, enrol: ${q === 0 ? 'all' : `risk >= q${q}`}, tests: {t: {}}}`,
    ).points[0];
    const endpoint = truth.endpoints.event;
    const groups = createPopulation(truth).groups.filter((g) => q === 0 || g.truth[`risk >= q${q}`]);
    let mass = 0;
    let events = 0;
    for (const group of groups) {
      mass += group.probability;
      if (endpoint.kind === 'binary') events += group.probability * responseRate(endpoint, group, 0);
    }
    expect(Math.abs(events / mass - value.event)).toBeLessThan(5e-6);
  });
});

describe('what is told of a cut', () => {
  const { truth } = scenario(EVENT, HIGH).points[0];
  it('is no assay, and its bands are told by their mean rates', () => {
    const { assays, cells } = truthSummary(truth, 0);
    expect(assays).toEqual([]);
    expect(cells.map(({ population }) => population)).toEqual([
      'risk >= q75',
      'risk >= q50 & risk < q75',
      'risk < q50',
    ]);
    const mean = cells.reduce((sum, { probability, control }) => sum + probability * (control as number), 0);
    expect(mean).toBeCloseTo(0.2, 6);
  });
});
