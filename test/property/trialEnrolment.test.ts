import { describe, expect, it } from 'vitest';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { createPopulation, type Group } from '../../src/population/groups.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { createCohort } from '../../src/trial/cohort.ts';
import { columnAt, pointFrom, simulated, truthFrom } from '../fixtures/kernel/points.ts';
import { chiSquareP, P_LIMIT } from '../fixtures/kernel/statistics.ts';

const body = (design: string, { arrivals = 'poisson', turnaround = '0', endpoint = 'PFS' } = {}) => `truth:
  markers: {M: {prevalence: 0.5, assay: {sensitivity: 0.8, specificity: 0.9, unevaluable: 0.2, turnaround: ${turnaround}}}}
  strata: {site: {a: {share: 0.6}, b: {share: 0.4}}}
  enrolment: {screened per month: [{until: 2, value: 6}, {until: 3, value: 0}, {value: 12}], arrivals: ${arrivals}}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: 2}}
designs: {d: {${design}, tests: {t: {of: ${endpoint}}}}}`;

/** Share of M+ results. */
const POSITIVE = 0.8 * (0.5 * 0.8 + 0.5 * 0.1);

/** P(the n-th eligible patient is the k-th screened). */
const screenedPmf = (k: number, n: number, p: number) => (k < n ? 0 : p * binomialPmf(n - 1, k - 1, p));

describe('screening', () => {
  it.each([
    ['patients', 'PFS', 'enrol: M+, size: {randomised: 6}, analyse at: {follow-up: 1}'],
    ['cell counts', 'ORR', 'enrol: M+, size: {randomised: 6}'],
  ])('for a number of eligible patients takes a negative binomial number: %s', (_, endpoint, design) => {
    const replicates = 20_000;
    const point = pointFrom(body(design, { endpoint }));
    const [screened] = simulated(point, replicates, [['screened']]);
    // Classes of single numbers from 10 to 29, what is below and above put together.
    const classOf = (k: number) => Math.min(Math.max(k, 10), 30) - 10;
    const counts = new Array(21).fill(0);
    for (const k of screened) counts[classOf(k)]++;
    const expected = new Array(21).fill(0);
    for (let k = 6; k < 200; k++) expected[classOf(k)] += replicates * screenedPmf(k, 6, POSITIVE);
    expect(chiSquareP(counts, expected)).toBeGreaterThan(P_LIMIT);
  });

  /** A design, whom it would take as what kind of patient, its places by kind, and whether it needs the assay. */
  const DESIGNS: {
    design: string;
    kind(group: Group): string | null;
    places: Record<string, number>;
    waits: boolean;
  }[] = [
    { design: 'enrol: all, size: {randomised: 24}', kind: () => 'in', places: { in: 24 }, waits: false },
    {
      design: 'enrol: all, randomise: {stratify by: [M, site]}, size: {randomised: 24}',
      kind: () => 'in',
      places: { in: 24 },
      waits: true,
    },
    {
      design: 'enrol: M+, size: {randomised: 24}',
      kind: ({ assay }) => (assay.M === '+' ? 'in' : null),
      places: { in: 24 },
      waits: true,
    },
    {
      design: 'enrol: M+ & site = a, size: {randomised: 11}',
      kind: ({ assay, levels }) => (assay.M === '+' && levels.site === 'a' ? 'in' : null),
      places: { in: 11 },
      waits: true,
    },
    {
      design: 'enrol: not M?, quotas: {M+: 14, M-: 10}',
      kind: ({ assay }) => (assay.M === '?' ? null : assay.M),
      places: { '+': 14, '-': 10 },
      waits: true,
    },
    {
      design: 'enrol: all, quotas: {M+: 14}, size: {randomised: 24}',
      kind: ({ assay }) => (assay.M === '+' ? '+' : 'others'),
      places: { '+': 14, others: 10 },
      waits: true,
    },
    {
      design: 'enrol: all, quotas: {true M+: 5, true M-: 19}',
      kind: ({ truth }) => (truth.M ? '+' : '-'),
      places: { '+': 5, '-': 19 },
      waits: false,
    },
  ];
  const CASES = ['poisson', 'uniform', 'even'].flatMap((arrivals) =>
    DESIGNS.map((one) => ({ ...one, arrivals })),
  );

  it.each(CASES)(
    'takes patients in the order of screening, after the assay where it is needed: $arrivals, $design',
    ({ arrivals, design, kind, places, waits }) => {
      const CUT = 3.4;
      const yaml = (look: string) =>
        body(`${design}, analyse at: ${look}`, { arrivals, turnaround: '{site = a: 0.5, site = b: 2}' });
      const whole = pointFrom(yaml('{follow-up: 6}'), 'order');
      const early = pointFrom(yaml(`{months: ${CUT}}`), 'order');
      const truth = truthFrom(yaml('{follow-up: 6}'));
      const population = createPopulation(truth);
      const cohort = createCohort(truth, population, [], 2000, streamsOf('order'));
      const groupOf = (i: number) => population.groups[cohort.group[i]];
      const n = Object.values(places).reduce((sum, places) => sum + places, 0);
      for (let replicate = 0; replicate < 20; replicate++) {
        cohort.start(replicate);
        cohort.ensure(2000);
        // By hand: down the list, while there is a place for the kind of patient.
        const left = { ...places };
        const taken: number[] = [];
        for (let i = 0; taken.length < n; i++) {
          const as = kind(groupOf(i));
          if (as === null || left[as] === 0) continue;
          left[as]--;
          taken.push(i);
        }
        const screened = taken[n - 1] + 1;
        const month = (i: number) => {
          if (arrivals !== 'uniform') return cohort.arrival[i];
          const expected = ((cohort.arrivalWords[i] >>> 0) + 0.5) * (screened / 2 ** 32);
          return expected <= 12 ? expected / 6 : 3 + (expected - 12) / 12;
        };
        const entry = (i: number) => month(i) + (waits ? (groupOf(i).levels.site === 'a' ? 0.5 : 2) : 0);

        whole.run(replicate);
        const rows = whole.tables('d')[0].rows;
        expect(rows.map((row) => row['randomised at'])).toEqual(
          taken.map((i) => expect.closeTo(entry(i), 10)),
        );
        expect(rows.map((row) => `${row.site} ${row['true M']} ${row['assay M']}`)).toEqual(
          taken.map(groupOf).map((one) => `${one.levels.site} ${one.truth.M ? '+' : '-'} ${one.assay.M}`),
        );
        expect(whole.row[columnAt(whole, 'screened')]).toBe(screened);
        expect(whole.row[columnAt(whole, 'randomised')]).toBe(n);

        early.run(replicate);
        const arrived = Array.from({ length: screened }, (_, i) => i).filter((i) => month(i) < CUT).length;
        const entered = taken.filter((i) => entry(i) < CUT).length;
        expect(early.row[columnAt(early, 'randomised')]).toBe(entered);
        expect(early.row[columnAt(early, 'screened')]).toBe(entered === n ? screened : arrived);
      }
    },
  );
});
