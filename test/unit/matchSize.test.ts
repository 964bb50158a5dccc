import { describe, expect, it } from 'vitest';
import { expectationsOf } from '../../src/designs/expectations.ts';
import { normalTheoryPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { resolveSizes } from '../../src/designs/matchSize.ts';
import { createPopulation } from '../../src/population/groups.ts';
import type { Design, Size, Timing, TrialDesign } from '../../src/scenario/model.ts';
import {
  ALL,
  byM,
  constant,
  enrolmentOf,
  hazardRatio,
  marker,
  planned,
  quotaOf,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

const truth = truthOf({
  prevalence: 0.4,
  assay: { sensitivity: single(0.9), specificity: single(0.9) },
  // Fast enough for all to be in before the events are.
  enrolment: enrolmentOf(constant(200), 'poisson'),
  endpoints: { Y: survival({ effect: hazardRatio(byM(0.6, 0.9)) }) },
  costs: { screened: 1, randomised: 20, month: 10, event: 0 },
});
const population = createPopulation(truth);
const events: Timing[] = [{ kind: 'events', n: 300, in: ALL, of: 'Y' }];
const everybody = trialOf({
  size: { kind: 'randomised', n: 500 },
  looks: events,
  tests: [testOf({ name: 'M+', in: marker('M+') })],
});

const design = (name: string, trials: TrialDesign[]): Design => ({
  name,
  title: null,
  trials,
  claims: [],
  metrics: [],
});
const match = (on: Extract<Size, { kind: 'match' }>['on'], test: string | null = null): Size => ({
  kind: 'match',
  design: 'all-comers',
  on,
  test,
});

function resolve(trials: TrialDesign[]) {
  const designs = { 'all-comers': design('all-comers', [everybody]), other: design('other', trials) };
  return resolveSizes(designs, truth, population);
}

function resolved(trial: TrialDesign) {
  const { n, looks } = resolve([trial]).other[trial.name];
  const own = { ...trial, looks, size: { kind: 'randomised' as const, n } };
  const { plan } = planned(truth, own);
  const expected = expectationsOf(own, plan, truth, population);
  return { n, looks, own, plan, expected };
}

const model = expectationsOf(everybody, planned(truth, everybody).plan, truth, population);
const enriched = (size: Size): TrialDesign => ({ ...everybody, enrol: marker('M+'), size });

describe('sizes of matched designs', () => {
  it('leaves a plain size as it is', () => {
    expect(resolve([{ ...everybody, size: { kind: 'randomised', n: 120 } }]).other['']).toEqual({
      n: 120,
      looks: events,
    });
  });

  it('takes over patients and events where patients are matched', () => {
    expect(resolve([enriched(match('randomised'))]).other['']).toEqual({ n: 500, looks: events });
  });

  it('scales patients and events together, to whole sets of the ratio', () => {
    const { n, looks } = resolved(enriched(match('screened')));
    // P(assay +) = 0.42: 210 of 500 screened.
    expect(n).toBe(210);
    expect(looks).toEqual([{ ...events[0], n: 126 }]);
  });

  it('matches expected events, cost and months', () => {
    // A pair of patients is 1 in 250 of the size, so 0.4 % of a quantity in proportion to it.
    const trial = (size: Size): TrialDesign => ({
      ...enriched(size),
      looks: [{ kind: 'months', months: 40 }],
    });
    const byEvents = resolved(trial(match('events')));
    expect(byEvents.n).toBeLessThan(320);
    expect(byEvents.expected.events(40, ALL, 'Y') / 300).toBeCloseTo(1, 2);
    const byCost = resolved(enriched(match('cost'))).expected;
    expect(byCost.cost / model.cost).toBeCloseTo(1, 2);
    const byMonths = resolved({
      ...enriched(match('months')),
      looks: [{ kind: 'follow-up', months: 6 }],
    }).expected;
    expect(byMonths.monthsToAnalysis / model.monthsToAnalysis).toBeCloseTo(1, 2);
  });

  it('matches the power of a test', () => {
    const { own, plan, expected } = resolved(enriched(match('power', 'M+')));
    const [test] = own.tests;
    const power = normalTheoryPower(test, own, plan, truth, population, expected.monthsToAnalysis)?.power;
    const wanted = normalTheoryPower(
      test,
      everybody,
      planned(truth, everybody).plan,
      truth,
      population,
      model.monthsToAnalysis,
    )?.power;
    // One pair of patients moves it by 0.003.
    expect(Math.abs((power as number) - (wanted as number))).toBeLessThan(0.003);
    expect(plan.n).toBeLessThan(250);
  });

  it('keeps the size where nothing depends on it', () => {
    const nothing = truthOf({ endpoints: { Y: survival() } });
    const designs = {
      'all-comers': design('all-comers', [{ ...everybody, enrol: marker('M+') }]),
      other: design('other', [enriched(match('power', 'M+'))]),
    };
    expect(resolveSizes(designs, nothing, createPopulation(nothing)).other[''].n).toBe(500);
  });

  it('shares a total between parallel trials by their populations, events too', () => {
    const parts = ['M+', 'M-'].map((name) => ({
      ...everybody,
      name,
      enrol: marker(name),
      size: match('randomised'),
    }));
    const { other } = resolve(parts);
    expect(other['M+'].n + other['M-'].n).toBe(500);
    expect(other['M+']).toEqual({ n: 210, looks: [{ ...events[0], n: 126 }] });
  });

  it('lets the places beside a quota grow, and the quota stand', () => {
    const quotas = [quotaOf(marker('M+'), 100)];
    const { n, plan } = resolved({ ...everybody, quotas, size: match('screened') });
    // The quota is full after 238 screened; 500 screened fill 290 other places.
    expect(n).toBe(390);
    expect([...plan.quotas]).toEqual([100, 290]);
  });

  it('follows a chain: the resolved size is the base of the next', () => {
    const designs = {
      last: design('last', [
        { ...everybody, size: { kind: 'match', design: 'middle', on: 'randomised', test: null } },
      ]),
      middle: design('middle', [enriched(match('screened'))]),
      'all-comers': design('all-comers', [everybody]),
    };
    const { last, middle } = resolveSizes(designs, truth, population);
    expect(middle[''].n).toBe(210);
    expect(last['']).toEqual(middle['']);
  });

  it('says what cannot be reached, and how far it gets', () => {
    const fixed: TrialDesign = { ...enriched(match('months')), looks: [{ kind: 'months', months: 7 }] };
    expect(() => resolve([fixed])).toThrow(/^no size gives other the months of all-comers, 1\d\.\d+$/);
  });
});
