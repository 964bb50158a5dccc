import { MARKER_CLASSES, markerClass } from '../designs/markerClass.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import type { ClaimExpression } from '../scenario/claimModel.ts';
import type { Design, Program } from '../scenario/model.ts';
import type { Column } from '../trial/columns.ts';
import { endpointOf, verdictsOf } from '../trial/designClaims.ts';
import { testName } from '../trial/designPlaces.ts';
import { type ExactDecisions, exactDecisions } from '../trial/exact/exactDecisions.ts';
import { endVerdicts } from '../trial/programs/playProgram.ts';
import { endsOf } from '../trial/programs/programPlaces.ts';
import type { Reference } from './rows.ts';

const VERDICT = { 'right claim': 'right', 'false claim': 'wrong', 'missed benefit': 'missed' } as const;

/** Exact decisions of a design with the lists that were asked of it, after its claims. */
interface Enumerated {
  readonly exact: ExactDecisions;
  /** Place of a list: of a term of a metric, of what a class is declared by, of a program's step. */
  place(what: string): number;
}

/** Designs that were enumerated, by the run of their point. */
const known = new WeakMap<PointRun, Map<string, Enumerated | null>>();

function enumeratedOf(run: PointRun, design: Design): Enumerated | null {
  const designs = known.get(run) ?? new Map<string, Enumerated | null>();
  known.set(run, designs);
  if (!designs.has(design.name)) designs.set(design.name, enumerate(run, design));
  return designs.get(design.name) ?? null;
}

function enumerate({ point, compiled }: PointRun, design: Design): Enumerated | null {
  const lists: [string, readonly ClaimExpression[]][] = [
    ...design.metrics.flatMap(({ name, ...metric }) =>
      ('when' in metric ? [metric] : metric.weights).map(({ when }, i): [string, ClaimExpression[]] => [
        `metric ${i} of ${name}`,
        [when],
      ]),
    ),
    ...(['predictive', 'prognostic'] as const).flatMap((what): [string, ClaimExpression[]][] => {
      const when = design.classify?.[what] ?? null;
      return when === null ? [] : [[what, [when]]];
    }),
    ...Object.values(point.programs).flatMap(({ name, steps }) =>
      steps.flatMap((step, s): [string, ClaimExpression[]][] =>
        step.design === design.name ? [[`step ${s} of ${name}`, step.outcomes.map(({ when }) => when)]] : [],
      ),
    ),
  ];
  const exact = exactDecisions(
    design,
    compiled.point.designs[design.name],
    lists.map(([, conditions]) => conditions),
    point.truth,
    compiled.point.population,
  );
  return exact === null ? null : { exact, place: (what) => 1 + lists.findIndex(([name]) => name === what) };
}

const enumeration = (value: number): Reference => ({ value, kind: 'enumeration' });

/** Exact value of a probability of what a single-arm trial with a binary endpoint decides; null where its tables are not enumerated. */
export function decisionReference(run: PointRun, column: Column): Reference | null {
  const { quantity, analysis } = column;
  const design = run.point.designs[column.design];
  if (column.reference !== '' || column.look > 0) return null;
  if (!DECIDED.has(quantity)) return null;
  const found = enumeratedOf(run, design);
  if (found === null) return null;
  const { exact, place } = found;
  switch (quantity) {
    case 'rejects': {
      const [trial] = design.trials;
      const t = trial.tests.findIndex(({ name }) => testName(design, trial.name, name) === analysis);
      return enumeration(exact.rejects(t));
    }
    case 'claim':
      return enumeration(exact.first(0)[design.claims.findIndex(({ label }) => label === analysis)]);
    case 'right claim':
    case 'false claim':
    case 'missed benefit': {
      const verdicts = verdictsOf(design.claims, run.point.truth, endpointOf([design], run.point.truth));
      return enumeration(
        exact.ways.reduce((sum, { first: [held], probability }) => {
          const verdict = verdicts[held < 0 ? design.claims.length : held];
          return sum + probability * verdict[VERDICT[quantity]];
        }, 0),
      );
    }
    case 'success':
    case 'weighted power': {
      const metric = design.metrics.find(({ name }) => name === analysis);
      if (metric === undefined) return null;
      const weights = 'when' in metric ? [1] : metric.weights.map(({ weight }) => weight);
      return enumeration(
        weights.reduce(
          (sum, weight, i) => sum + weight * exact.first(place(`metric ${i} of ${analysis}`))[0],
          0,
        ),
      );
    }
    default:
      return enumeration(classProbability(run, design, found, column));
  }
}

const DECIDED: ReadonlySet<string> = new Set([
  'rejects',
  'claim',
  ...Object.keys(VERDICT),
  'success',
  'weighted power',
  'class',
  'right class',
  'declared predictive',
  'declared prognostic',
]);

/** Of a class, the right one, or of a declaration. */
function classProbability(
  { point }: PointRun,
  design: Design,
  { exact, place }: Enumerated,
  { quantity, analysis }: Column,
): number {
  const [predictive, prognostic] = ['predictive', 'prognostic'].map(place);
  const declared = (first: readonly number[], list: number) => (list > 0 && first[list] === 0 ? 1 : 0);
  const truth = design.classify === undefined ? 'none' : markerClass(design.classify, point.truth);
  return exact.ways.reduce((sum, { first, probability }) => {
    const [one, two] = [declared(first, predictive), declared(first, prognostic)];
    const put = MARKER_CLASSES[2 * one + two];
    const holds =
      quantity === 'class'
        ? put === analysis
        : quantity === 'right class'
          ? put === truth
          : (quantity === 'declared predictive' ? one : two) === 1;
    return sum + (holds ? probability : 0);
  }, 0);
}

/**
 * Exact value of a probability of a program: of a path, an end, what is said of it, or that a step is reached. Trials on a path share no
 * patient, so the outcomes on it are multiplied; those of the steps asked for must have been enumerated.
 */
export function programReference(run: PointRun, column: Column): Reference | null {
  const program = run.point.programs[column.design];
  if (column.reference !== '') return null;
  const { steps } = program;
  const outcomes = (s: number): number[] | null => {
    const found = enumeratedOf(run, run.point.designs[steps[s].design]);
    return found === null ? null : found.exact.first(found.place(`step ${s} of ${program.name}`));
  };
  /** NaN where a step on the way was not enumerated. */
  const reached = (s: number): number => {
    const { on } = steps[s];
    return on === null ? 1 : reached(on.step) * (outcomes(on.step)?.[on.outcome] ?? Number.NaN);
  };
  const ends = endsOf(program);
  const ending = (weight: (end: (typeof ends)[number]) => number) =>
    ends.reduce((sum, end) => {
      const w = weight(end);
      return w === 0 ? sum : sum + w * reached(end.step) * (outcomes(end.step)?.[end.outcome] ?? Number.NaN);
    }, 0);
  const value = programValue(run, program, column, { outcomes, reached, ending });
  return Number.isFinite(value) ? enumeration(value) : null;
}

interface ProgramLaw {
  outcomes(s: number): number[] | null;
  reached(s: number): number;
  ending(weight: (end: ReturnType<typeof endsOf>[number]) => number): number;
}

function programValue(
  run: PointRun,
  program: Program,
  { quantity, analysis }: Column,
  { outcomes, reached, ending }: ProgramLaw,
): number {
  const { steps } = program;
  // A design on several paths, which exclude each other, is told of once.
  const running = (design: string) => [...steps.keys()].filter((s) => steps[s].design === design);
  const comes = (design: string) => running(design).reduce((sum, s) => sum + reached(s), 0);
  switch (quantity) {
    case 'claim':
      return ending(({ label }) => (label === analysis ? 1 : 0));
    case 'path':
      return ending(({ path }) => (path === analysis ? 1 : 0));
    case 'reached':
      return comes(analysis);
    case 'outcome': {
      const design = steps.find(({ design: name, outcomes: own }) =>
        own.some(({ label }) => `${name}: ${label}` === analysis),
      )!.design;
      const of = (s: number) => {
        const o = steps[s].outcomes.findIndex(({ label }) => `${design}: ${label}` === analysis);
        return o < 0 ? 0 : (outcomes(s)?.[o] ?? Number.NaN);
      };
      return running(design).reduce((sum, s) => sum + reached(s) * of(s), 0) / comes(design);
    }
    case 'right claim':
    case 'false claim':
    case 'missed benefit': {
      const designs = steps.map(({ design }) => run.point.designs[design]);
      const verdicts = endVerdicts(program, designs, run.point.truth);
      return ending(({ step, outcome }) => verdicts[step][outcome][VERDICT[quantity]]);
    }
    default:
      return Number.NaN;
  }
}
