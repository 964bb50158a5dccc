import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimandsOf } from '../../src/designs/estimands.ts';
import { expectationsOf } from '../../src/designs/expectations.ts';
import type { TestSpec, Truth } from '../../src/scenario/model.ts';
import {
  byM,
  constant,
  enrolmentOf,
  exponential,
  hazardRatio,
  marker,
  planned,
  single,
  survival,
  testOf,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';

const { cases }: { cases: Record<string, Record<string, number>> } = JSON.parse(
  readFileSync('test/reference/estimands/limits.json', 'utf8'),
);

/** R's adaptive quadrature was asked for 1e-9 a piece; worst difference measured 7e-11. */
const TOLERANCE = 1e-9;

const late = (before: number, until: number, after: number) => [
  { until, value: before },
  { until: Number.POSITIVE_INFINITY, value: after },
];

const scenarios: Record<string, { truth: Truth; n: number; month: number; horizon: number }> = {
  staggered: {
    truth: truthOf({
      prevalence: 0.4,
      endpoints: {
        Y: survival({
          prognosticHazardRatio: byM(1.5, 1),
          effect: hazardRatio(byM(0.5, 1.2)),
          dropout: constant(0.02),
        }),
      },
    }),
    n: 400,
    month: 30,
    horizon: 12,
  },
  weibull: {
    truth: truthOf({
      endpoints: {
        Y: survival({
          control: { kind: 'weibull', shape: single(0.6), scale: single(15), cured: single(0) },
          prognosticHazardRatio: byM(2.5, 1),
          effect: hazardRatio(single(0.7)),
        }),
      },
    }),
    n: 400,
    month: 24,
    horizon: 12,
  },
  cured: {
    truth: truthOf({
      endpoints: {
        Y: survival({
          control: exponential(single(0.12), byM(0.3, 0.1)),
          effect: { kind: 'hazard ratio', value: single(late(1, 4, 0.5)) },
          dropout: constant(0.01),
        }),
      },
    }),
    n: 400,
    month: 36,
    horizon: 24,
  },
  accrual: {
    truth: truthOf({
      assay: { turnaround: single(0.5) },
      enrolment: enrolmentOf(late(5, 6, 25)),
      endpoints: {
        Y: survival({
          control: { kind: 'piecewise', hazard: single(late(0, 2, 0.1)), cured: single(0) },
          effect: {
            kind: 'experimental',
            curve: { kind: 'piecewise', hazard: byM(late(0.04, 5, 0.07), late(0, 2, 0.1)), cured: single(0) },
          },
          dropout: constant(0.01),
        }),
      },
    }),
    n: 200,
    month: 16,
    horizon: 8,
  },
  shapes: {
    truth: truthOf({
      prevalence: 0.3,
      endpoints: {
        Y: survival({
          control: { kind: 'weibull', shape: single(0.8), scale: single(12), cured: single(0) },
          effect: {
            kind: 'experimental',
            curve: { kind: 'weibull', shape: byM(1.4, 0.8), scale: byM(14, 12), cured: single(0) },
          },
        }),
      },
    }),
    n: 400,
    month: 24,
    horizon: 12,
  },
};

const stratifiedTrial = (n: number) =>
  trialOf({
    size: { kind: 'randomised', n },
    randomise: { ratio: [1, 1], method: 'blocks', block: 4, stratifyBy: ['M'] },
  });

function valuesOf(id: string): Record<string, number> {
  const { truth, n, month, horizon } = scenarios[id];
  // Stratified by the marker, so that patients wait for their assay.
  const { trial, plan, population } = planned(truth, stratifiedTrial(n));
  const value = (more: Partial<TestSpec>) =>
    estimandsOf(testOf(more), trial, plan, truth, population, month)[0].value;
  return {
    all: value({}),
    positive: value({ in: marker('M+') }),
    stratified: value({ stratifyBy: ['M'] }),
    covariate: value({ by: 'cox', covariates: ['M'] }),
    pike: value({ estimate: 'pike' }),
    peto: value({ estimate: 'peto' }),
    rmst: value({ by: 'rmst', estimate: 'rmst', horizon }),
    events: expectationsOf(trial, plan, truth, population).events(month, trial.enrol, 'Y') / n,
  };
}

describe('limits of estimators against an independent program', () => {
  for (const [id, expected] of Object.entries(cases)) {
    it(id, () => {
      const found = valuesOf(id);
      for (const [name, value] of Object.entries(expected)) {
        expect(Math.abs(found[name] - value), name).toBeLessThan(TOLERANCE);
      }
    });
  }
});
