import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/replay.ts';
import { type ResultRow, runScenario } from '../../src/index.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** Three tumours, one of which responds, with a look at 4 patients of each and 9 in all; patients are seen after two months. */
const scenario = (
  test: string,
  looks: string,
  quotas = 'quotas: {tumour = a: 9, tumour = b: 9, tumour = c: 9}',
) => `
id: closing
title: Closing
truth:
  strata: {tumour: {a: {share: 0.2}, b: {share: 0.3}, c: {share: 0.5}}}
  enrolment: {screened per month: 6}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {tumour = c: 0.5, all: 0.2}}, assessed at: 2}}}
designs:
  d:
    single arm: experimental
    ${/simon|fleming/.test(test) ? '' : `size: {treated: 27}\n    ${quotas}`}
    tests: {by tumour: {in: each tumour, against: {rate: 0.2}, ${test}}}
    ${looks}
`;

const rowsOf = async (text: string, replicates: number) =>
  (await runScenario(text, { replicates })).rows as ResultRow[];

const value = (rows: readonly ResultRow[], metric: string, about = '') =>
  rows.find((row) => row.metric === metric && (row.analysis === about || row.population === about))
    ?.estimate as number;

const RULES =
  'futility: {posterior probability below: 0.3}, bounds: {posterior probability: 0.95}, close: {pause: true}';
const each = `looks: {at: [{patients: 4, in: each tumour}, {follow-up: 2}], ${RULES}}`;
const every = `looks: {at: [{patients: 4, in: every tumour}, {follow-up: 2}], ${RULES}}`;

const predictive = every
  .replace('posterior probability below: 0.3', 'predictive probability below: 0.15')
  .replace('posterior probability: 0.95', 'predictive probability: 0.8');

describe('a calibrated cut-off', () => {
  it('counts dropped levels as not claimed', async () => {
    // Nearly every level is dropped after 4 patients: any cut-off will do, and 1/2 is the least that is looked for.
    const looks = each.replace('below: 0.3', 'below: 0.995').replace(/, bounds: [^}]*}/, '');
    const by = 'by: fujikawa, calibrate: {error: basket-wise, at: 0.1}';
    const cutoffs = (await rowsOf(scenario(by, looks), 2)).filter(
      ({ metric }) => metric === 'calibrated cut-off',
    );
    expect(cutoffs).toHaveLength(3);
    for (const { estimate } of cutoffs) expect(estimate).toBeCloseTo(0.5, 12);
  });
});

describe('the arms of a trial that closes levels', () => {
  it('stay what they were for whoever was randomised by the look', () => {
    // Patients of a wait three months for their marker, those of b none: who is randomised first was not screened first.
    const text = (looks: string) => `
id: arms
title: Arms
truth:
  markers: {M: {prevalence: 0.5, assay: {turnaround: {tumour = a: 3, all: 0}}}}
  strata: {tumour: {a: {share: 0.5}, b: {share: 0.5}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: 0}}}
designs:
  d:
    enrol: M+
    randomise: {ratio: 1:1}
    size: {randomised: 80}
    tests: {by tumour: {in: each tumour, by: risk-difference}}
    looks: {at: [{patients: 30}, {follow-up: 1}]${looks}}
`;
    const table = (looks: string) => {
      const { points, simulation } = parseScenario(text(looks), { file: 'arms.yaml' });
      return replay(points[0], simulation, 'd', 7).tables[0].rows;
    };
    const open = table('');
    const closed = table(', futility: {effect below: 1}, close: {places: to others}');
    const entries = open.map((row) => row['randomised at'] as number).sort((a, b) => a - b);
    const look = entries[29];
    const early = (rows: typeof open) =>
      rows
        .filter((row) => (row['randomised at'] as number) <= look)
        .map((row) => [row['randomised at'], row.tumour, row.arm]);
    expect(early(closed)).toEqual(early(open));
    expect(early(closed)).toHaveLength(30);
    // Some who were screened before them had no part in it.
    const place = closed.findIndex((row) => (row['randomised at'] as number) > look);
    expect(closed).toHaveLength(30);
    expect(place).toBe(-1);
    expect(open.slice(0, 30).some((row) => (row['randomised at'] as number) > look)).toBe(true);
  });
});

describe('levels that are closed', () => {
  // 4 MCSE; 11 methods x 15 to 18 numbers: a false alarm of the file once in 80 seeds.
  it.each([
    ['by: exact, alpha: 0.05', each],
    ['by: posterior, probability: 0.9', each],
    ['by: posterior, probability: 0.9', every],
    ['by: simon, stages: {n1: 4, r1: 0, n: 9, r: 3}', ''],
    ['by: fleming, stages: {patients: [3, 3, 3], stop: [0, 1, 3], claim: [3, 4, 4]}', ''],
    ['by: fujikawa, probability: 0.9', every],
    ['by: power-prior, probability: 0.9', every],
    ['by: mem, probability: 0.9', every],
    ['by: fujikawa, probability: 0.9', predictive],
    ['by: power-prior, probability: 0.9, borrowing: {prior: [0.5, 0.8], prune: 0.8}', predictive],
    ['by: pooled, probability: 0.9', predictive],
  ])('%s, %s: as enumerated', async (test, looks) => {
    const rows = await rowsOf(scenario(test, looks), 5000);
    // Of a single arm power is told again as what it means under the truth.
    const again = ['false effect claim', 'missed effect'];
    const exact = rows.filter(
      ({ metric, reference_kind }) => reference_kind === 'enumeration' && !again.includes(metric),
    );
    const metrics = new Set(exact.map(({ metric }) => metric));
    const expected = [
      'closed at look 1',
      'correct decisions',
      'familywise error',
      'patients',
      'power',
      'rejected at look 1',
      'rejected at look 2',
      'right set',
    ];
    expect([...metrics]).toEqual(expect.arrayContaining(expected));
    expect(exact.length).toBeGreaterThanOrEqual(18);
    for (const { estimate, reference, mcse, analysis, population, metric } of exact) {
      const error = Math.abs((estimate as number) - (reference as number));
      expect(error, `${analysis} ${population} ${metric}`).toBeLessThanOrEqual(4 * (mcse as number) + 1e-9);
    }
  });

  it('Simon stages are searched for each level as for a trial', async () => {
    const rows = await rowsOf(scenario('by: simon, alpha: 0.1, stages: {p1: 0.5, power: 0.8}', ''), 200);
    const power = rows.filter(({ metric }) => metric === 'power');
    // The level of Simon's optimal design for 0.2 against 0.5 at 0.1 and 0.8, by itself: 3 of 15 after 1 of 7.
    const alone = await rowsOf(
      scenario('by: simon, alpha: 0.1, stages: {p1: 0.5, power: 0.8}', '').replace('in: each tumour, ', ''),
      10,
    );
    const level = alone.find(({ metric, reference_kind }) => metric === 'power' && reference_kind !== null);
    expect(level).toBeDefined();
    expect(power).toHaveLength(3);
    expect(power[0].reference).toBeLessThan(0.1);
    expect(power[2].reference).toBeGreaterThan(0.8);
  });

  const looks = (close: string) =>
    `looks: {at: [{patients: 9}, {follow-up: 2}], futility: {posterior probability below: 0.5}, close: ${close}}`;
  const free = 'quotas: {tumour = a: {at most: 20}}';

  it('places are lost, or go to the others', async () => {
    const test = 'by: posterior, probability: 0.9';
    // Few come while the look waits, and most that are closed do not respond.
    const slow = (text: string) =>
      text.replace('per month: 6', 'per month: 2').replace('all: 0.2}}, a', 'all: 0.02}}, a');
    const lost = await rowsOf(slow(scenario(test, looks('{}'), free)), 400);
    const moved = await rowsOf(slow(scenario(test, looks('{places: to others}'), free)), 400);
    expect(value(lost, 'randomised')).toBeLessThan(25);
    expect(value(moved, 'patients', 'tumour = c')).toBeGreaterThan(value(lost, 'patients', 'tumour = c') + 1);
    // Only trials that close everything stay below their size.
    expect(value(moved, 'randomised')).toBeGreaterThan(value(lost, 'randomised') + 1);
    expect(value(lost, 'months to decision', 'by tumour: b')).toBeLessThan(value(lost, 'months to analysis'));
  });

  it('without a rule nothing is closed, and the trial is the one without looks', async () => {
    const test = 'by: posterior, probability: 0.9';
    const closing = await rowsOf(
      scenario(test, 'looks: {at: [{patients: 4, in: each tumour}, {follow-up: 2}], close: {}}', free),
      300,
    );
    const plain = await rowsOf(scenario(test, 'looks: {at: [{months: 1}, {follow-up: 2}]}', free), 300);
    for (const metric of ['power', 'mean estimate', 'coverage'])
      for (const level of ['a', 'b', 'c'])
        expect(value(closing, metric, `by tumour: ${level}`)).toBe(
          value(plain, metric, `by tumour: ${level}`),
        );
    for (const metric of ['randomised', 'screened', 'months to last patient', 'months to analysis'])
      expect(value(closing, metric)).toBe(value(plain, metric));
  });

  it('a level that was dropped is opened again where the others lend it hope', async () => {
    const test = 'by: pooled, probability: 0.9';
    const at =
      'at: [{patients: 6}, {patients: 12}, {follow-up: 2}], futility: {posterior probability below: 0.5}';
    const again = await rowsOf(scenario(test, `looks: {${at}, close: {re-open: true}}`, free), 400);
    const never = await rowsOf(scenario(test, `looks: {${at}, close: {}}`, free), 400);
    expect(value(again, 'opened again', 'by tumour: c')).toBeGreaterThan(0.02);
    expect(value(never, 'opened again', 'by tumour: c')).toBe(0);
    expect(value(again, 'power', 'by tumour: c')).toBeGreaterThan(value(never, 'power', 'by tumour: c'));
  });

  it('a cut-off calibrated with its looks keeps its error', async () => {
    const test = 'by: fujikawa, calibrate: {error: basket-wise, at: 0.1}';
    const text = scenario(test, every.replace('0.95', '0.99')).replace('tumour = c: 0.5', 'tumour = c: 0.2');
    const rows = (await rowsOf(text, 5000)).filter(({ metric }) => metric === 'power');
    expect(rows).toHaveLength(3);
    // Not above 0.1 by more than 4 standard errors of both runs, sqrt(0.09 / 20,000 + 0.09 / 5000).
    for (const { estimate } of rows) {
      expect(estimate as number).toBeLessThan(0.1 + 4 * 0.0048);
      expect(estimate as number).toBeGreaterThan(0.02);
    }
  });

  it('a cut-off has the error that trials with it have: what was dropped is no claim', async () => {
    // Pooled, a level that was dropped at its own look ends with the z of all.
    const test = 'by: pooled, calibrate: {error: basket-wise, at: 0.1}';
    const rule = 'futility: {posterior probability below: 0.5}, close: {}';
    const text = scenario(
      test,
      `looks: {at: [{patients: 5, in: each tumour}, {follow-up: 2}], ${rule}}`,
      free,
    );
    const all = await rowsOf(text.replace('tumour = c: 0.5', 'tumour = c: 0.2'), 10_000);
    const judged = all.filter(({ metric }) => metric === 'calibrated error');
    const powers = all.filter(({ metric }) => metric === 'power');
    expect(powers).toHaveLength(3);
    powers.forEach(({ estimate, mcse }, t) => {
      const other = judged[t];
      const error = Math.abs((estimate as number) - (other.estimate as number));
      // 4 standard errors of both: a false alarm of the three once in 5000.
      expect(error).toBeLessThan(4 * Math.hypot(mcse as number, other.mcse as number));
    });
  });

  it('a level without a responder is closed at the first look, in its month, and for good', async () => {
    const at = 'at: [{patients: 20}, {patients: 24}, {follow-up: 2}]';
    const rule = 'futility: {posterior probability below: 0.99}, close: {re-open: true}';
    const text = scenario('by: posterior, probability: 0.999', `looks: {${at}, ${rule}}`, '')
      .replace(
        'a: {share: 0.2}, b: {share: 0.3}, c: {share: 0.5}',
        'a: {share: 0.34}, b: {share: 0.33}, c: {share: 0.33}',
      )
      .replace('tumour = c: 0.5, all: 0.2', 'all: 0.000001')
      .replace('per month: 6', 'per month: 6, arrivals: even');
    const rows = await rowsOf(text, 50);
    const plain = await rowsOf(text.replace(/ *looks: .*/, '    analyse at: {patients: 20}'), 50);
    for (const level of ['a', 'b', 'c']) {
      const of = (metric: string) => value(rows, metric, `by tumour: ${level}`);
      expect(of('closed at look 1')).toBe(1);
      expect(of('opened again')).toBe(0);
      // Patients come evenly: the twentieth in the same month of every trial.
      expect(of('months to decision')).toBeCloseTo(value(plain, 'months to analysis'), 9);
    }
  });

  // Early claims that no cut-off undoes; levels dropped that the cut-off found would have claimed.
  it.each([
    ['at: 0.1, error: family-wise', 'bounds: {posterior probability: 0.75}', 'familywise error'],
    ['at: 0.3', 'futility: {posterior probability below: 0.75}', 'power'],
  ])('a calibrated error counts what looks decide: %s, %s', async (calibrate, rule, metric) => {
    const looks = `looks: {at: [{patients: 4, in: every tumour}, {follow-up: 2}], ${rule}, close: {pause: true}}`;
    const text = scenario(`by: fujikawa, calibrate: {${calibrate}}`, looks).replace(
      'tumour = c: 0.5',
      'tumour = c: 0.2',
    );
    const rows = await rowsOf(text, 40);
    const judged = rows.filter((row) => row.metric === 'calibrated error');
    expect(judged).toHaveLength(3);
    for (const { estimate, mcse, analysis } of judged) {
      const exact = rows.find(
        (row) =>
          row.metric === metric &&
          row.reference_kind === 'enumeration' &&
          (metric !== 'power' || row.analysis === analysis),
      );
      // 4 standard errors of 20,000 trials.
      expect(Math.abs((estimate as number) - (exact?.reference as number))).toBeLessThan(
        4 * (mcse as number),
      );
    }
  });

  it('a cut-off is of the point it is found for: who is assessed later is not known at the look', async () => {
    const test = 'by: fujikawa, calibrate: {error: family-wise, at: 0.1}';
    const rule = 'futility: {posterior probability below: 0.3}, close: {}';
    const text = scenario(
      test,
      `looks: {at: [{patients: 6, in: each tumour}, {follow-up: 8}], ${rule}}`,
      '',
    ).replace('treated: 27', 'treated: 40');
    const swept = `${text}\nsweep: {truth.endpoints.ORR.binary.assessed at: [0.1, 8]}\n`;
    const cutoffs = async (of: string, metric = 'calibrated cut-off') =>
      (await rowsOf(of, 1)).filter((row) => row.metric === metric);
    const at = (rows: ResultRow[], point: number) => rows.find((row) => row.point === point)?.estimate;
    const both = await cutoffs(swept);
    // Judged in other trials than it was found from, in which it never exceeds what was asked for.
    expect(at(await cutoffs(swept, 'calibrated error'), 1)).toBeGreaterThan(0.1);
    const alone = await cutoffs(text.replace('assessed at: 2', 'assessed at: 8'));
    expect(at(both, 1)).toBe(at(alone, 0));
    expect(at(both, 1)).not.toBe(at(both, 0));
  });
});
