import { describe, expect, it } from 'vitest';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { pointFrom } from '../fixtures/kernel/points.ts';

const BODY = `truth:
  markers: {A: {prevalence: 0.5}, B: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}
    ORR: {binary: {control: {rate: 0.3}, risk difference: 0.1}}
designs:
  d:
    size: {randomised: 200}
    tests:
      all: {of: PFS}
      A+: {of: PFS, in: A+}
      B+: {of: PFS, in: B+}
      B+ rmst: {of: PFS, in: B+, by: rmst, horizon: 12}
      A by T: {of: PFS, interaction: A}
      response: {of: ORR, in: A+}
`;
const file = (more: string) => `id: a\ntitle: A\n${BODY}    ${more}\n`;
const once = (estimates: string) =>
  file(`analyse at: {first of: [{events: 120, of: PFS}]}\n    estimates: ${estimates}`);

function faultsOf(text: string): readonly Fault[] {
  try {
    parseScenario(text, { file: 'a.yaml' });
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

describe('the language of estimates', () => {
  it('reads what the best is picked of, and towards what estimates are drawn', () => {
    const read = (text: string) =>
      parseScenario(once(text), { file: 'a.yaml' }).points[0].designs.d.trials[0].estimates;
    expect(read('{best of: [A+, B+], shrink towards: all}')).toEqual({
      bestOf: ['A+', 'B+'],
      towards: 'all',
    });
    expect(read('{best of: [A+]}')).toEqual({ bestOf: ['A+'], towards: null });
  });

  const selecting = file(
    'looks: {at: [{events: 60, of: PFS}, {events: 120, of: PFS}], select: {from: [all, A+]}}\n    multiplicity: {closed: simes, combine: inverse-normal, of: [all, A+]}\n    estimates: {best of: [A+, B+]}',
  );
  const nine = `[${Array.from({ length: 9 }, (_, i) => `t${i}`).join(', ')}]`;
  it.each<[string, string, string]>([
    ['unknown-name', 'estimates.best of.1', once('{best of: [A+, C+]}')],
    ['unknown-name', 'estimates.shrink towards', once('{best of: [A+], shrink towards: everybody}')],
    ['test-twice', 'estimates.best of.1', once('{best of: [A+, A+]}')],
    [
      'estimates-size',
      'estimates.best of',
      once(`{best of: ${nine}}`).replace(
        'tests:',
        `tests:\n${Array.from({ length: 9 }, (_, i) => `      t${i}: {of: PFS, in: A+}\n`).join('')}`,
      ),
    ],
    ['estimates-alike', 'estimates.best of', once('{best of: [A+, response]}')],
    ['estimates-alike', 'estimates.best of', once('{best of: [B+, B+ rmst]}')],
    ['estimates-alike', 'estimates.best of', once('{best of: [A by T]}')],
    ['estimates-towards', 'estimates.shrink towards', once('{best of: [A+, B+], shrink towards: A+}')],
    ['estimates-towards', 'estimates.shrink towards', once('{best of: [A+], shrink towards: B+}')],
    ['estimates-towards', 'estimates.shrink towards', once('{best of: [A+], shrink towards: response}')],
    ['estimates-towards', 'estimates.shrink towards', once('{best of: [A+], shrink towards: A by T}')],
    ['estimates-select', 'estimates', selecting],
  ])('%s at %s', (code, path, text) => {
    const faults = faultsOf(text);
    expect(faults.map((fault) => [fault.code, fault.path])).toEqual([[code, `designs.d.${path}`]]);
  });
});

describe('weighted power', () => {
  const asked = (metrics: string) =>
    file(
      `analyse at: {first of: [{events: 120, of: PFS}]}\n    claims: {works: reject all, none: otherwise}\n    metrics: ${metrics}`,
    );

  it('counts tests that are rejected, and any other expression that holds', () => {
    const text = asked('{value: {weights: {all: 0.7, reject A+ and not reject B+: 0.2, claim none: -1}}}');
    expect(faultsOf(text)).toEqual([]);
    const point = pointFrom(text.slice(text.indexOf('truth:')));
    const at = (quantity: string, analysis: string) =>
      point.row[
        point.columns.findIndex((c) => c.quantity === quantity && c.analysis === analysis && c.look === 0)
      ];
    const seen = new Set<number>();
    for (let r = 0; r < 40; r++) {
      point.run(r);
      const expected =
        0.7 * at('rejects', 'all') +
        0.2 * at('rejects', 'A+') * (1 - at('rejects', 'B+')) -
        at('claim', 'none');
      expect(at('weighted power', 'value')).toBeCloseTo(expected, 12);
      seen.add(expected);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it.each([
    ['missing', 'metrics.value.weights', '{value: {weights: {}}}'],
    ['unknown-name', 'metrics.value.weights.reject C+', '{value: {weights: {reject C+: 1}}}'],
    ['claim-syntax', 'metrics.value.weights.C+', '{value: {weights: {C+: 1}}}'],
  ])('%s at %s', (code, path, metrics) => {
    expect(faultsOf(asked(metrics)).map((fault) => [fault.code, fault.path])).toEqual([
      [code, `designs.d.${path}`],
    ]);
  });
});

describe('columns of adjusted estimates', () => {
  const point = pointFrom(
    `${BODY}    analyse at: {events: 120, of: PFS}
    estimates: {best of: [A+, B+], shrink towards: all}
    claims: {A: 'reject A+ and strongest A+ of A+, B+', none: otherwise}`,
  );
  const of = (analysis: string, estimator: string) =>
    point.columns.filter((column) => column.analysis === analysis && column.estimator === estimator);

  it('the shrunken one always, given selection, rejection and claim; the corrected one of the best alone', () => {
    const told = (estimator: string) =>
      of('A+', estimator)
        .filter(({ quantity }) => quantity === 'adjusted estimate')
        .map(({ given, claim }) => given ?? claim ?? 'always');
    expect(told('shrunken')).toEqual(['always', 'rejection', 'selection', 'A']);
    expect(told('selection-corrected')).toEqual(['selection', 'A']);
    expect(of('all', 'shrunken')).toEqual([]);
  });

  it('exactly one is selected in each trial: that with the largest z', () => {
    const at = (quantity: string, analysis: string) =>
      point.columns.findIndex(
        (column) => column.quantity === quantity && column.analysis === analysis && column.look === 0,
      );
    for (let r = 0; r < 20; r++) {
      point.run(r);
      const z = ['A+', 'B+'].map((name) => point.row[at('z', name)]);
      const selected = ['A+', 'B+'].map((name) => point.row[at('selected', name)]);
      expect(selected).toEqual(z[0] >= z[1] ? [1, 0] : [0, 1]);
      const corrected = point.columns.findIndex(({ estimator }) => estimator === 'selection-corrected');
      const naive = at('estimate', 'A+');
      // A log hazard ratio is corrected upwards.
      if (selected[0] === 1) expect(point.row[corrected]).toBeGreaterThan(point.row[naive]);
      else expect(point.row[corrected]).toBeNaN();
    }
  });
});
