import { describe, expect, it } from 'vitest';
import { divergenceWeight } from '../../src/baskets/borrowingWeights.ts';
import { enumerateBaskets } from '../../src/baskets/enumerateBaskets.ts';
import { exchangeability } from '../../src/baskets/mem.ts';
import { createBasketAnalysis } from '../../src/baskets/methods.ts';
import { momentsOf } from '../../src/engine/accumulator.ts';
import { compilePoint } from '../../src/engine/task.ts';
import { type ResultRow, runScenario } from '../../src/index.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import type { TestSummary } from '../../src/operating-characteristics/result.ts';
import { significanceText } from '../../src/report/designWords.ts';
import { en } from '../../src/report/messages/en.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { calibrationsOf } from '../../src/trial/planDesigns.ts';

/** Three tumours of nine patients each, one of which responds; quotas, so that the tables can be enumerated. */
const fixed = (by: string, more = 'probability: 0.9') => `
id: baskets
title: Baskets
truth:
  strata: {tumour: {a: {share: 0.2}, b: {share: 0.3}, c: {share: 0.5}}}
  enrolment: {screened per month: 10, relative rate: {tumour = a: 0.5, all: 1}}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {tumour = c: 0.5, all: 0.2}}}}}
designs:
  d:
    single arm: experimental
    size: {treated: 27}
    quotas: {tumour = a: 9, tumour = b: 9, tumour = c: 9}
    tests: {by tumour: {in: each tumour, against: {rate: 0.2}, by: ${by}, ${more}}}
`;

const rowsOf = async (text: string, replicates: number) =>
  (await runScenario(text, { replicates })).rows as ResultRow[];

const beyond = ({ estimate, reference, mcse }: ResultRow) =>
  Math.abs((estimate as number) - (reference as number)) / (mcse as number);

describe('basket analyses in trials', () => {
  // 4 MCSE, 15 numbers: a false alarm once in 1000.
  it.each(['fujikawa', 'power-prior', 'mem'])('%s as enumerated', async (by) => {
    const rows = await rowsOf(fixed(by), 6000);
    // Of a single arm power is told again as what it means under the truth.
    const again = ['false effect claim', 'missed effect'];
    const exact = rows.filter(
      ({ metric, reference_kind }) => reference_kind === 'enumeration' && !again.includes(metric),
    );
    expect(exact.map(({ metric }) => metric).sort()).toEqual(
      ['correct decisions', 'familywise error', 'power', 'power', 'power', 'right set'].sort(),
    );
    for (const row of exact) expect(beyond(row), `${row.analysis} ${row.metric}`).toBeLessThan(4);
  });

  it.each([
    [
      'fujikawa',
      (n: number[], x: number[], i: number, j: number) =>
        divergenceWeight({ kind: 'jsd', epsilon: 2, tau: 0, base: 'e' }, [1, 1])(n[i], x[i], n[j], x[j]),
    ],
    ['mem', (n: number[], x: number[], i: number, j: number) => exchangeability(n, x)[i][j]],
  ] as const)('what levels borrow by %s is the mean over all tables', async (by, weight) => {
    const rows = (await rowsOf(fixed(by), 3000)).filter(({ metric }) => metric === 'borrowing');
    const n = [9, 9, 9];
    const rates = [0.2, 0.2, 0.5];
    const expected = (i: number, j: number) => {
      let sum = 0;
      for (let t = 0; t < 1000; t++) {
        const x = [t % 10, Math.floor(t / 10) % 10, Math.floor(t / 100)];
        sum += x.reduce((p, count, l) => p * binomialPmf(count, 9, rates[l]), weight(n, x, i, j));
      }
      return sum;
    };
    expect(rows.map(({ analysis, population }) => `${analysis} < ${population}`)).toEqual([
      'by tumour: a < tumour = b',
      'by tumour: a < tumour = c',
      'by tumour: b < tumour = a',
      'by tumour: b < tumour = c',
      'by tumour: c < tumour = a',
      'by tumour: c < tumour = b',
    ]);
    // 4 MCSE, 6 numbers: a false alarm once in 2600.
    const pairs = [
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 2],
      [2, 0],
      [2, 1],
    ];
    rows.forEach(({ estimate, mcse }, r) => {
      const error = Math.abs((estimate as number) - expected(pairs[r][0], pairs[r][1]));
      expect(error, String(pairs[r])).toBeLessThan(4 * (mcse as number));
    });
  });

  it('an event that is bad: as enumerated', async () => {
    const text = fixed('fujikawa')
      .replace('rate: {tumour = c: 0.5, all: 0.2}}}}', 'rate: {tumour = c: 0.5, all: 0.8}}, better: lower}}')
      .replace('against: {rate: 0.2}', 'against: {rate: 0.8}')
      .replace('control: {rate: 0.2}', 'control: {rate: 0.8}');
    const rows = (await rowsOf(text, 6000)).filter(({ reference_kind }) => reference_kind === 'enumeration');
    expect(rows.length).toBeGreaterThanOrEqual(6);
    for (const row of rows) expect(beyond(row), `${row.analysis} ${row.metric}`).toBeLessThan(4);
    // What is enumerated is that of the good event.
    const good = (await rowsOf(fixed('fujikawa'), 40)).filter(
      ({ reference_kind }) => reference_kind === 'enumeration',
    );
    rows.forEach(({ reference }, i) => {
      expect(reference).toBeCloseTo(good[i].reference as number, 12);
    });
  });

  it('each level alone is the exact binomial of its random number of patients', async () => {
    const text = fixed('exact', 'alpha: 0.05').replace(/ *quotas:.*\n/, '');
    const rows = (await rowsOf(text, 20_000)).filter((row) => row.metric === 'power');
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.reference_kind).toBe('exact binomial');
      expect(beyond(row), row.analysis).toBeLessThan(4);
    }
  });

  it.each([
    ['basket-wise', 'power'],
    ['family-wise', 'familywise error'],
  ])('a cut-off calibrated %s keeps its error', async (error, metric) => {
    const text = fixed('fujikawa', `calibrate: {error: ${error}, at: 0.1}`).replace(
      'tumour = c: 0.5',
      'tumour = c: 0.2',
    );
    const all = await rowsOf(text.replace(/ *quotas:.*\n/, ''), 10_000);
    const rows = all.filter((row) => row.metric === metric);
    // What is said of the calibration: the error in null trials of its own, 0.0021 a standard error, found from as many.
    const judged = all.filter((row) => row.metric === 'calibrated error');
    expect(judged).toHaveLength(3);
    for (const { estimate, mcse, reference, n } of judged) {
      expect(reference).toBe(0.1);
      expect(n).toBe(20_000);
      expect(estimate as number).toBeLessThan(0.1 + 4 * Math.SQRT2 * (mcse as number));
    }
    const cutoffs = all.filter((row) => row.metric === 'calibrated cut-off');
    expect(new Set(cutoffs.map((row) => row.estimate)).size).toBe(error === 'basket-wise' ? 3 : 1);
    for (const { estimate, lower, upper } of cutoffs) {
      expect(lower as number).toBeLessThan(estimate as number);
      expect(upper as number).toBeGreaterThan(estimate as number);
      expect((upper as number) - (lower as number)).toBeLessThan(0.02);
    }
    for (const { estimate } of rows) {
      // Not above 0.1 by more than 4 standard errors of both runs, sqrt(0.09 / 20,000 + 0.09 / 10,000); below it by what ties leave.
      expect(estimate as number).toBeLessThan(0.1 + 4 * 0.0037);
      expect(estimate as number).toBeGreaterThan(0.04);
    }
  });

  describe('a cut-off calibrated over truths', () => {
    const sizes = [9, 9, 9];
    const nullRates = [0.2, 0.2, 0.2];
    const truths = [
      [0.2, 0.2, 0.2],
      [0.5, 0.2, 0.2],
      [0.5, 0.5, 0.2],
    ];
    const analysis = createBasketAnalysis({ by: 'fujikawa' }, { nullRates, mostPatients: 27, level: null });
    const exact = (cutoff: number) =>
      enumerateBaskets({ analysis, sizes, nullRates, cutoff }, truths).map(
        ({ anyFalse }) => anyFalse?.value as number,
      );
    const found = (calibrate: string) => {
      const { points, simulation } = parseScenario(fixed('fujikawa', `calibrate: {${calibrate}}`), {
        file: 'baskets',
      });
      const task = { point: points[0], seed: simulation.seed, streams: simulation.streams };
      return Object.values(calibrationsOf(compilePoint(task).point.designs));
    };
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

    it.each([
      ['worst', (errors: number[]) => Math.max(...errors)],
      ['average', mean],
    ])('keeps the %s error, as enumerated', (hold, kept) => {
      const all = found(`error: family-wise, at: 0.1, over: {responding at: 0.5}, hold: ${hold}`);
      expect(new Set(all.map(({ cutoff }) => cutoff)).size).toBe(1);
      const [{ cutoff, lower, upper, errors }] = all;
      const enumerated = exact(cutoff);
      // 4.5 standard errors of 20,000 trials, 0.0021 each: 6 numbers, a false alarm once in 20,000.
      errors.forEach((error, t) => {
        expect(Math.abs(error - enumerated[t])).toBeLessThan(4.5 * 0.0021);
      });
      expect(kept(enumerated)).toBeLessThan(0.1 + 4.5 * 0.0021);
      // A cut-off as low as the interval allows, and one step lower, no longer keeps it.
      expect(kept(exact(lower - 0.01))).toBeGreaterThan(0.1);
      expect(kept(exact(upper))).toBeLessThanOrEqual(0.1);
    });

    it('basket-wise: a level is judged under the truths in which it does not respond', () => {
      const listed = found('error: basket-wise, at: 0.05, over: [{}, {a: 0.5}, {a: 0.5, b: 0.5}]');
      expect(listed).toEqual(found('error: basket-wise, at: 0.05, over: {responding at: 0.5}'));
      expect(listed.map(({ errors }) => errors.length)).toEqual([1, 2, 3]);
      listed.forEach(({ cutoff, errors }, j) => {
        const plan = { analysis, sizes, nullRates, cutoff };
        const enumerated = enumerateBaskets(plan, truths).map(({ claim }) => claim[j].value);
        // 4.5 standard errors of 20,000 trials, 0.0015 each.
        errors.forEach((error, t) => {
          expect(Math.abs(error - enumerated[t])).toBeLessThan(4.5 * 0.0016);
        });
        expect(Math.max(...enumerated.slice(0, errors.length))).toBeLessThan(0.05 + 4.5 * 0.0016);
      });
      // What others lend is wrong where they respond: levels that may see it need more.
      expect(listed[2].cutoff).toBeGreaterThan(listed[0].cutoff);
    });

    it('is told with the largest error, or the average, and what it was to be', async () => {
      const told = async (hold: string) => {
        const over = `error: family-wise, at: 0.1, over: {responding at: 0.5}, hold: ${hold}`;
        const rows = await rowsOf(fixed('fujikawa', `calibrate: {${over}}`), 40);
        return rows.find((row) => row.metric === 'calibrated error') as ResultRow;
      };
      const [worst] = found('error: family-wise, at: 0.1, over: {responding at: 0.5}');
      const [average] = found('error: family-wise, at: 0.1, over: {responding at: 0.5}, hold: average');
      const [largest, mid] = [await told('worst'), await told('average')];
      expect(largest).toMatchObject({ estimate: Math.max(...worst.errors), reference: 0.1, n: 20_000 });
      expect(mid).toMatchObject({ estimate: mean(average.errors), reference: 0.1, n: 60_000 });
      expect(average.cutoff).toBeLessThan(worst.cutoff);
      // Bonferroni: limits of three proportions at once are wider than one's.
      const own =
        Math.sqrt((largest.estimate as number) * (1 - (largest.estimate as number))) / Math.sqrt(20_000);
      expect((largest.upper as number) - (largest.estimate as number)).toBeGreaterThan(2.3 * own);
    });
  });

  it('a cut-off that was found is handed on, not found again', () => {
    const text = fixed('fujikawa', 'calibrate: {error: basket-wise, at: 0.1}');
    const { points, simulation } = parseScenario(text, { file: 'baskets' });
    const task = { point: points[0], seed: simulation.seed, streams: simulation.streams };
    const first = compilePoint(task);
    const calibrations = calibrationsOf(first.point.designs);
    expect(Object.keys(calibrations)).toHaveLength(3);
    expect(structuredClone(calibrations)).toEqual(calibrations);
    // Descriptions say what was found, and what for.
    const { tests } = first.point.designs.d[0].design;
    const [{ cutoff }] = Object.values(calibrations);
    const summary = significanceText(
      { ...tests[0], calibrate: { error: 'basket-wise', at: 0.1, cutoff } } as unknown as TestSummary,
      en,
    );
    expect(summary).toBe(
      `cut-off ${cutoff.toPrecision(4)} of the posterior probability, calibrated to a basket-wise error of 0.1`,
    );
    expect(1 - tests[0].alpha).toBeCloseTo(cutoff, 12);
    expect(tests[0].basket?.calibrated).toEqual(points[0].designs.d.trials[0].tests[0].basket?.calibrate);
    expect(compilePoint({ ...task, calibrations }).sum(0, 200)).toEqual(first.sum(0, 200));
    // Cut-offs that nobody reaches are taken as they are.
    const never = Object.fromEntries(
      Object.entries(calibrations).map(([name, found]) => [name, { ...found, level: 1e-12 }]),
    );
    const none = compilePoint({ ...task, calibrations: never });
    const rejects = none.point.columns.findIndex(({ quantity }) => quantity === 'rejects');
    expect(momentsOf(none.layout, none.sum(0, 200), rejects).mean).toBe(0);
  });

  it('a rejection of the pooled rate claims too much where a tumour does not respond', async () => {
    const text = fixed('exact')
      .replace('tests: {', 'tests: {all: {against: {rate: 0.2}, by: exact, alpha: 0.05}, ')
      .replace('probability: 0.9', 'alpha: 0.05');
    const rows = await rowsOf(text, 2000);
    const claim = rows.find((row) => row.metric === 'false pan-tumour claim');
    const power = rows.find((row) => row.metric === 'power' && row.analysis === 'all');
    expect(claim?.estimate).toBe(power?.estimate);
    const active = await rowsOf(text.replace('all: 0.2}', 'all: 0.3}'), 100);
    expect(active.some((row) => row.metric === 'false pan-tumour claim')).toBe(false);
    // A tumour that nobody has: its test finds no patient, and it is neither right nor wrong to be claimed.
    const [level] = /(\w+): \{share: [\d.]+\}/.exec(text) as RegExpExecArray;
    const absent = text
      .replace('all: 0.2}', 'all: 0.3, tumour = none: 0.1}')
      .replace(level, `${level}, none: {share: 0}`);
    const nobody = await rowsOf(absent, 100);
    expect(nobody.some((row) => row.metric === 'false pan-tumour claim')).toBe(false);
    expect(nobody.some((row) => row.metric === 'familywise error')).toBe(false);
    const own = nobody.find((row) => row.metric === 'information' && row.analysis.endsWith(': none'));
    expect(own?.estimate).toBe(0);
  });
});

describe('a rare marker', () => {
  const rare = (quota: string) => `
id: rare
title: Rare
truth:
  strata: {tumour: {a: {share: 0.1, M: {prevalence: 0.4}}, b: {share: 0.9, M: {prevalence: 0.02}}}}
  enrolment: {screened per month: 100}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {tumour = a: 0.5, all: 0.3}}}}}
designs:
  d:
    single arm: experimental
    enrol: M+
    size: {treated: 40}
    ${quota}
    tests: {all: {against: {rate: 0.2}, by: exact}}
`;

  it('is screened for in passing: the same means as on cell counts, patients, screened and months', async () => {
    // A cap that is never reached makes a trial on patients.
    const [counts, patients] = await Promise.all(
      ['', 'quotas: {tumour = a: {at most: 40}}'].map((quota) => rowsOf(rare(quota), 4000)),
    );
    for (const metric of [
      'screened',
      'months to last patient',
      'patients',
      'power',
      'share sd',
      'mean estimate',
    ]) {
      const pick = (rows: ResultRow[]) =>
        rows.filter((row) => row.metric === metric && !row.design.includes(' vs '));
      pick(counts).forEach((one, i) => {
        const other = pick(patients)[i];
        const error = Math.hypot(one.mcse as number, other.mcse as number);
        // 4 standard errors of 8 numbers: a false alarm once in 2000.
        expect(Math.abs((one.estimate as number) - (other.estimate as number)), metric).toBeLessThan(
          4 * error,
        );
      });
    }
    const screened = patients.find((row) => row.metric === 'screened');
    expect(Math.abs((screened?.estimate as number) - 40 / 0.058)).toBeLessThan(
      4 * (screened?.mcse as number),
    );
  });

  it('whose varying subtype depends on the tumour: the tumours keep their shares', async () => {
    // Exactly: n of each trial is binomial(40, 1/2) whatever the partners' shares are; their share given the tumour is beta.
    const text = (share: number) => `
id: subtypes
title: Subtypes
truth:
  strata:
    tumour: {a: {share: ${share / 2}}, b: {share: ${share / 2}}, c: {share: ${1 - share}}}
    partner: {x: {share: {tumour = a: 0.9, all: 0.1}}, y: {share: {tumour = a: 0.1, all: 0.9}}}
  enrolment: {screened per month: 100, mix variation: {of: partner, concentration: 2}}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: {partner = x: 0.5, all: 0.3}}}}}
designs:
  d: {single arm: experimental, enrol: not tumour = c, size: {treated: 40}, tests: {all: {against: {rate: 0.3}, by: exact}}}
`;
    // Below a fifth of the screened only the eligible are drawn, above it everybody.
    const [few, many] = await Promise.all([0.1, 0.4].map((share) => rowsOf(text(share), 4000)));
    for (const rows of [few, many]) {
      const a = rows.find(({ metric, population }) => metric === 'share sd' && population === 'tumour = a');
      // 4 MCSE; with the shares of the tumours drawn along it was 0.27.
      expect(Math.abs((a?.estimate as number) - Math.sqrt(0.25 / 40))).toBeLessThan(4 * (a?.mcse as number));
    }
  });
});
