import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mastOverallLevel } from '../../src/multiplicity/mast.ts';
import { jointLevels, type LevelSplit } from '../../src/multiplicity/overallSubgroup.ts';
import { type Sides, unionLevel } from '../../src/multiplicity/unionLevel.ts';
import {
  assayAccuracy,
  dilutedEffect,
} from '../../src/operating-characteristics/closed-forms/assayAccuracy.ts';
import { freedmanEvents } from '../../src/operating-characteristics/closed-forms/freedman.ts';
import { lachinFoulkesSize } from '../../src/operating-characteristics/closed-forms/lachinFoulkes.ts';
import { mastPower } from '../../src/operating-characteristics/closed-forms/mastPower.ts';
import { marginalOddsRatio } from '../../src/operating-characteristics/closed-forms/noncollapsibility.ts';
import {
  omittedCovariateHazardRatio,
  stratificationGain,
} from '../../src/operating-characteristics/closed-forms/omittedCovariate.ts';
import { prognosticEnrichment } from '../../src/operating-characteristics/closed-forms/prognosticEnrichment.ts';
import { schoenfeldEvents } from '../../src/operating-characteristics/closed-forms/schoenfeld.ts';
import { sequentialSubgroupsPower } from '../../src/operating-characteristics/closed-forms/sequentialSubgroupsPower.ts';
import { targetedEfficiency } from '../../src/operating-characteristics/closed-forms/simonMaitournam.ts';
import { twoRatesSize } from '../../src/operating-characteristics/closed-forms/twoRatesSize.ts';

/*
 * The kinds of the published rows at inputs drawn at random, worked out by R from their definitions (varied/closedForms.R): prevalence
 * 0.001 to 0.999, alpha 0.001 to 0.2, allocation 1:3 to 3:1, harm as well as benefit, dropout, no censoring.
 */

// biome-ignore lint/suspicious/noExplicitAny: each kind has its own inputs and values
type Row = any;
const made: Record<string, Row[]> = JSON.parse(
  readFileSync(new URL('./varied/closedForms.json', import.meta.url), 'utf8'),
);

/** Greatest error relative to values above 1, absolute below, over the rows of a kind and their named numbers. */
function worst(kind: string, found: (row: Row) => Record<string, [actual: number, expected: number]>) {
  let most = { error: 0, where: '' };
  made[kind].forEach((row, i) => {
    for (const [name, [actual, expected]] of Object.entries(found(row))) {
      const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
      if (!(error <= most.error)) most = { error, where: `${name} of row ${i}: ${actual}, ${expected}` };
    }
  });
  return most;
}
const within = (tolerance: number, { error, where }: { error: number; where: string }) =>
  expect(error, where).toBeLessThan(tolerance);

describe('closed forms at inputs drawn at random, against R', () => {
  it('targeted against untargeted designs, dilution', () => {
    within(
      1e-12,
      worst('efficiency', (row) => {
        const { positive: d1, negative: d0 } = row;
        const accuracy = assayAccuracy(row);
        const effect = dilutedEffect(row, d1, d0);
        const equal = targetedEfficiency(row, d1, d0);
        const binary = targetedEfficiency(row, d1, d0, { kind: 'binary', controlRate: row.control });
        return {
          ppv: [accuracy.ppv, row.ppv],
          npv: [accuracy.npv, row.npv],
          share: [accuracy.positive, row.share],
          inPositive: [effect.positive, row.inPositive],
          inNegative: [effect.negative, row.inNegative],
          equal: [equal.randomised, row.equal],
          screened: [equal.screened, row.equalScreened],
          binary: [binary.randomised, row.binary],
          mixture: [targetedEfficiency(row, d1, d0, { kind: 'mixture', sd: row.sd }).randomised, row.mixture],
        };
      }),
    );
  });

  it('sizes of two rates', () => {
    within(
      1e-11,
      worst('rates', (row) => ({
        pooled: [twoRatesSize(row), row.pooled],
        unpooled: [twoRatesSize(row, { variance: 'unpooled' }), row.unpooled],
        continuity: [twoRatesSize(row, { continuity: true }), row.continuity],
      })),
    );
  });

  it('levels of overall and subgroup, one- and two-sided', () => {
    const union = (row: Row, overall: number, subgroup: number, sides: Sides) => {
      const r = Math.sqrt(row.share);
      return unionLevel(
        [overall, subgroup],
        [
          [1, r],
          [r, 1],
        ],
        sides,
      );
    };
    const level = ({ alpha, share }: Row, split: LevelSplit, sides: Sides) =>
      jointLevels({ alpha, split, sides }, share)[1];
    const equal = { weights: [1, 1] } as const;
    within(
      1e-12,
      worst('subgroup', (row) => ({
        one: [level(row, { overall: row.overall }, 1), row.one],
        two: [level(row, { overall: row.overall }, 2), row.two],
        equal: [level(row, equal, 1), row.equal],
        equalTwo: [level(row, equal, 2), row.equalTwo],
        naive: [union(row, row.alpha, row.alpha, 1), row.naive],
        naiveTwo: [union(row, row.alpha, row.alpha, 2), row.naiveTwo],
        split: [union(row, row.overall, row.alpha - row.overall, 1), row.split],
      })),
    );
  });

  it('marker sequential test and subgroups in sequence', () => {
    within(
      1e-10,
      worst('mast', (row) => {
        const { alpha, first, share, events, positive, negative } = row;
        const drifts = {
          positive: (-Math.log(positive) * Math.sqrt(events * share)) / 2,
          negative: (-Math.log(negative) * Math.sqrt(events * (1 - share))) / 2,
        };
        const power = mastPower({ alpha, alphaPositive: first }, share, drifts);
        const sequential = sequentialSubgroupsPower(drifts, alpha);
        return {
          level: [mastOverallLevel({ alpha, alphaPositive: first }, share), row.level],
          positive: [power.positive, row.inPositive],
          negative: [power.negative, row.inNegative],
          overallStep: [power.overallStep, row.overallStep],
          sequential: [sequential.positive, row.sequential],
          both: [sequential.both, row.sequentialBoth],
        };
      }),
    );
  });

  it('events by Schoenfeld and Freedman', () => {
    within(
      1e-12,
      worst('events', ({ hr, ...row }) => ({
        schoenfeld: [schoenfeldEvents({ hazardRatio: hr, ...row }, row.power), row.schoenfeld],
        freedman: [freedmanEvents({ hazardRatio: hr, ...row }, row.power), row.freedman],
      })),
    );
  });

  it('sizes by Lachin and Foulkes: early and late entry, dropout', () => {
    within(
      1e-11,
      worst('lachin', (row) => {
        const { patients, events } = lachinFoulkesSize(row, row.power);
        return { patients: [patients, row.patients], events: [events, row.events] };
      }),
    );
  });

  it('a prognostic covariate left out, and stratified by', () => {
    within(
      1e-9,
      worst('strata', (row) => {
        const trial = {
          hazardRatio: row.hr,
          controlHazard: row.hazard,
          covariateHazardRatio: row.covariate,
          prevalence: row.prevalence,
          censoredAt: Number(row.censored === 'Inf' ? Infinity : row.censored),
        };
        const gain = stratificationGain(trial);
        return {
          limit: [omittedCovariateHazardRatio(trial), row.limit],
          events: [gain.events, row.events],
          plain: [gain.plain, row.plain],
          stratified: [gain.stratified, row.stratified],
          efficiency: [gain.efficiency, row.efficiency],
        };
      }),
    );
  });

  it('marginal odds ratios', () => {
    within(
      1e-12,
      worst('odds', (row) => {
        const levels = row.logOdds.map((logOdds: number, j: number) => ({
          logOdds,
          probability: row.probability[j],
        }));
        return { marginal: [marginalOddsRatio(row.or, row.intercept, levels), row.marginal] };
      }),
    );
  });

  it('prognostic enrichment', () => {
    within(
      1e-10,
      worst('enrichment', (row) => {
        const found = prognosticEnrichment(row);
        return {
          rate: [found.eventRate, row.enrolled],
          patients: [found.patients, row.patients],
          screened: [found.screened, row.screened],
          cost: [found.cost, row.cost],
          saved: [found.costReduction, row.saved],
        };
      }),
    );
  });
});
