import { fisherBounds } from '../group-sequential/fisherProduct.ts';
import { haybittlePeto } from '../group-sequential/haybittlePeto.ts';
import { checkProcedure } from '../multiplicity/procedures.ts';
import { procedureWeights } from '../multiplicity/procedureWeights.ts';
import type { Refusal } from '../multiplicity/refusals.ts';
import { createPopulation, type Population } from '../population/groups.ts';
import type { Multiplicity, Spending } from '../scenario/conductModel.ts';
import type { ScenarioPoint, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { createEnrolmentPlan } from './enrolmentPlan.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { isAdaptive } from './isAdaptive.ts';
import { resolveSizes, UnreachableMatch } from './matchSize.ts';
import { plannedFractions } from './plannedFractions.ts';
import { type PlannedInformation, plannedInformation } from './plannedInformation.ts';
import { familyPlaces, procedureSpec } from './procedureSpec.ts';
import { spentAt } from './spendingOf.ts';

/** Looks that are decided on later than the next by this much are out of order. */
const MONTHS = 1e-6;

/**
 * Faults of a point's multiplicity and looks that show when they are set up: weights that are none, assumptions that fail, looks
 * that are expected out of order. For the reader of the scenario to place; see `parseScenario`.
 */
export function conductFaults({ truth, designs }: ScenarioPoint): PointFault[] {
  const all = Object.values(designs);
  const decides = ({ multiplicity, monitoring }: TrialDesign) => multiplicity !== null || monitoring !== null;
  if (!all.some(({ trials }) => trials.some(decides))) return [];
  const population = createPopulation(truth);
  let sizes: ReturnType<typeof resolveSizes>;
  try {
    sizes = resolveSizes(designs, truth, population);
  } catch (error) {
    // A fault of its own, which `sizeFaults` tells.
    if (error instanceof UnreachableMatch) return [];
    throw error;
  }
  return all.flatMap(({ name, trials }) =>
    trials.filter(decides).flatMap((trial) => {
      const { n, looks } = sizes[name][trial.name];
      const path = trial.name === '' ? ['designs', name] : ['designs', name, 'trials', trial.name];
      return trialFaults({ ...trial, looks }, n, path, truth, population);
    }),
  );
}

function trialFaults(
  trial: TrialDesign,
  n: number,
  path: string[],
  truth: Truth,
  population: Population,
): PointFault[] {
  const { multiplicity, monitoring } = trial;
  const plan = createEnrolmentPlan(trial, truth, population, n);
  const expectations = expectationsOf(trial, plan, truth, population);
  const faults: PointFault[] = [];
  // Looks of levels come in whatever order their patients do.
  if (monitoring !== null && monitoring.close === null) {
    const { lookMonths } = expectations;
    lookMonths.forEach((month, k) => {
      if (k === 0 || !(month < lookMonths[k - 1] - MONTHS)) return;
      const parameters = { look: k + 1, month: round(month), before: round(lookMonths[k - 1]) };
      faults.push({ code: 'look-months', path: [...path, 'looks', 'at', k], parameters });
    });
  }
  const information = plannedInformation(trial, plan, population, expectations);
  if (multiplicity !== null)
    faults.push(...procedureFaults(trial, multiplicity, information, [...path, 'multiplicity']));
  if (faults.length === 0) faults.push(...boundsFaults(trial, information, path));
  if (faults.length === 0) faults.push(...productFaults(trial, n, expectations, path));
  return faults;
}

/** A constant bound before the last look must leave every test some alpha for the last. */
function boundsFaults(
  { tests, monitoring, multiplicity }: TrialDesign,
  information: PlannedInformation,
  path: string[],
): PointFault[] {
  const bounds = monitoring?.bounds;
  if (bounds?.kind !== 'haybittle-peto') return [];
  const places = multiplicity === null ? [...tests.keys()] : familyPlaces(multiplicity, tests);
  const whole = multiplicity === null || isAdaptive({ multiplicity, monitoring });
  const weights = whole ? null : procedureWeights(procedureSpec(multiplicity, places, information));
  return places.flatMap((t, j): PointFault[] => {
    const { alpha, sided, name } = multiplicity === null ? tests[t] : { ...tests[t], ...multiplicity };
    const shares = [...(weights?.weights.weight ?? [])].filter((w, at) => at % places.length === j && w > 0);
    const level = (Math.min(1, ...shares) * alpha) / sided;
    const expected = information.expected[t];
    try {
      haybittlePeto(
        expected.map((value) => value / (expected.at(-1) as number)),
        level,
        bounds.z,
      );
      return [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const parameters = { test: name, level: Number(level.toPrecision(4)) };
      return [{ code: 'bounds-level', path: [...path, 'looks', 'bounds', 'haybittle-peto'], parameters }];
    }
  });
}

/** Spending that leaves so little to an early stage that Fisher's product would have to be larger later. */
function productFaults(
  trial: TrialDesign,
  n: number,
  expectations: Expectations,
  path: string[],
): PointFault[] {
  const { multiplicity, monitoring, tests } = trial;
  const bounds = monitoring?.bounds ?? null;
  if (multiplicity?.combine !== 'fisher' || bounds === null) return [];
  const first = tests.find(({ name }) => name === multiplicity.of[0]) as TestSpec;
  const information = plannedFractions(trial, n, expectations, first);
  const spent = spentAt(bounds as Spending, multiplicity.alpha, information);
  try {
    fisherBounds(spent);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const parameters = { spent: spent.map((alpha) => Number(alpha.toPrecision(3))).join(', ') };
    return [{ code: 'bounds-product', path: [...path, 'looks', 'spending'], parameters }];
  }
}

const round = (month: number) => Number(month.toFixed(1));

function procedureFaults(
  { tests, monitoring }: TrialDesign,
  multiplicity: Multiplicity,
  information: PlannedInformation,
  path: string[],
): PointFault[] {
  const spec = procedureSpec(multiplicity, familyPlaces(multiplicity, tests), information);
  const refusals = checkProcedure(spec).filter(({ kind }) => kind === 'input' || !multiplicity.insist);
  const faults = refusals.map(
    (refusal): PointFault => ({
      code: 'procedure-refused',
      path: [...path, ...placeOf(refusal, multiplicity)],
      parameters: { refused: refusal, assumption: refusal.kind === 'assumption' },
    }),
  );
  // Stages that are combined have bounds of their own.
  const bySpending = monitoring !== null && !isAdaptive({ multiplicity, monitoring });
  if (faults.length === 0 && bySpending && procedureWeights(spec) === null) {
    faults.push({ code: 'procedure-looks', path, parameters: { procedure: KEY[spec.kind] ?? spec.kind } });
  }
  return faults;
}

/** Keys of procedures in a scenario, where they are not the kind. */
const KEY: Readonly<Record<string, string>> = {
  'fixed-sequence': 'fixed sequence',
  'overall-subgroup': 'overall and subgroup',
  'interaction-gated': 'interaction gated',
  simes: 'closed',
  sidak: 'closed',
  parametric: 'closed',
};

/** Where under `multiplicity` stands what a refusal speaks of. A short form leads to the nearest place above. */
function placeOf({ path, code }: Refusal, { procedure, of }: Multiplicity): string[] {
  const key = KEY[procedure.kind] ?? procedure.kind;
  const [first, ...indices] = path.split(/[.[\]]+/).filter((part) => part !== '');
  const names = indices.map((index) => (/^\d+$/.test(index) ? of[Number(index)] : index));
  switch (first) {
    case 'alpha':
      return ['alpha'];
    case 'size':
      return ['of'];
    case 'order':
      return procedure.kind === 'fixed-sequence' ? [key] : [key, 'order'];
    case 'weights':
      return code === 'too-many' || code === 'no-hypotheses' ? ['of'] : [key, 'weights', ...names];
    case 'transitions':
      return [key, 'transitions', ...names];
    case 'split':
      return [key, names[0] === 'overall' ? 'overall level' : 'weights'];
    case 'alphaPositive':
      return [key, 'positive level'];
    case 'intersections':
      return indices.length === 0 ? [key, 'table'] : [key, 'table', setOf(procedure, of, Number(indices[0]))];
    case 'gate':
    case 'unadjusted':
      return [key, first];
    default:
      return [key];
  }
}

/** A set of a table of weights by its key. */
function setOf(procedure: Multiplicity['procedure'], of: readonly string[], place: number): string {
  if (procedure.kind !== 'closed') return '';
  return procedure.intersections[place].members.map((j) => of[j]).join(' & ');
}
