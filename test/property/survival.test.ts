import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompareSurvivalOptions,
  compareSurvival,
  type SurvivalPatients,
} from '../../src/analyses/compareSurvival.ts';
import type { Comparison } from '../../src/analyses/comparison.ts';
import { kaplanMeier } from '../../src/analyses/kaplanMeier.ts';
import { createPartialLikelihood } from '../../src/analyses/partialLikelihood.ts';
import { createRiskTable, fillRiskTable, type RiskTable } from '../../src/analyses/riskTable.ts';
import { survivalFromArrays } from '../../src/analyses/survivalFromArrays.ts';

/**
 * Laws are exact but for rounding: differences seen are below 1e-11 of the value, Cox steps end within 1e-10.
 */
const TOLERANCE = 1e-8;
/**
 * In many of these small trials the covariate's coefficient is infinite, and the others are at their limits
 * to about 1e-5 (10 times that).
 */
const ADJUSTED_TOLERANCE = 1e-4;

interface Patient {
  time: number;
  event: number;
  arm: number;
  stratum: number;
}

const status = { event: fc.nat(1), arm: fc.nat(1), stratum: fc.nat(2) };
/** Few distinct times: ties in nearly every trial. */
const tied = fc.array(fc.record({ time: fc.integer({ min: 1, max: 12 }), ...status }), {
  minLength: 2,
  maxLength: 60,
});
const untied = fc
  .array(fc.record({ time: fc.constant(0), ...status }), { minLength: 2, maxLength: 60 })
  .chain((patients) =>
    fc
      .shuffledSubarray(
        patients.map((_, i) => i + 1),
        { minLength: patients.length },
      )
      .map((times) => patients.map((patient, i) => ({ ...patient, time: times[i] }))),
  );

const METHODS: CompareSurvivalOptions[] = [
  {},
  { estimator: 'pike' },
  { estimator: 'peto' },
  { by: 'cox' },
  { by: 'cox', ties: 'breslow' },
  { by: 'fleming-harrington', weights: { rho: 1, gamma: 0 } },
  { by: 'fleming-harrington', weights: { rho: 0.5, gamma: 1 } },
  { by: 'rmst', horizon: 4.5 },
];
const ADJUSTED: CompareSurvivalOptions[] = [{ by: 'cox' }, { by: 'cox', interaction: 0 }];

const columns = (patients: readonly Patient[]): SurvivalPatients => ({
  time: patients.map(({ time }) => time),
  event: patients.map(({ event }) => event),
  arm: patients.map(({ arm }) => arm),
});
const stratified = (patients: readonly Patient[]): SurvivalPatients => ({
  ...columns(patients),
  strata: [patients.map(({ stratum }) => stratum)],
});
const adjusted = (patients: readonly Patient[]): SurvivalPatients => ({
  ...columns(patients),
  covariates: [patients.map(({ stratum }) => Number(stratum === 1))],
});
const FIELDS = ['z', 'estimate', 'standardError', 'lower', 'upper'] as const;

function expectSame(got: Comparison, want: Comparison, tolerance = TOLERANCE): void {
  for (const field of FIELDS)
    if (Number.isNaN(want[field])) expect(got[field], field).toBeNaN();
    else
      expect(Math.abs(got[field] - want[field]), field).toBeLessThan(tolerance * (1 + Math.abs(want[field])));
}

/**
 * Every method on plain and stratified data, and the adjusted model, before and after a change of the
 * patients.
 */
function expectUnmoved(before: readonly Patient[], after: readonly Patient[], methods = METHODS): void {
  for (const options of methods)
    for (const shape of [columns, stratified])
      expectSame(compareSurvival(shape(after), options), compareSurvival(shape(before), options));
  for (const options of ADJUSTED)
    expectSame(
      compareSurvival(adjusted(after), options),
      compareSurvival(adjusted(before), options),
      ADJUSTED_TOLERANCE,
    );
}

function tableOf(patients: readonly Patient[]): RiskTable {
  const data = survivalFromArrays({ ...columns(patients) });
  const table = createRiskTable(data.n);
  fillRiskTable(data, Uint8Array.of(1), table);
  return table;
}

describe('the order of patients, and the scale of time', () => {
  it('the order does not matter', () => {
    const shuffled = tied.chain((patients) =>
      fc.tuple(fc.constant(patients), fc.shuffledSubarray(patients, { minLength: patients.length })),
    );
    fc.assert(fc.property(shuffled, ([before, after]) => expectUnmoved(before, after)));
  });

  it('only the order of times matters to the rank tests', () => {
    const rank = METHODS.filter(({ by }) => by !== 'rmst');
    fc.assert(
      fc.property(tied, fc.double({ min: 0.01, max: 50, noNaN: true }), (patients, factor) => {
        expectUnmoved(
          patients,
          patients.map((patient) => ({ ...patient, time: factor * patient.time })),
          rank,
        );
        expectUnmoved(
          patients,
          patients.map((patient) => ({ ...patient, time: Math.exp(patient.time) })),
          rank,
        );
      }),
    );
  });

  it('RMST scales with time', () => {
    fc.assert(
      fc.property(tied, fc.constantFrom(0.25, 2, 8), (patients, factor) => {
        const scaled = patients.map((patient) => ({ ...patient, time: factor * patient.time }));
        const a = compareSurvival(columns(patients), { by: 'rmst', horizon: 4.5 });
        const b = compareSurvival(columns(scaled), { by: 'rmst', horizon: 4.5 * factor });
        expectSame(b, {
          ...a,
          ...Object.fromEntries(FIELDS.slice(1).map((field) => [field, factor * a[field]])),
        });
      }),
    );
  });
});

describe('symmetry of the arms', () => {
  it('exchanging the arms turns the sign', () => {
    fc.assert(
      fc.property(tied, (patients) => {
        const exchanged = patients.map((patient) => ({ ...patient, arm: 1 - patient.arm }));
        for (const shape of [columns, stratified, adjusted])
          for (const options of shape === adjusted ? ADJUSTED : METHODS) {
            const { p, z, estimate, standardError, lower, upper } = compareSurvival(
              shape(exchanged),
              options,
            );
            expectSame(
              { p, z: -z, estimate: -estimate, standardError, lower: -upper, upper: -lower },
              compareSurvival(shape(patients), options),
              shape === adjusted ? ADJUSTED_TOLERANCE : TOLERANCE,
            );
          }
      }),
    );
  });
});

describe('strata', () => {
  it('one stratum is none', () => {
    fc.assert(
      fc.property(tied, (patients) => {
        const single = patients.map((patient) => ({ ...patient, stratum: 0 }));
        for (const options of METHODS)
          expectSame(compareSurvival(stratified(single), options), compareSurvival(columns(single), options));
      }),
    );
  });

  it('a stratum with one arm only adds nothing to score tests and Cox models', () => {
    const blind = METHODS.filter(({ estimator }) => estimator !== 'pike');
    fc.assert(
      fc.property(tied, tied, fc.nat(1), (patients, others, arm) => {
        const lone = others.map((patient) => ({ ...patient, arm, stratum: 3 }));
        for (const options of blind)
          expectSame(
            compareSurvival(stratified([...patients, ...lone]), options),
            compareSurvival(stratified(patients), options),
          );
      }),
    );
  });

  it('a stratum given twice halves the variance and leaves the estimate', () => {
    fc.assert(
      fc.property(tied, (patients) => {
        const twice = [...patients, ...patients].map((patient, i) => ({
          ...patient,
          stratum: Number(i < patients.length),
        }));
        for (const options of METHODS) {
          const one = compareSurvival(columns(patients), options);
          const two = compareSurvival(stratified(twice), options);
          if (Number.isNaN(one.standardError)) expect(two.standardError).toBeNaN();
          else {
            expect(Math.abs(two.estimate - one.estimate)).toBeLessThan(
              TOLERANCE * (1 + Math.abs(one.estimate)),
            );
            expect(Math.abs(two.standardError * Math.SQRT2 - one.standardError)).toBeLessThan(
              TOLERANCE * (1 + one.standardError),
            );
          }
        }
      }),
    );
  });
});

describe('one statistic by two roads', () => {
  it('the score test of the Cox model at no effect is the log-rank test, without ties', () => {
    fc.assert(
      fc.property(untied, (patients) => {
        const { time, event, arm } = columns(patients);
        const group = patients.map(({ stratum }) => stratum);
        const data = survivalFromArrays({ time, event, arm, group });
        const x = Float64Array.of(0, 1, 0, 1, 0, 1);
        const likelihood = createPartialLikelihood(data, [x], Int16Array.of(0, 1, 2), true);
        likelihood.arrange();
        likelihood.evaluate(Float64Array.of(0));
        const { z } = compareSurvival(stratified(patients));
        const score = likelihood.score[0];
        const information = likelihood.information[0];
        if (Number.isNaN(z)) expect(Math.abs(information)).toBeLessThan(1e-12);
        else expect(-score / Math.sqrt(information)).toBeCloseTo(z, 8);
      }),
    );
  });

  it('the regression on the arm alone is the Cox test', () => {
    fc.assert(
      fc.property(tied, fc.constantFrom('efron', 'breslow'), (patients, ties) => {
        for (const shape of [columns, stratified]) {
          const want = compareSurvival(shape(patients), { by: 'cox', ties });
          expectSame(compareSurvival({ ...shape(patients), covariates: [] }, { by: 'cox', ties }), want);
        }
      }),
    );
  });

  it('score and information are the derivatives of the log likelihood', () => {
    const step = 1e-4;
    fc.assert(
      fc.property(
        tied,
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.boolean(),
        (patients, slope, efron) => {
          const group = patients.map(({ stratum }) => stratum);
          const data = survivalFromArrays({ ...columns(patients), group });
          const x = [Float64Array.of(0, 1, 0, 1, 0, 1), Float64Array.of(0, 0, 1, 1, -1, 2)];
          const likelihood = createPartialLikelihood(data, x, Int16Array.of(0, 1, 0), efron);
          const events = likelihood.arrange();
          const at = (a: number, b: number) => likelihood.evaluate(Float64Array.of(slope + a, 0.3 + b));
          // Central differences: error of the order of step^2 times the events, and of rounding / step.
          const difference = (at(0, step) - at(0, -step)) / (2 * step);
          const bend = (at(0, step) - 2 * at(0, 0) + at(0, -step)) / (step * step);
          const cross =
            (at(step, step) - at(step, -step) - at(-step, step) + at(-step, -step)) / (4 * step * step);
          at(0, 0);
          expect(Math.abs(likelihood.score[1] - difference)).toBeLessThan(1e-6 * (1 + events));
          expect(Math.abs(likelihood.information[2] + bend)).toBeLessThan(1e-4 * (1 + events));
          expect(Math.abs(likelihood.information[1] + cross)).toBeLessThan(1e-4 * (1 + events));
        },
      ),
    );
  });

  it('G(0, 0) is the log-rank test', () => {
    fc.assert(
      fc.property(tied, (patients) => {
        const options = { by: 'fleming-harrington', weights: { rho: 0, gamma: 0 } } as const;
        expectSame(compareSurvival(stratified(patients), options), compareSurvival(stratified(patients)));
      }),
    );
  });

  it('the restricted mean is the area under the Kaplan-Meier curve', () => {
    fc.assert(
      fc.property(tied, fc.double({ min: 0.5, max: 15, noNaN: true }), (patients, horizon) => {
        const table = tableOf(patients);
        const area = (arm: 'experimental' | 'control') => {
          const curve = kaplanMeier(table, arm);
          const atZero = curve.survival.at(-1) === 0;
          if (curve.lastTime === 0 || (horizon > curve.lastTime && !atZero)) return Number.NaN;
          let sum = 0;
          let from = 0;
          let height = 1;
          curve.time.forEach((time, k) => {
            sum += height * (Math.min(time, horizon) - Math.min(from, horizon));
            from = time;
            height = curve.survival[k];
          });
          return sum + height * (horizon - Math.min(from, horizon));
        };
        const want = area('experimental') - area('control');
        const { estimate } = compareSurvival(columns(patients), { by: 'rmst', horizon });
        if (Number.isNaN(want)) expect(estimate).toBeNaN();
        else expect(estimate).toBeCloseTo(want, 9);
      }),
    );
  });

  it('the risk table counts what a definition counts, for any selection of groups', () => {
    fc.assert(
      fc.property(tied, fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), (patients, include) => {
        const group = patients.map(({ stratum }) => stratum);
        const data = survivalFromArrays({ ...columns(patients), group });
        const table = createRiskTable(data.n);
        fillRiskTable(data, Uint8Array.from(include), table);
        const selected = patients.filter(({ stratum }) => include[stratum] === 1);
        const times = [...new Set(selected.filter(({ event }) => event === 1).map(({ time }) => time))].sort(
          (a, b) => b - a,
        );
        const rows = times.flatMap((time) => {
          const risk = selected.filter((patient) => patient.time >= time);
          const dead = risk.filter((patient) => patient.time === time && patient.event === 1);
          const count = (of: Patient[]) => of.filter(({ arm }) => arm === 1).length;
          return [time, risk.length, count(risk), dead.length, count(dead)];
        });
        expect([...table.row.subarray(0, rows.length)]).toEqual(rows);
        const last = (arm: number) =>
          Math.max(0, ...selected.filter((patient) => patient.arm === arm).map(({ time }) => time));
        expect(table).toMatchObject({
          rows: times.length,
          patients: selected.length,
          observed: selected.filter(({ event }) => event === 1).length,
          lastTime0: last(0),
          lastTime1: last(1),
        });
      }),
    );
  });
});
