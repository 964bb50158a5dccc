import type { FaultParameters } from '../errors.ts';
import { normalCdf } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';
import { createPopulation, membersOf, type Population, shareOf } from '../population/groups.ts';
import type { Design, ScenarioPoint, Size, TestSpec, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { createEnrolmentPlan, type EnrolmentPlan } from './enrolmentPlan.ts';
import { countedEndpoint, expectationsOfMix } from './expectations.ts';
import { powerMargin } from './limits/normalTheoryPower.ts';
import { enrolledMix, type PatientMix, scaledMix } from './limits/patientMix.ts';
import { stagedLevels, stagedTest, stagesOf } from './stagedRule.ts';
import { truthInTrial } from './treatmentGiven.ts';

/** Size of a trial and its data cuts, once every `match` has been settled. */
export interface ResolvedSize {
  readonly n: number;
  readonly looks: Timing[];
}

type Match = Extract<Size, { kind: 'match' }>;

/** A trial with a size to start from. */
interface Sized {
  readonly trial: TrialDesign;
  readonly plan: EnrolmentPlan;
  /** Its enrolment with `factor` times the patients. */
  mixAt(factor: number): PatientMix;
}

/** A match is looked for between one set of the allocation ratio and this many times the size started from. */
const MOST = 1000;

/** First step of the search, in the logarithm of the factor. */
const STEP = 0.5;

/** Of the logarithm of the factor: a hundredth of a patient in a thousand. */
const TOLERANCE = 1e-5;

/** A quantity this near its target (relative, beyond 1) is at it: power where nothing works is the same at every size. */
const CLOSE = 1e-8;

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
    const x = solve(at, target, lowest);
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

/** Faults of a point's matched sizes, for the reader of the scenario to place; see `parseScenario`. */
export function sizeFaults({ truth, designs, values }: ScenarioPoint): PointFault[] {
  const matched = Object.values(designs).some(({ trials }) =>
    trials.some(({ size }) => size.kind === 'match'),
  );
  const staged = stagedFaults(truth, designs);
  if (!matched || staged.length > 0) return staged;
  try {
    resolveSizes(designs, truth, createPopulation(truth));
    return [];
  } catch (error) {
    if (!(error instanceof UnreachableMatch)) throw error;
    const point = Object.entries(values)
      .map(([axis, value]) => `${axis} ${value}`)
      .join(', ');
    const path = ['designs', error.parameters.design, 'size'];
    return [{ code: 'match-unreachable', path, parameters: { ...error.parameters, point } }];
  }
}

/** A trial of stages is counted, not played patient by patient, so all must come from one mix. */
function stagedFaults(truth: Truth, designs: Readonly<Record<string, Design>>): PointFault[] {
  const staged = Object.values(designs).flatMap(({ name, trials }) =>
    trials.flatMap((trial) => {
      const test = stagedTest(trial);
      const path = trial.name === '' ? ['designs', name] : ['designs', name, 'trials', trial.name];
      return test === undefined ? [] : [{ test: test.name, path }];
    }),
  );
  if (staged.length === 0) return [];
  const { mixes, variation } = createPopulation(truth);
  if (mixes.length === 1 && variation === null) return [];
  const problem = 'the mix of its patients may not change in time or between trials';
  return staged.map(
    ({ test, path }): PointFault => ({ code: 'stages-trial', path, parameters: { test, problem } }),
  );
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

/** The timing with its event targets multiplied. */
function scaled(timing: Timing, factor: number, round: (n: number) => number = (n) => n): Timing {
  switch (timing.kind) {
    case 'events':
    case 'patients':
      return { ...timing, n: Math.max(1, round(timing.n * factor)) };
    case 'each':
    case 'first of':
    case 'last of':
      return { ...timing, of: timing.of.map((one) => scaled(one, factor, round)) };
    default:
      return timing;
  }
}

/** The quantity to be matched when all trials have `factor` times their patients and events. For power: its normal quantile. */
function quantity(
  { on, test }: Match,
  trials: readonly Sized[],
  factor: number,
  truth: Truth,
  population: Population,
): number {
  if (on === 'power') return margin(test as string, trials, factor, truth, population);
  const values = trials.map(({ trial, mixAt }) => {
    const own = { ...trial, looks: trial.looks.map((look) => scaled(look, factor)) };
    const expected = expectationsOfMix(own, mixAt(factor), truthInTrial(own, truth), population);
    switch (on) {
      case 'events':
        return expected.events(expected.monthsToAnalysis, { kind: 'all' }, countedEndpoint(own, truth));
      case 'months':
        return expected.monthsToAnalysis;
      default:
        return expected[on];
    }
  });
  return on === 'months' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
}

function margin(
  name: string,
  trials: readonly Sized[],
  factor: number,
  truth: Truth,
  population: Population,
): number {
  const named = ({ trial }: Sized): TestSpec | undefined =>
    trial.tests.find((test) => test.name === name || `${trial.name}/${test.name}` === name);
  const sized = trials.find((one) => named(one) !== undefined);
  if (sized === undefined) return Number.NaN;
  const mix = sized.mixAt(factor);
  const looks = sized.trial.looks.map((look) => scaled(look, factor));
  const own = truthInTrial(sized.trial, truth);
  const { monthsToAnalysis } = expectationsOfMix({ ...sized.trial, looks }, mix, own, population);
  return powerMargin(
    named(sized) as TestSpec,
    sized.trial,
    sized.plan,
    own,
    population,
    mix,
    monthsToAnalysis,
  );
}

/** The factor that leaves every trial one set of the allocation ratio. */
function least(trials: readonly Sized[]): number {
  return Math.max(
    ...trials.map(({ trial, plan }) => (trial.randomise.ratio[0] + trial.randomise.ratio[1]) / plan.n),
  );
}

/**
 * The logarithm of a factor at which a quantity is as wanted: the nearest to 0, where it is not monotone.
 *
 * @returns null where there is none between the limits
 */
function solve(at: (x: number) => number, target: number, lowest: number): number | null {
  const miss = (x: number) => at(x) - target;
  const here = miss(0);
  if (Math.abs(here) <= CLOSE * Math.max(1, Math.abs(target))) return 0;
  // Exact for what is proportional to patients; the margin of power is not, and may have another sign.
  const proportional = target / at(0) > 0 ? Math.log(target / at(0)) : 0;
  if (Math.abs(miss(proportional)) <= CLOSE * Math.max(1, Math.abs(target))) return proportional;
  const highest = Math.log(MOST);
  let [low, atLow, high, atHigh] = [0, here, 0, here];
  for (let step = STEP; low > lowest || high < highest; step *= 2) {
    const up = Math.min(highest, high + step);
    const atUp = miss(up);
    if (atUp * atHigh <= 0) return findRoot(miss, high, up, TOLERANCE);
    [high, atHigh] = [up, atUp];
    const down = Math.max(lowest, low - step);
    const atDown = miss(down);
    if (atDown * atLow <= 0) return findRoot(miss, down, low, TOLERANCE);
    [low, atLow] = [down, atDown];
  }
  return null;
}
