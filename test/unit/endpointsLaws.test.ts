import { describe, expect, it } from 'vitest';
import { hazardAt, survivalAt } from '../../src/distributions/survivalLaw.ts';
import { dropoutLaw, normalLaw, responseRate, timeLaw } from '../../src/endpoints/laws.ts';
import type {
  BinaryEndpoint,
  ContinuousEndpoint,
  Endpoint,
  TimeToEventEndpoint,
} from '../../src/scenario/model.ts';
import { truthFrom } from '../fixtures/kernel/points.ts';

const endpoint = <T extends Endpoint>(yaml: string): T =>
  truthFrom(`truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints: {Y: ${yaml}, R: {binary: {control: {rate: 0.3}, odds ratio: 2}}}
designs: {d: {size: {randomised: 10}, tests: {t: {of: R}}}}`).endpoints.Y as T;

const POSITIVE = { levels: {}, truth: { M: true } };
const NEGATIVE = { levels: {}, truth: { M: false } };

describe('the law of a time to an event', () => {
  it('multiplies control by the prognostic and the predictive hazard ratio of the cell', () => {
    const one = endpoint<TimeToEventEndpoint>(
      '{time-to-event: {control: {hazard: 0.1}, prognostic hazard ratio: {M+: 2, M-: 1}, hazard ratio: {M+: 0.5, M-: [{until: 3, value: 1}, {value: 0.6}]}}}',
    );
    const hazards = (cell: typeof POSITIVE, arm: 0 | 1) =>
      [1, 5].map((t) => hazardAt(timeLaw(one, cell, arm), t));
    expect(hazards(POSITIVE, 0)).toEqual([0.2, 0.2]);
    expect(hazards(POSITIVE, 1)).toEqual([0.1, 0.1]);
    expect(hazards(NEGATIVE, 0)).toEqual([0.1, 0.1]);
    expect(hazards(NEGATIVE, 1)).toEqual([0.1, 0.06]);
    expect(dropoutLaw(one)).toBeNull();
  });

  it('is that of the experimental curve where one is given, untouched by the prognostic hazard ratio', () => {
    const one = endpoint<TimeToEventEndpoint>(
      '{time-to-event: {control: {median: 6}, prognostic hazard ratio: {M+: 3, M-: 1}, experimental: {median: {M+: 12, M-: 6}}, dropout: {rate: [{until: 6, value: 0.02}, {value: 0}]}}}',
    );
    expect(survivalAt(timeLaw(one, POSITIVE, 1), 12)).toBeCloseTo(0.5, 14);
    expect(survivalAt(timeLaw(one, POSITIVE, 0), 2)).toBeCloseTo(0.5, 14);
    expect(survivalAt(timeLaw(one, NEGATIVE, 1), 6)).toBeCloseTo(0.5, 14);
    // Dropout of 0.02 a month for 6 months, then none.
    const dropout = dropoutLaw(one);
    expect(dropout && survivalAt(dropout, 3)).toBeCloseTo(Math.exp(-0.06), 14);
    expect(dropout && survivalAt(dropout, 60)).toBeCloseTo(Math.exp(-0.12), 14);
  });

  it('lets the hazard ratio act on the uncured of a cure model', () => {
    const one = endpoint<TimeToEventEndpoint>(
      '{time-to-event: {control: {weibull: {shape: 1.5, scale: 10}, cured: {M+: 0.3, M-: 0}}, hazard ratio: 0.5}}',
    );
    const uncured = Math.exp(-((8 / 10) ** 1.5));
    expect(survivalAt(timeLaw(one, POSITIVE, 0), 8)).toBeCloseTo(0.3 + 0.7 * uncured, 14);
    expect(survivalAt(timeLaw(one, POSITIVE, 1), 8)).toBeCloseTo(0.3 + 0.7 * Math.sqrt(uncured), 14);
    expect(survivalAt(timeLaw(one, NEGATIVE, 1), 8)).toBeCloseTo(Math.sqrt(uncured), 14);
  });
});

describe('the probability of a response', () => {
  // Control 0.2; a prognostic odds ratio of 2 in M+ gives odds of 1/2, 1/3.
  it.each([
    ['odds ratio: 3', 1.5 / 2.5, 0.75 / 1.75],
    ['risk ratio: 1.5', 0.5, 0.3],
    ['risk difference: 0.1', 1 / 3 + 0.1, 0.3],
    ['experimental: {rate: {M+: 0.6, M-: 0.1}}', 0.6, 0.1],
  ])('with %s', (effect, positive, negative) => {
    const one = endpoint<BinaryEndpoint>(
      `{binary: {control: {rate: 0.2}, prognostic odds ratio: {M+: 2, M-: 1}, ${effect}}}`,
    );
    expect(responseRate(one, POSITIVE, 0)).toBeCloseTo(1 / 3, 14);
    expect(responseRate(one, NEGATIVE, 0)).toBeCloseTo(0.2, 14);
    expect(responseRate(one, POSITIVE, 1)).toBeCloseTo(positive, 14);
    expect(responseRate(one, NEGATIVE, 1)).toBeCloseTo(negative, 14);
  });
});

describe('the law of a measurement', () => {
  it('shifts by the prognostic and the treatment effect, keeping the standard deviation of control', () => {
    const one = endpoint<ContinuousEndpoint>(
      '{continuous: {control: {mean: 50, sd: {M+: 10, M-: 12}}, prognostic shift: {M+: -4, M-: 0}, mean difference: {M+: 6, M-: 1}}}',
    );
    expect(normalLaw(one, POSITIVE, 0)).toEqual({ mean: 46, sd: 10 });
    expect(normalLaw(one, POSITIVE, 1)).toEqual({ mean: 52, sd: 10 });
    expect(normalLaw(one, NEGATIVE, 1)).toEqual({ mean: 51, sd: 12 });
  });

  it('is that of the experimental arm where it is given', () => {
    const one = endpoint<ContinuousEndpoint>(
      '{continuous: {control: {mean: 50, sd: 10}, experimental: {mean: {M+: 60, M-: 50}, sd: {M+: 20, M-: 10}}}}',
    );
    expect(normalLaw(one, POSITIVE, 1)).toEqual({ mean: 60, sd: 20 });
    expect(normalLaw(one, NEGATIVE, 0)).toEqual({ mean: 50, sd: 10 });
  });
});
