import { describe, expect, it } from 'vitest';
import { pointFaults } from '../../src/designs/pointFaults.ts';
import { ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const scenario = (tests: string, enrol = 'all') => `
id: baskets
title: Baskets
truth:
  strata:
    tumour: {salivary: {share: 0.2}, sarcoma: {share: 0.3}, colorectal: {share: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, risk difference: 0.2}}}
designs:
  a: {single arm: experimental, enrol: ${enrol}, size: {treated: 60}, tests: {${tests}}, claims: {one: "reject by tumour: sarcoma", none: otherwise}}
`;

const read = (text: string) => parseScenario(text, { file: 'baskets.yaml', check: pointFaults });

const faults = (tests: string) => {
  try {
    read(scenario(tests));
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
};

describe('tests of every level', () => {
  it('are written out, with rates of their own and the options of the method', () => {
    const { tests } = read(
      scenario(
        'by tumour: {in: each tumour, against: {rate: {tumour = sarcoma: 0.1, all: 0.2}}, by: robust-map, probability: 0.95, borrowing: {tau: {half-normal: 0.5}, donors: [colorectal]}}',
      ),
    ).points[0].designs.a.trials[0];
    expect(tests.map(({ name }) => name)).toEqual([
      'by tumour: salivary',
      'by tumour: sarcoma',
      'by tumour: colorectal',
    ]);
    expect(tests.map(({ against }) => against)).toEqual(
      [0.2, 0.1, 0.2].map((value) => ({ kind: 'rate', value })),
    );
    expect(tests[1].basket).toEqual({
      test: 'by tumour',
      factor: 'tumour',
      level: 'sarcoma',
      options: { donors: ['colorectal'], tau: { kind: 'half-normal', scale: 0.5 } },
      calibrate: null,
    });
  });

  it('take weights by pairs and by all levels, and limits of shares', () => {
    const options = (by: string, borrowing: string) =>
      read(scenario(`by tumour: {in: each tumour, against: {rate: 0.2}, by: ${by}, borrowing: ${borrowing}}`))
        .points[0].designs.a.trials[0].tests[0].basket?.options;
    expect(options('power-prior', '{weight: {hellinger: true}, limited: true}')).toEqual({
      weight: { kind: 'hellinger' },
      limited: true,
    });
    expect(options('power-prior', '{weight: {divergence: {base: 2}}, global: {divergence: 1.5}}')).toEqual({
      weight: { kind: 'jsd', epsilon: 2, tau: 0, base: 2 },
      global: { kind: 'jsd', epsilon: 1.5 },
    });
    expect(options('fujikawa', '{global: {fixed: 0.5}}')).toEqual({ global: { kind: 'fixed', weight: 0.5 } });
    expect(options('fujikawa', '{global: {spread: 3}}')).toEqual({ global: { kind: 'spread', epsilon: 3 } });
    expect(options('fujikawa', '{global: 3}')).toEqual({ global: 3 });
    expect(options('fujikawa', '{prune: 0.95}')).toEqual({ prune: 0.95 });
    expect(options('power-prior', '{prune: 0.95}')).toEqual({ prune: 0.95 });
  });

  it('are calibrated over the null truth, or over truths that are given', () => {
    const calibration = (calibrate: string) =>
      read(scenario(`by tumour: {in: each tumour, against: {rate: 0.2}, by: bhm, calibrate: ${calibrate}}`))
        .points[0].designs.a.trials[0].tests[0].basket?.calibrate;
    expect(calibration('{at: 0.05}')).toEqual({ error: 'basket-wise', at: 0.05, over: [{}], hold: 'worst' });
    const over = '{error: family-wise, at: 0.1, over: [{}, {sarcoma: 0.4}], hold: average}';
    expect(calibration(over)).toEqual({
      error: 'family-wise',
      at: 0.1,
      over: [{}, { sarcoma: 0.4 }],
      hold: 'average',
    });
    expect(calibration('{at: 0.05, over: {responding at: 0.4}}')?.over).toEqual({ respondingAt: 0.4 });
  });

  it('a level without a test has no place in a calibration', () => {
    const test =
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: pooled, calibrate: {at: 0.05, over: [{colorectal: 0.4}]}}';
    const text = scenario(test, '"tumour = sarcoma | tumour = salivary"');
    expect(() => read(text)).toThrow('colorectal is not among the levels that this trial tests');
  });

  it('leave out levels that are not enrolled', () => {
    const text = scenario(
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: exact}',
      '"tumour = sarcoma | tumour = salivary"',
    );
    expect(read(text).points[0].designs.a.trials[0].tests).toHaveLength(2);
  });

  it.each([
    [
      'rate-by-level',
      'by tumour: sarcoma: {against: {rate: {tumour = sarcoma: 0.1, all: 0.2}}, by: exact}',
      'values by level',
    ],
    ['basket-each', 'by tumour: sarcoma: {against: {rate: 0.2}, by: bhm}', 'all levels of a factor together'],
    [
      'calibrate-prior',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: pooled, probability: 0.9, calibrate: {at: 0.05}}',
      'calibrated',
    ],
    [
      'unknown-name',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: pooled, calibrate: {at: 0.05, over: [{}, {sarkoma: 0.4}]}}',
      'no level "sarkoma"',
    ],
    [
      'calibrate-truth',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: pooled, calibrate: {error: family-wise, at: 0.05, over: [{}, {salivary: 0.4, sarcoma: 0.4, colorectal: 0.3}]}}',
      'every level responds',
    ],
    [
      'calibrate-truth',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: pooled, calibrate: {at: 0.05, over: [{sarcoma: 0.4}]}}',
      'sarcoma responds under every truth',
    ],
    [
      'calibrate-truth',
      'by tumour: {in: each tumour, against: {rate: {tumour = sarcoma: 0.4, all: 0.2}}, by: pooled, calibrate: {at: 0.05, over: {responding at: 0.4}}}',
      'no response in sarcoma',
    ],
    [
      'basket-refused',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: bhm, borrowing: {mu: {mean: 0, sd: 100}}}',
      'bhm cannot be set up',
    ],
    [
      'basket-refused',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: robust-map, borrowing: {sources: [{patients: 10, responders: 11}]}}',
      'robust-map cannot be set up',
    ],
    [
      'option-method',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: bhm, borrowing: {sources: [{patients: 10, responders: 1}]}}',
      '"sources" is not an option of bhm',
    ],
    [
      'option-method',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: bhm, borrowing: {epsilon: 2}}',
      '"epsilon" is not an option of bhm',
    ],
    [
      'several-of',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: fujikawa, borrowing: {global: {spread: 2, fixed: 1}}}',
      'spread',
    ],
    [
      'option-method',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: fujikawa, borrowing: {limited: true}}',
      '"limited" is not an option of fujikawa',
    ],
    ['option-needed', 'by tumour: {in: each tumour, against: {rate: 0.2}, by: cbhm}', 'cbhm needs'],
    [
      'unknown-name',
      'by tumour: {in: each tumour, against: {rate: 0.2}, by: power-prior, borrowing: {donors: [sarkoma]}}',
      'no level "sarkoma"',
    ],
    [
      'option-needed',
      'by tumour: sarcoma: {against: {rate: 0.2}, by: post-stratified, stratify by: [tumour]}',
      'post-stratified needs "for"',
    ],
    [
      'option-needed',
      'by tumour: sarcoma: {against: {rate: 0.2}, by: model-based, for: target mix}',
      'model-based needs "stratify by"',
    ],
  ])('%s', (code, tests, rule) => {
    const quoted = tests.replace(/^by tumour: sarcoma:/, '"by tumour: sarcoma":');
    const found = faults(quoted);
    expect([...new Set(found.map((fault) => fault.code))]).toEqual([code]);
    expect(found[0].rule).toContain(rule);
  });
});

describe('predictive probabilities of levels', () => {
  const quotas = 'quotas: {tumour = salivary: 12, tumour = sarcoma: 18, tumour = colorectal: 30}';
  const looks = (close: string, rule = 'futility: {predictive probability below: 0.1}') =>
    `looks: {at: [{patients: 6, in: every tumour}, {follow-up: 2}], ${rule}${close}}`;
  const by = (method: string, more = 'probability: 0.9') =>
    `by tumour: {in: each tumour, against: {rate: 0.2}, by: ${method}, ${more}}`;
  const codes = (tests: string, conduct: string, sizes = quotas) => {
    const text = scenario(tests).replace(
      'size: {treated: 60},',
      `size: {treated: 60}, ${sizes}, ${conduct},`,
    );
    try {
      return read(text).points[0].designs.a.trials[0].monitoring;
    } catch (error) {
      if (error instanceof ScenarioError)
        return [...new Set(error.faults.map(({ code, rule }) => `${code}: ${rule}`))];
      throw error;
    }
  };

  it('are asked for at looks that close levels', () => {
    expect(codes(by('fujikawa'), looks(', close: {}'))).toMatchObject({
      futility: [{ criterion: { kind: 'predictive probability', below: 0.1 } }],
    });
    const bounds = looks(', close: {}', 'bounds: {predictive probability: 0.95}');
    expect(codes(by('pooled'), bounds)).toMatchObject({
      bounds: { kind: 'predictive probability', reaches: 0.95 },
    });
  });

  it.each([
    ['predictive-close', by('fujikawa'), looks(''), quotas, 'closed by itself'],
    [
      'predictive-close',
      by('fujikawa'),
      looks('', 'bounds: {predictive probability: 0.9}'),
      quotas,
      'closed by itself',
    ],
    ['predictive-level', by('bhm'), looks(', close: {}'), quotas, 'no beta law'],
    [
      'predictive-level',
      by('fujikawa', 'calibrate: {at: 0.1}'),
      looks(', close: {}'),
      quotas,
      'no cut-off yet',
    ],
    ['predictive-level', by('fujikawa'), looks(', close: {}'), 'quotas: {}', 'no planned number'],
  ])('%s, %s', (code, tests, conduct, sizes, rule) => {
    const found = codes(tests, conduct, sizes) as string[];
    for (const line of found) expect(line).toContain(code);
    expect(found[0]).toContain(rule);
  });
});
