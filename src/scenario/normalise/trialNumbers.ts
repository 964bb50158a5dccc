import { evaluatePopulation, levelOf } from '../cells.ts';
import type { PopulationExpression, Timing, TrialDesign, Truth } from '../model.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import type { TrialInput } from '../schema/designs.ts';
import type { Context } from './context.ts';
import { designCells, shareAmong } from './designCells.ts';
import { waitedFor } from './varyingMix.ts';

/** Faults of number that show before any simulation. */
export function checkNumbers(
  trial: TrialDesign,
  n: number,
  input: TrialInput,
  path: Path,
  truth: Truth,
  context: Context,
): void {
  const { checker } = context;
  const { ratio, stratifyBy } = trial.randomise;
  const atSize = input.size === undefined ? [...path, 'quotas'] : [...path, 'size'];
  const sum = ratio[0] + ratio[1];
  // Minimisation balances margins: its strata may stay empty.
  const strata =
    trial.randomise.method === 'minimisation' ? 1 : strataOf(trial.enrol, stratifyBy, truth, context);
  if (n < sum) checker.add('size-ratio', atSize, { n, least: sum });
  else if (n < strata * sum) checker.add('size-small', atSize, { n, strata, least: strata * sum });

  checkFloors(trial, path, truth, context);
  const waited = waitedFor(trial, n, truth);
  if (waited !== null) {
    const at = [...path, trial.quotas.length > 0 ? 'quotas' : 'enrol'];
    checker.add('mix-waits', at, { levels: waited }, 'key');
  }

  const check = (timing: Timing, at: Path): void => {
    if (timing.kind === 'first of' || timing.kind === 'last of') {
      timing.of.forEach((one, i) => {
        check(one, [...at, timing.kind, i]);
      });
    }
    if (timing.kind !== 'events' && timing.kind !== 'patients') return;
    const patients = Math.round(expectedPatients(timing.in, trial, n, truth));
    if (timing.n > patients) {
      const population = populationText(timing.in);
      const parameters = { what: timing.kind, n: timing.n, patients, population };
      checker.add('events-above-patients', [...at, timing.kind], parameters);
    }
  };
  trial.looks.forEach((look, i) => {
    check(look, input.looks === undefined ? [...path, 'analyse at'] : [...path, 'looks', 'at', i]);
  });
}

/** Places must be kept for those only who come. */
function checkFloors(trial: TrialDesign, path: Path, truth: Truth, { checker }: Context): void {
  for (const { population, least, until, from } of trial.quotas) {
    if (from !== undefined && truth.enrolment.arrivals === 'uniform')
      checker.add('uniform-mix', ['truth', 'enrolment', 'arrivals'], {});
    if (least === 0) continue;
    const text = populationText(population);
    if (!(shareAmong(population, trial.enrol, truth) > 0))
      checker.add('quota-nobody', [...path, 'quotas'], { population: text }, 'key');
    else if (truth.enrolment.mixVariation !== null && until === Number.POSITIVE_INFINITY)
      checker.add('quota-until', [...path, 'quotas'], { population: text }, 'key');
    if (until !== Number.POSITIVE_INFINITY && truth.enrolment.arrivals === 'uniform')
      checker.add('uniform-mix', ['truth', 'enrolment', 'arrivals'], {});
  }
}

/** Randomised patients of a population, quota by quota where a trial has fixed quotas. */
function expectedPatients(
  population: PopulationExpression,
  trial: TrialDesign,
  n: number,
  truth: Truth,
): number {
  if (population.kind === 'all') return n;
  const fixed = trial.quotas.every(({ least, most }) => least === most);
  if (trial.quotas.length === 0 || !fixed) return n * shareAmong(population, trial.enrol, truth);
  return trial.quotas.reduce((sum, quota) => {
    const among: PopulationExpression = { kind: 'and', of: [trial.enrol, quota.population] };
    return sum + quota.least * shareAmong(population, among, truth);
  }, 0);
}

/** Randomisation strata that can hold patients; an assay that never fails has no stratum of failures. */
function strataOf(
  enrol: PopulationExpression,
  by: readonly string[],
  truth: Truth,
  { names }: Context,
): number {
  const sorted = by.flatMap((name): PopulationExpression[] => {
    if (names.markers.includes(name)) return [{ kind: 'marker', marker: name, status: '+', by: 'assay' }];
    const marker = names.markers.find((one) => name === `true ${one}`);
    if (marker !== undefined) return [{ kind: 'marker', marker, status: '+', by: 'truth' }];
    const [level] = names.factors[name] ?? [];
    return level === undefined ? [] : [{ kind: 'level', factor: name, level }];
  });
  const fails = (marker: string) =>
    truth.markers[marker]?.assay.unevaluable.some((entry) => entry.value > 0) === true;
  const keys = designCells([enrol, ...sorted], names)
    .filter((cell) => evaluatePopulation(enrol, cell))
    .map((cell) => by.map((name) => levelOf(name, cell)))
    .filter((key) => key.every((value, i) => value !== '?' || fails(by[i])));
  return new Set(keys.map((key) => key.join('\u0000'))).size;
}
