import type { FaultParameters } from '../errors.ts';
import { normalCdf } from '../numeric/normal.ts';
import { membersOf, type Population, shareOf } from '../population/groups.ts';
import type { Design, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import { createEnrolmentPlan } from './enrolmentPlan.ts';
import { enrolledMix, scaledMix } from './limits/patientMix.ts';
import { MOST, matchedFactor } from './matchedFactor.ts';
import { type Match, quantity, type Sized, scaled } from './matchedQuantity.ts';
import { stagedLevels, stagedTest, stagesOf } from './stagedRule.ts';

/** Size of a trial and its data cuts, once every `match` has been settled. */
export interface ResolvedSize {
  readonly n: number;
  readonly looks: Timing[];
}

/**
 * Sizes of all designs. A matched design starts from the resolved size of the design that it matches, and from its event
 * targets where it has taken them over unchanged; patients and event targets are then scaled by one factor until the wanted expectation (see
 * `expectationsOf`; of power, the normal law of z) is that of the other design. Patients are rounded to full sets of
 * the allocation ratio, event targets to whole events. Patients, screened and cost are those by the final analysis, so a design whose
 * events come before its last patient is matched on the patients that it really takes.
 *
 * Trials of one design that have the same `match` are matched together (patients, events, screened and cost are summed,
 * months are those of the longest): each starts from the trial of its own name, or from its share of the
 * eligible of the one trial matched.
 *
 * @returns design -> trial -> size
 * @throws Error where the quantity cannot be reached: it names the design, the quantity and the range that can be
 * @example `enriched` matches `all-comers` (1200 patients, half of them M+) on screened: n 600
 */
export function resolveSizes(
  designs: Record<string, Design>,
  truth: Truth,
  population: Population,
): Record<string, Record<string, ResolvedSize>> {
  const resolved: Record<string, Record<string, ResolvedSize>> = {};
  const plan = (trial: TrialDesign, { n, looks }: ResolvedSize): Sized => {
    const own = { ...trial, looks };
    const enrolment = createEnrolmentPlan(own, truth, population, n);
    const mix = enrolledMix(own, enrolment, truth, population);
    if (trial.quotas.length === 0 && population.mixes.length === 1) {
      return { trial: own, plan: enrolment, mixAt: (factor) => scaledMix(mix, factor) };
    }
    // Quotas stay as they are: only the places beside them grow, one by one.
    const grown = (size: number) => createEnrolmentPlan(own, truth, population, size);
    const mixAt = (factor: number) => enrolledMix(own, grown(Math.round(n * factor)), truth, population);
    return { trial: own, plan: enrolment, mixAt };
  };

  function sizesOf(name: string): Record<string, ResolvedSize> {
    if (resolved[name] !== undefined) return resolved[name];
    const { trials } = designs[name];
    const own: Record<string, ResolvedSize> = {};
    for (const { name: trial, size, looks, tests } of trials) {
      if (size.kind === 'randomised') own[trial] = { n: size.n, looks };
      const staged = stagedTest({ tests });
      const rules = (staged === undefined ? stagedLevels({ tests }) : [staged]).flatMap(stagesOf);
      if (size.kind === 'stages') own[trial] = { n: rules.reduce((sum, { n }) => sum + n, 0), looks };
    }
    for (const [match, matched] of groupByMatch(trials)) Object.assign(own, settle(name, match, matched));
    resolved[name] = own;
    return own;
  }

  function settle(name: string, match: Match, trials: readonly TrialDesign[]): Record<string, ResolvedSize> {
    const model = designs[match.design];
    const modelSizes = sizesOf(match.design);
    const target = quantity(
      match,
      model.trials.map((trial) => plan(trial, modelSizes[trial.name])),
      1,
      truth,
      population,
    );
    const base = baseSizes(trials, model.trials, modelSizes, population, plan);
    const at = (x: number) => quantity(match, base, Math.exp(x), truth, population);
    const lowest = Math.log(least(base));
    const x = matchedFactor(at, target, lowest);
    if (x === null) throw unreachable(name, match, target, [at(lowest), at(Math.log(MOST))]);
    const factor = Math.exp(x);
    return Object.fromEntries(
      base.map(({ trial, plan: { n } }) => {
        const [r, s] = trial.randomise.ratio;
        const sets = Math.max(1, Math.round((n * factor) / (r + s)));
        return [
          trial.name,
          { n: sets * (r + s), looks: trial.looks.map((look) => scaled(look, factor, Math.round)) },
        ];
      }),
    );
  }

  for (const name of Object.keys(designs)) sizesOf(name);
  return resolved;
}

/** No size gives a design what its match asks for. */
export class UnreachableMatch extends Error {
  constructor(readonly parameters: FaultParameters<'match-unreachable'>) {
    super(
      `no size gives ${parameters.design} the ${parameters.wanted} of ${parameters.model}, ${parameters.target}`,
    );
  }
}

function unreachable(name: string, { design, on, test }: Match, target: number, range: number[]): Error {
  const shown = (value: number) => (on === 'power' ? normalCdf(value) : value).toPrecision(4);
  return new UnreachableMatch({
    design: name,
    wanted: test === null ? on : `power of ${test}`,
    model: design,
    target: shown(target),
    low: shown(range[0]),
    high: shown(range[1]),
    most: MOST,
    point: '',
  });
}

function groupByMatch(trials: readonly TrialDesign[]): [Match, TrialDesign[]][] {
  const groups = new Map<string, [Match, TrialDesign[]]>();
  for (const trial of trials) {
    if (trial.size.kind !== 'match') continue;
    const key = JSON.stringify(trial.size);
    const group = groups.get(key) ?? [trial.size, []];
    group[1].push(trial);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Where the scaling starts: the sizes of the design matched. */
function baseSizes(
  trials: readonly TrialDesign[],
  models: readonly TrialDesign[],
  sizes: Record<string, ResolvedSize>,
  population: Population,
  plan: (trial: TrialDesign, size: ResolvedSize) => Sized,
): Sized[] {
  const all = models.reduce((sum, { name }) => sum + sizes[name].n, 0);
  const namesake = ({ name }: TrialDesign) => models.find((model) => model.name === name);
  const newcomers = trials.filter((trial) => namesake(trial) === undefined);
  const eligible = (trial: TrialDesign) => shareOf(population, membersOf(population, trial.enrol));
  const eligibleSum = newcomers.reduce((sum, trial) => sum + eligible(trial), 0);
  return trials.map((trial) => {
    const model = namesake(trial);
    const share = model === undefined ? eligible(trial) / eligibleSum : 1;
    const n = model === undefined ? all * share : sizes[model.name].n;
    const { name, looks } = model ?? models[0];
    const inherited = JSON.stringify(looks) === JSON.stringify(trial.looks);
    return plan(trial, {
      n: Math.max(1, Math.round(n)),
      looks: inherited ? sizes[name].looks.map((look) => scaled(look, share)) : trial.looks,
    });
  });
}

/** The factor that leaves every trial one set of the allocation ratio. */
function least(trials: readonly Sized[]): number {
  return Math.max(
    ...trials.map(({ trial, plan }) => (trial.randomise.ratio[0] + trial.randomise.ratio[1]) / plan.n),
  );
}
