import { describe, expect, it } from 'vitest';
import { createPopulation } from '../../src/population/groups.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { createCohort } from '../../src/trial/cohort.ts';
import type { Point } from '../../src/trial/point.ts';
import { pointFrom, rowOf, truthFrom } from '../fixtures/kernel/points.ts';

const enteredOf = (point: Point) => point.tables('d')[0].rows.map((row) => row['randomised at'] as number);

/** The patients of a scenario as they are screened, by the seed of its points. */
function screenedOf(yaml: string, most: number) {
  const truth = truthFrom(yaml);
  const population = createPopulation(truth);
  const cohort = createCohort(truth, population, [], most, streamsOf('places'));
  return (replicate: number) => {
    cohort.start(replicate);
    cohort.ensure(most);
    return Array.from({ length: most }, (_, i) => ({
      ...population.groups[cohort.group[i]],
      month: cohort.arrival[i],
    }));
  };
}

describe('places within bounds', () => {
  /** By quota: at least, until, at most; a level without one takes what is left. */
  type Bounds = Record<string, { least?: number; until?: number; most?: number }>;
  const CASES: { quotas: string; bounds: Bounds }[] = [
    {
      quotas: '{site = c: {at least: 8}, site = a: {at most: 9}}',
      bounds: { c: { least: 8 }, a: { most: 9 } },
    },
    // Places that lapse while others wait for them: some are still kept for b, then none.
    {
      quotas: '{site = c: {at least: 12, until: 1.5}, site = b: {at least: 9, until: 2}}',
      bounds: { c: { least: 12, until: 1.5 }, b: { least: 9, until: 2 } },
    },
    {
      quotas: '{site = c: {at least: 5, until: 1.2, at most: 7}, site = b: {at least: 8}}',
      bounds: { c: { least: 5, until: 1.2, most: 7 }, b: { least: 8 } },
    },
  ];
  const body = (quotas: string) => `truth:
  strata: {site: {a: {share: 0.6}, b: {share: 0.3}, c: {share: 0.1}}}
  enrolment: {screened per month: 15}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs: {d: {enrol: all, size: {randomised: 30}, quotas: ${quotas}, analyse at: {follow-up: 1}, tests: {t: {of: PFS}}}}`;

  it.each(CASES)('go to who may have them, by going down the list: $quotas', ({ quotas, bounds }) => {
    const yaml = body(quotas);
    const point = pointFrom(yaml, 'places');
    const screened = screenedOf(yaml, 1000);
    let refused = 0;
    let lapsed = 0;
    for (let replicate = 0; replicate < 150; replicate++) {
      rowOf(point, replicate);
      const taken: { site: string; month: number }[] = [];
      for (const { levels, month } of screened(replicate)) {
        if (taken.length === 30) break;
        const inOf = (site: string) => taken.filter((one) => one.site === site).length;
        const { site } = levels;
        if (inOf(site) >= (bounds[site]?.most ?? 30)) continue;
        const stillKept = (of: string) =>
          month < (bounds[of]?.until ?? Number.POSITIVE_INFINITY)
            ? Math.max(0, (bounds[of]?.least ?? 0) - inOf(of))
            : 0;
        const keptForOthers = ['a', 'b', 'c'].reduce((sum, of) => sum + (of === site ? 0 : stillKept(of)), 0);
        // Whoever's own places are met competes for what is not kept for others.
        if (stillKept(site) === 0 && 30 - taken.length <= keptForOthers) {
          refused++;
          continue;
        }
        taken.push({ site, month });
      }
      const short = (of: string) => taken.filter(({ site }) => site === of).length < (bounds[of]?.least ?? 0);
      if (short('b') || short('c')) lapsed++;
      expect(enteredOf(point)).toEqual(taken.map(({ month }) => expect.closeTo(month, 10)));
    }
    expect(refused).toBeGreaterThan(0);
    expect(lapsed > 0).toBe(quotas.includes('until'));
  });
});

describe('places of a stage after a selection', () => {
  const body = `truth:
  markers: {M: {prevalence: 0.5}}
  strata: {site: {a: {share: 0.7}, b: {share: 0.3}}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.4, M-: 0}, assessed at: 1}}}
designs:
  d:
    quotas: {site = a & M+: [6, 7], site = a & not M+: [6, 12], site = b & M+: [3, 10], site = b & not M+: [3, 6]}
    randomise: {method: simple}
    looks: {at: [{patients: 18}, {patients: 53}], select: {from: [all, M+], rule: best}}
    multiplicity: {closed: simes, combine: inverse-normal}
    tests: {all: {of: ORR}, M+: {of: ORR, in: M+}}`;

  it('are shared out by Webster among who goes on, those in already counted', () => {
    const point = pointFrom(body, 'places');
    const planned: Record<string, number> = { 'a+': 7, 'a-': 12, 'b+': 10, 'b-': 6 };
    const kind = (row: Record<string, unknown>) => `${row.site}${row['assay M'] === '+' ? '+' : '-'}`;
    let narrowed = 0;
    let inAlready = 0;
    for (let replicate = 0; replicate < 60; replicate++) {
      const row = rowOf(point, replicate);
      if (row['d||all|0|selected|'] === 1) continue;
      narrowed++;
      const { rows } = point.tables('d')[0];
      expect(rows).toHaveLength(53);
      const look = (rows[17]['randomised at'] as number) + 1;
      const second = rows.slice(18);
      const has = (some: typeof rows) =>
        Object.fromEntries(Object.keys(planned).map((k) => [k, some.filter((r) => kind(r) === k).length]));
      const early = has(second.filter((r) => (r['randomised at'] as number) <= look));
      const expected = { ...early };
      const of = () => Object.values(expected).reduce((sum, n) => sum + n, 0);
      inAlready += of() > 0 ? 1 : 0;
      while (of() < 35) {
        const [a, b] = ['a+', 'b+'].map((k) => (expected[k] + 0.5) / planned[k]);
        expected[a <= b ? 'a+' : 'b+']++;
      }
      expect(has(second)).toEqual(expected);
    }
    expect(narrowed).toBeGreaterThan(10);
    expect(inAlready).toBeGreaterThan(5);
  });
});

describe('screening that rests while a full trial waits', () => {
  // All 60 arrive within weeks and wait four months for the assay; the looks come as the first are randomised.
  const yaml = `truth:
  markers: {M: {prevalence: 0.4, assay: {turnaround: 4}}}
  enrolment: {screened per month: 150}
  endpoints: {PFS: {time-to-event: {control: {median: 0.1}, hazard ratio: {M+: 0.3, M-: 1}}}}
designs:
  d:
    size: {randomised: 60}
    randomise: {stratify by: [M]}
    looks: {at: [{events: 8}, {months: 4.4}], select: {from: [all, M+], rule: best}}
    tests: {all: {of: PFS}, M+: {of: PFS, in: M+}}
    multiplicity: {closed: simes, combine: inverse-normal}`;

  it('counts as screened who came by a cut while somebody screened', () => {
    const point = pointFrom(yaml, 'places');
    const screened = screenedOf(yaml, 3000);
    let narrowed = 0;
    for (let replicate = 0; replicate < 60; replicate++) {
      const row = rowOf(point, replicate);
      if (row['d||all|0|selected|'] === 1) continue;
      narrowed++;
      const months = screened(replicate).map(({ month }) => month);
      const look = firstLook(point);
      const rests = (month: number) => month > months[59] && month <= look;
      expect(months.filter(rests).length).toBeGreaterThan(200);
      // Until the cut, or until the last who is randomised has come.
      const end = Math.min(4.4, Math.max(...enteredOf(point)) - 4 + 1e-9);
      const open = months.filter((month) => month <= end && !rests(month));
      expect(row['d|||0|screened|']).toBe(open.length);
    }
    expect(narrowed).toBeGreaterThan(10);
  });

  /** Month of the eighth event. */
  function firstLook(point: Point): number {
    const { rows } = point.tables('d')[0];
    const events = rows
      .filter((row) => row['PFS ends in'] === 'event')
      .map((row) => row['PFS calendar month'] as number);
    return events.sort((a, b) => a - b)[7];
  }
});
