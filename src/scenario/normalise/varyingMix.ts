import { evaluatePopulation } from '../cells.ts';
import type { PopulationExpression, TrialDesign, Truth } from '../model.ts';
import { designCells, shareAmong } from './designCells.ts';

/**
 * A share that is Dirichlet with parameter a is below 1/256 of its expectation, more than a trial is ready to wait for, with probability
 * (a / 256)^a / Gamma(a + 1): 2e-10 at 4, 3e-5 at 2, 0.4 % at 1.
 */
const STEADY = 4;

/** Sets of levels are gone through; with more levels than this each by itself. */
const MOST_SETS = 12;

/**
 * Levels of a varying factor that some trial would wait for ever for: of whom hardly anybody comes in some trial, and who alone are
 * enrolled or can fill the places that the caps of others leave. Null where there are none.
 *
 * @example 60 patients, at most 30 of `a` and 20 of `b`: 10 places for `c`; with a concentration of 20 and a share of 0.02, `c` has the parameter 0.4
 */
export function waitedFor(trial: TrialDesign, n: number, truth: Truth): string[] | null {
  const variation = truth.enrolment.mixVariation;
  if (variation === null) return null;
  const { factor, concentration } = variation;
  const all = Object.keys(truth.strata[factor]);
  const ofLevel = (level: string): PopulationExpression => ({ kind: 'level', factor, level });
  const parameter = Object.fromEntries(
    all.map((level) => [level, concentration * shareAmong(ofLevel(level), { kind: 'all' }, truth)]),
  );
  const names = {
    markers: Object.keys(truth.markers),
    factors: Object.fromEntries(Object.entries(truth.strata).map(([f, shares]) => [f, Object.keys(shares)])),
  };
  const populations = trial.quotas.map((quota) => quota.population);
  const cells = designCells([trial.enrol, ofLevel(all[0]), ...populations], names).filter((cell) =>
    evaluatePopulation(trial.enrol, cell),
  );
  const quotaOf = cells.map((cell) => populations.findIndex((one) => evaluatePopulation(one, cell)));
  /** Places that can be filled without some levels; whoever is in no quota has no cap. */
  const fillable = (without: readonly string[]) => {
    const open = new Set(
      quotaOf.filter((_, c) => {
        const level = cells[c].levels[factor];
        return parameter[level] > 0 && !without.includes(level);
      }),
    );
    return [...open].reduce((sum, q) => sum + (q < 0 ? n : Math.min(n, trial.quotas[q].most)), 0);
  };
  // Who is nobody to begin with is another fault.
  if (fillable([]) < n) return null;
  const coming = all.filter((level) => parameter[level] > 0);
  return (
    setsOf(coming).find(
      (levels) => levels.reduce((sum, level) => sum + parameter[level], 0) < STEADY && fillable(levels) < n,
    ) ?? null
  );
}

/** Sets of some of the levels, small ones first; of all together somebody always comes. */
function setsOf(levels: readonly string[]): string[][] {
  if (levels.length > MOST_SETS) return levels.map((level) => [level]);
  return Array.from({ length: 2 ** levels.length - 2 }, (_, k) =>
    levels.filter((_level, l) => ((k + 1) >> l) % 2 === 1),
  ).sort((a, b) => a.length - b.length);
}
