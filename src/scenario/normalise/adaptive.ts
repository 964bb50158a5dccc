import type { Multiplicity, Selection } from '../conductModel.ts';
import type { TrialDesign } from '../model.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import type { Context } from './context.ts';

/** 15 intersections. */
const MOST_COMBINED = 4;

/** Faults of a trial whose stages are combined, or in which populations may be dropped. */
export function checkAdaptive(trial: TrialDesign, path: Path, uniform: boolean, context: Context): void {
  const { multiplicity, monitoring } = trial;
  const select = monitoring?.select ?? null;
  if (select !== null) checkSelection(trial, select, [...path, 'looks', 'select'], uniform, context);
  checkFractions(trial, path, context);
  if (multiplicity === null || (multiplicity.combine === null && select === null)) return;
  for (const { name, reRandomise } of trial.tests) {
    if (reRandomise === undefined) continue;
    const parameters = { option: 're-randomise', method: 'stages that are combined', known: [] };
    context.checker.add('option-method', [...path, 'tests', name, 're-randomise'], parameters, 'key');
  }
  checkFamily(multiplicity, trial, [...path, 'multiplicity'], context);
  if (multiplicity.combine !== null) checkStages(multiplicity, trial, path, context);
  if (monitoring?.futility.some(({ binding }) => binding) === true) {
    const parameters = { option: 'binding', method: 'combined stages', known: ['non-binding futility'] };
    context.checker.add('option-method', [...path, 'looks', 'futility'], parameters, 'key');
  }
}

/** Shares of information are those of combined stages, and rise to 1. */
function checkFractions({ multiplicity, looks }: TrialDesign, path: Path, { checker }: Context): void {
  const fractions = multiplicity?.fractions;
  if (fractions === undefined) return;
  const at = [...path, 'multiplicity', 'fractions'];
  if (multiplicity?.combine === null) {
    const parameters = { option: 'fractions', method: 'tests of all data', known: ['combine'] };
    checker.add('option-method', at, parameters, 'key');
  } else if (
    fractions.length !== looks.length ||
    fractions[fractions.length - 1] !== 1 ||
    fractions.some((share, k) => k > 0 && share <= fractions[k - 1])
  )
    checker.add('combine-fractions', at, { looks: looks.length });
}

function checkSelection(
  { multiplicity, quotas, tests, looks, size }: TrialDesign,
  select: Selection,
  path: Path,
  uniform: boolean,
  { checker }: Context,
): void {
  if (multiplicity === null || (multiplicity.combine === null && !multiplicity.insist))
    checker.add('select-pooled', path, {}, 'key');
  select.from.forEach((name, i) => {
    const by = tests.find((test) => test.name === name);
    const family = tests.filter((test) => multiplicity?.of.includes(test.name));
    if (multiplicity === null || by === undefined || family.includes(by)) return;
    const population = populationText(by.in);
    if (family.some((test) => populationText(test.in) === population)) return;
    checker.add('select-outside', [...path, 'from', i], { test: name, population });
  });
  const final = looks[looks.length - 1];
  if (select.reassess !== null) {
    const counts = final.kind === 'events' || final.kind === 'patients';
    const { most } = select.reassess;
    const sound =
      counts &&
      looks.length === select.after + 1 &&
      most >= final.n &&
      (size.kind !== 'randomised' || most <= size.n) &&
      multiplicity?.combine === 'inverse-normal' &&
      multiplicity.firstStageEvents === null;
    if (!sound) checker.add('reassess', [...path, 'reassess'], { most }, 'key');
  }
  if (quotas.some(({ least, most, from }) => least !== most || from !== undefined))
    checker.add('select-with', path, { what: 'bounds on the numbers of patients' }, 'key');
  if (uniform) checker.add('select-with', path, { what: 'uniform arrivals' }, 'key');
}

/** What the closed test of stages can hold. */
function checkFamily(
  { of, procedure, sided, combine }: Multiplicity,
  { tests }: TrialDesign,
  path: Path,
  { checker }: Context,
): void {
  const equal =
    !('weights' in procedure) ||
    procedure.weights.every((weight) => Math.abs(weight - procedure.weights[0]) < 1e-12);
  const closed = ['holm', 'simes', 'sidak', 'parametric', 'hochberg', 'hommel'].includes(procedure.kind);
  if (!closed || !equal) checker.add('combine-procedure', path, {}, 'key');
  if (of.length > MOST_COMBINED)
    checker.add('combine-size', path, { size: of.length, most: MOST_COMBINED }, 'key');
  if (sided === 2)
    checker.add('one-sided-procedure', path, { procedure: 'a test of combined stages' }, 'key');
  const own = tests.filter((test) => of.includes(test.name));
  const interaction = own.find((test) => test.interaction !== null);
  if (interaction !== undefined) checker.add('combine-interaction', path, { test: interaction.name }, 'key');
  if (procedure.kind !== 'parametric' && combine !== 'conditional-error') return;
  const alike = own.every((test) => test.of === own[0].of && test.by === own[0].by);
  if (!alike) checker.add('combine-correlation', path, {}, 'key');
}

/** Looks and bounds that the way of combining needs. */
function checkStages(
  { combine, stages, firstStageEvents, of, insist }: Multiplicity,
  { looks, monitoring, tests }: TrialDesign,
  path: Path,
  { checker, names }: Context,
): void {
  const here = [...path, 'multiplicity', 'combine'];
  const bounds = monitoring?.bounds ?? null;
  if (looks.length < 2) checker.add('combine-looks', here, {}, 'key');
  else if (combine === 'conditional-error' && (looks.length > 2 || bounds !== null || of.length < 2))
    checker.add('conditional-error', here, {}, 'key');
  if (combine === 'fisher' && bounds !== null && 'kind' in bounds && CLASSICAL.includes(bounds.kind))
    checker.add('bounds-combination', [...path, 'looks', 'bounds'], {}, 'key');
  const timed = tests.some((test) => of.includes(test.name) && names.endpoints[test.of] === 'time-to-event');
  const final = looks[looks.length - 1];
  const at = [...path, 'multiplicity', 'first stage events'];
  if (firstStageEvents === null) {
    if (stages === 'patients' && timed) checker.add('first-stage-missing', at, {}, 'key');
  } else if (!timed || stages !== 'patients') {
    const parameters = { option: 'first stage events', method: 'these stages', known: ['stages: patients'] };
    checker.add('option-method', at, parameters, 'key');
  } else if (looks.length !== 2 || final.kind !== 'events' || final.n <= firstStageEvents || bounds !== null)
    checker.add('first-stage-looks', at, { events: firstStageEvents }, 'key');
  const select = monitoring?.select ?? null;
  const tested = tests.filter((test) => of.includes(test.name)).map((test) => test.of);
  const outside = select?.from.find((name) =>
    tests.some((test) => test.name === name && !tested.includes(test.of)),
  );
  if (outside !== undefined && stages === 'increments' && !insist)
    checker.add('increments-other', [...path, 'looks', 'select', 'from'], { test: outside });
}

const CLASSICAL: readonly string[] = [
  'obrien-fleming',
  'pocock',
  'wang-tsiatis',
  'haybittle-peto',
  'posterior probability',
];
