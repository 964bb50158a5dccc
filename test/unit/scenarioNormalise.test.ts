import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveByCell, trueCells } from '../../src/scenario/cells.ts';
import type { Curve, Design, Endpoint, Periods, Truth } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { populationText } from '../../src/scenario/populationText.ts';

const BASE = readFileSync(new URL('../golden/scenario/base.yaml', import.meta.url), 'utf8');
const SKETCH = readFileSync(new URL('../golden/scenario/sketch-1.yaml', import.meta.url), 'utf8');

const parse = (text: string) => parseScenario(text, { file: 'test.yaml' });

/** Truth and designs of the first point of the base file with edits. */
function point(...edits: [string, string][]): { truth: Truth; designs: Record<string, Design> } {
  return parse(edits.reduce((text, [old, now]) => text.replace(old, () => now), BASE)).points[0];
}

const endpoint = (text: string): Endpoint =>
  point(['    PFS:', `    X: ${text}\n    PFS:`]).truth.endpoints.X;

function hazard(text: string, cell = { levels: {}, truth: { EGFR: true, KRAS: true } }): Periods {
  const read = endpoint(`{time-to-event: {control: ${text}, hazard ratio: 1}}`);
  const { control } = read as { control: Curve };
  return resolveByCell((control as Extract<Curve, { kind: 'piecewise' }>).hazard, cell);
}

describe('curves become hazards', () => {
  const forever = (value: number) => [{ until: Number.POSITIVE_INFINITY, value }];

  it('a median m is the hazard ln 2 / m', () => {
    expect(hazard('{median: 6.3}')).toEqual(forever(Math.LN2 / 6.3));
  });

  it('a survival point is the hazard -ln S / t', () => {
    expect(hazard('{survival: {at: 12, value: 0.6}}')).toEqual(forever(-Math.log(0.6) / 12));
  });

  it('survival points are passed through piece by piece, the last hazard going on', () => {
    const [first, second] = hazard('{survival: [{at: 6, value: 0.8}, {at: 12, value: 0.5}]}');
    expect(first).toEqual({ until: 6, value: -Math.log(0.8) / 6 });
    expect(second.until).toBe(Number.POSITIVE_INFINITY);
    // Rounding of one logarithm of a quotient against a difference of logarithms: a few units in the last place.
    expect(second.value).toBeCloseTo(Math.log(0.8 / 0.5) / 6, 14);
  });

  it('survival points are those of everybody, the hazard that of the patients not cured', () => {
    const [only] = hazard('{survival: {at: 12, value: 0.6}, cured: {EGFR+: 0.2, all: 0}}');
    const s = (0.6 - 0.2) / 0.8;
    expect(only.value).toBeCloseTo(-Math.log(s) / 12, 14);
    expect(0.2 + 0.8 * Math.exp(-only.value * 12)).toBeCloseTo(0.6, 14);
  });

  it('a Weibull median m is the scale m / (ln 2)^(1/shape), cell by cell', () => {
    const read = endpoint(
      '{time-to-event: {control: {weibull: {shape: {EGFR+: 2, all: 1}, median: {KRAS+: 10, all: 5}}}, hazard ratio: 1}}',
    );
    const control = (read as { control: Curve }).control as Extract<Curve, { kind: 'weibull' }>;
    const scale = (EGFR: boolean, KRAS: boolean) =>
      resolveByCell(control.scale, { levels: {}, truth: { EGFR, KRAS } });
    expect(scale(true, true)).toBe(10 / Math.sqrt(Math.LN2));
    expect(scale(false, true)).toBe(10 / Math.LN2);
    expect(scale(true, false)).toBe(5 / Math.sqrt(Math.LN2));
  });

  it('a share p lost by t is the dropout hazard -ln(1 - p) / t', () => {
    const read = endpoint(
      '{time-to-event: {control: {median: 6}, hazard ratio: 1, dropout: {probability: 0.1, by: 12}}}',
    );
    expect(read).toMatchObject({
      dropout: [{ until: Number.POSITIVE_INFINITY, value: -Math.log1p(-0.1) / 12 }],
    });
  });

  it('effects by period keep their borders', () => {
    const read = endpoint(
      '{time-to-event: {control: {median: 6}, hazard ratio: [{until: 3, value: 1}, {value: 0.6}]}}',
    );
    expect(read).toMatchObject({
      effect: {
        kind: 'hazard ratio',
        value: [
          {
            population: { kind: 'all' },
            value: [
              { until: 3, value: 1 },
              { until: Number.POSITIVE_INFINITY, value: 0.6 },
            ],
          },
        ],
      },
    });
  });
});

describe('tables by population', () => {
  it('the most specific key counts, whatever the order', () => {
    const { truth } = point(['{EGFR+: 6, EGFR-: 5}', '{all: 1, EGFR+ & age = child: 3, EGFR+: 2}']);
    const { control } = truth.endpoints.PFS as { control: Extract<Curve, { kind: 'piecewise' }> };
    const median = (EGFR: boolean, age: string) =>
      Math.LN2 / resolveByCell(control.hazard, { levels: { age }, truth: { EGFR, KRAS: false } })[0].value;
    expect([median(false, 'child'), median(true, 'adult'), median(true, 'child')]).toEqual([1, 2, 3]);
  });

  it('a level may have its own prevalence and assay', () => {
    const { truth } = point([
      '{share: 0.1}',
      '{share: 0.1, EGFR: {prevalence: 0.2, assay: {sensitivity: 0.5}}}',
    ]);
    const at = (age: string) => ({ levels: { age }, truth: {} });
    const { prevalence, assay } = truth.markers.EGFR;
    expect([resolveByCell(prevalence, at('adult')), resolveByCell(prevalence, at('child'))]).toEqual([
      0.6, 0.2,
    ]);
    expect([
      resolveByCell(assay.sensitivity, at('adult')),
      resolveByCell(assay.sensitivity, at('child')),
    ]).toEqual([0.9, 0.5]);
    expect(resolveByCell(assay.specificity, at('child'))).toBe(0.95);
  });

  it('a marker that only strata speak of needs no line of its own', () => {
    const text = `
id: basket
title: Basket
truth:
  strata: {tumour: {salivary: {share: 0.1, NTRK: {prevalence: 0.8}}, colorectal: {share: 0.9, NTRK: {prevalence: 0.003}}}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.15}, experimental: {rate: {tumour = salivary: 0.8, all: 0.4}}}}}
designs: {free: {enrol: NTRK+, size: {randomised: 60}, tests: {pooled: {}}}}
`;
    const { truth, designs } = parse(text).points[0];
    const cells = trueCells(truth).map((cell) => cell.probability);
    [0.08, 0.02, 0.0027, 0.8973].forEach((p, i) => {
      // Products of two decimals: a unit in the last place.
      expect(cells[i]).toBeCloseTo(p, 14);
    });
    expect(designs.free.trials[0]).toMatchObject({
      looks: [{ kind: 'assessed' }],
      tests: [{ of: 'ORR', by: 'risk-difference', estimate: 'risk difference' }],
    });
  });

  it('cells of the truth have the probabilities of independent factors and markers, and sum to 1', () => {
    const cells = trueCells(point().truth);
    expect(cells).toHaveLength(8);
    expect(cells[0]).toMatchObject({ levels: { age: 'adult' }, truth: { EGFR: true, KRAS: true } });
    expect(cells[0].probability).toBeCloseTo(0.9 * 0.6 * 0.2, 14);
    expect(cells.reduce((sum, cell) => sum + cell.probability, 0)).toBeCloseTo(1, 14);
  });
});

describe('designs', () => {
  it('sketch 1: the variant keeps what it does not say and replaces tests and size whole', () => {
    const { designs } = parse(SKETCH).points[0];
    const [enriched] = designs.enriched.trials;
    expect(populationText(enriched.enrol)).toBe('EGFR+');
    expect(enriched.randomise).toEqual({ ratio: [1, 1], method: 'blocks', block: 4, stratifyBy: ['EGFR'] });
    expect(enriched.size).toEqual({ kind: 'match', design: 'all-comers', on: 'power', test: 'M+' });
    expect(enriched.tests.map((test) => test.name)).toEqual(['M+']);
    expect(enriched.looks).toEqual(designs['all-comers'].trials[0].looks);
  });

  it('defaults: all enrolled, 1:1 in blocks of 4, log-rank with Cox, one-sided 0.025', () => {
    const { designs } = point(['    randomise: {ratio: 1:1, stratify by: [EGFR]}\n', '']);
    expect(designs.main.trials[0]).toMatchObject({
      name: '',
      enrol: { kind: 'all' },
      randomise: { ratio: [1, 1], method: 'blocks', block: 4, stratifyBy: [] },
      quotas: [],
      looks: [{ kind: 'events', n: 200, in: { kind: 'all' }, of: 'PFS' }],
    });
    expect(designs.main.trials[0].tests[0]).toEqual({
      name: 'overall',
      of: 'PFS',
      in: { kind: 'all' },
      by: 'log-rank',
      estimate: 'cox',
      stratifyBy: [],
      covariates: [],
      interaction: null,
      against: null,
      stages: null,
      prior: null,
      basket: null,
      target: null,
      weights: null,
      horizon: null,
      ties: 'efron',
      confidence: 'wald',
      variance: 'welch',
      sided: 1,
      alpha: 0.025,
    });
  });

  it('a two-sided test has alpha 0.05 unless the design says otherwise', () => {
    const alpha = (design: string) =>
      point(['    size: {randomised: 300}', `    size: {randomised: 300}\n${design}`]).designs.main.trials[0]
        .tests[0].alpha;
    expect([alpha('    sided: 2'), alpha('    sided: 2\n    alpha: 0.1'), alpha('    alpha: 0.01')]).toEqual([
      0.05, 0.1, 0.01,
    ]);
  });

  it('per arm doubles, quotas that cover everybody are the size', () => {
    expect(point(['{randomised: 300}', '{per arm: 150}']).designs.main.trials[0].size).toEqual({
      kind: 'randomised',
      n: 300,
    });
    const { size, quotas } = point(
      ['    size: {randomised: 300}\n', '    quotas: {EGFR+: 200, not EGFR+: 80}\n'],
      ['size: {match: main, on: events}', 'quotas: null\n    size: {match: main}'],
    ).designs.main.trials[0];
    expect(size).toEqual({ kind: 'randomised', n: 280 });
    expect(quotas.map(({ population, least, most }) => [populationText(population), least, most])).toEqual([
      ['EGFR+', 200, 200],
      ['not EGFR+', 80, 80],
    ]);
  });

  it('one look is short for a list of looks', () => {
    const once = point([
      'analyse at: {events: 200, of: PFS}',
      'analyse at: {first of: [{events: 200, of: PFS}, {months: 40}]}',
    ]);
    const listed = point([
      'analyse at: {events: 200, of: PFS}',
      'looks: {at: [{first of: [{events: 200, of: PFS}, {months: 40}]}]}',
    ]);
    expect(once.designs.main.trials[0].looks).toEqual(listed.designs.main.trials[0].looks);
    expect(once.designs.main.trials[0].looks[0].kind).toBe('first of');
  });

  it('a variant may look where its base looked once', () => {
    const { designs } = point(['on: events}', 'on: events}\n    looks: {at: [{months: 10}, {months: 20}]}']);
    expect(designs.small.trials[0].looks).toEqual([
      { kind: 'months', months: 10 },
      { kind: 'months', months: 20 },
    ]);
  });

  it('null removes what a variant would take over', () => {
    expect(point(['on: events}', 'on: events}\n    claims: null']).designs.small.claims).toEqual([]);
  });

  it('claims are read in order, otherwise last', () => {
    expect(point().designs.main.claims).toEqual([
      { label: 'works', when: { kind: 'reject', trial: '', test: 'overall' }, for: null },
      { label: 'none', when: { kind: 'otherwise' }, for: null },
    ]);
  });

  it('claims may say whom they promise benefit, by true status; metrics may ask for claims', () => {
    const { designs } = point(
      [
        'claims: {works: reject overall, none: otherwise}',
        'claims: {works: {when: reject overall, for: EGFR+}, none: {when: otherwise, for: none}}\n    metrics: {mine: works or reject response}',
      ],
      ['  endpoints:\n', '  worthwhile: {PFS: 0.8}\n  endpoints:\n'],
    );
    expect(designs.main.claims.map((claim) => claim.for)).toEqual([
      { kind: 'marker', marker: 'EGFR', status: '+', by: 'truth' },
      { kind: 'nobody' },
    ]);
    expect(designs.main.metrics).toEqual([
      {
        name: 'mine',
        when: {
          kind: 'or',
          of: [
            { kind: 'claim', label: 'works' },
            { kind: 'reject', trial: '', test: 'response' },
          ],
        },
      },
    ]);
  });
});

describe('presets', () => {
  const preset = (text: string) =>
    point(
      [
        '  small:\n    extends: main\n    size: {match: main, on: events}',
        `  small: {${text}, size: {randomised: 200}, analyse at: {months: 24}}`,
      ],
      ['    ORR: {binary: {control: {rate: 0.3}, risk difference: {EGFR+: 0.2, all: 0}}}\n', ''],
      [
        '    score: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.3, baseline: {correlation: 0.5}}}\n',
        '',
      ],
      ['    weight: {continuous: {control: {mean: 0, sd: 1}, mean difference: 0.3}}\n', ''],
      ['      response: {of: ORR, in: EGFR+}\n', ''],
    ).designs.small.trials;
  const text = (trials: ReturnType<typeof preset>) =>
    trials.map(({ name, enrol, tests }) => [
      name,
      populationText(enrol),
      ...tests.map((test) => `${test.name}: ${populationText(test.in)}`),
    ]);

  it('all-comers, enrichment, stratified, separate trials', () => {
    expect(text(preset('preset: all-comers'))).toEqual([['', 'all', 'overall: all']]);
    expect(text(preset('preset: enrichment, marker: EGFR'))).toEqual([['', 'EGFR+', 'EGFR+: EGFR+']]);
    const stratified = preset('preset: stratified, marker: EGFR');
    expect(text(stratified)).toEqual([['', 'all', 'EGFR+: EGFR+', 'EGFR-: EGFR-']]);
    expect(stratified[0].randomise.stratifyBy).toEqual(['EGFR']);
    expect(text(preset('preset: separate-trials, marker: EGFR'))).toEqual([
      ['EGFR+', 'EGFR+', 'overall: all'],
      ['EGFR-', 'EGFR-', 'overall: all'],
    ]);
  });

  it("the design's own keys lie on top", () => {
    expect(text(preset('preset: enrichment, marker: EGFR, tests: {mine: {by: cox}}'))).toEqual([
      ['', 'EGFR+', 'mine: all'],
    ]);
    expect(
      preset('preset: separate-trials, marker: EGFR, randomise: {ratio: 2:1}').map(
        (trial) => trial.randomise.ratio,
      ),
    ).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });
});

describe('the scenario as a whole', () => {
  it('is frozen throughout', () => {
    const scenario = parse(SKETCH);
    expect(() => {
      scenario.points[0].truth.costs.month = 1;
    }).toThrow(TypeError);
  });

  it('has the same canonical text for the same content, another for another number', () => {
    const { canonical } = parse(SKETCH);
    expect(
      parse(
        `# a comment\n${SKETCH.replace('median: {EGFR+: 6.3, EGFR-: 5.5}', 'median: {EGFR+: 6.30,   EGFR-: 5.5}')}`,
      ).canonical,
    ).toBe(canonical);
    expect(parse(SKETCH.replace('6.3', '6.4')).canonical).not.toBe(canonical);
  });

  it('takes replicates from the file, 10,000 by default, or leaves them to the precision', () => {
    expect(parse(BASE).simulation).toEqual({
      replicates: 1000,
      precision: {},
      maxReplicates: 1_000_000,
      seed: 'base',
      streams: 'common',
      batch: null,
    });
    expect(parse(BASE.replace('simulation: {replicates: 1000}', '')).simulation.replicates).toBe(10_000);
    expect(parse(SKETCH).simulation).toMatchObject({
      replicates: null,
      precision: { power: 0.0025 },
      seed: 'ipass',
    });
    expect(parse(BASE.replace('replicates: 1000', 'seed: 42')).simulation.seed).toBe('42');
  });
});

describe('a test that names no method', () => {
  const design = (body: string, tests: string) =>
    parseScenario(
      `id: x\ntitle: X\ntruth:\n  enrolment: {screened per month: 5}\n  endpoints:\n    ORR: {binary: {control: {rate: 0.2}, risk difference: 0.1}}\n    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.8}}\ndesigns:\n  d: {${body}, tests: {${tests}}}\nsimulation: {replicates: 10}\n`,
      { file: 'x.yaml' },
    ).points[0].designs.d.trials[0].tests.map(({ by }) => by);

  it('of one arm against a fixed value is the exact one of its endpoint', () => {
    const single = 'single arm: experimental, size: {treated: 40}, analyse at: {follow-up: 12}';
    expect(design(single, 'a: {of: ORR, against: {rate: 0.2}}, b: {of: PFS, against: {median: 6}}')).toEqual([
      'exact',
      'one-sample-log-rank',
    ]);
  });

  it('of two arms compares them', () => {
    const two = 'size: {randomised: 40}, analyse at: {events: 20}';
    expect(design(two, 'a: {of: ORR}, b: {of: PFS}')).toEqual(['risk-difference', 'log-rank']);
  });
});
