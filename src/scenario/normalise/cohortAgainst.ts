import type { Adjustment, Comparator, PopulationExpression, TestSpec } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { namedIn } from '../populationNames.ts';
import type { TestInput } from '../schema/designs.ts';
import type { Context } from './context.ts';
import { METHODS } from './methods.ts';

export type AgainstInput = Exclude<NonNullable<TestInput['against']>, string>;

/** Options of a cohort and the adjustments that take them. */
const TAKEN_BY: Record<'for' | 'weight' | 'matched' | 'between-trial sd', readonly string[]> = {
  for: ['standardised', 'weighted'],
  weight: ['power-prior', 'robust-map'],
  matched: ['power-prior', 'robust-map'],
  'between-trial sd': ['robust-map'],
};

/** An external cohort: it exists, and holds the markers that its adjustment needs. */
export function readCohort(
  against: AgainstInput,
  path: Path,
  own: PopulationExpression,
  { checker, names }: Context,
): Comparator | null {
  const { cohort = '', adjust = 'none', weight = 0.5 } = against;
  const known = Object.keys(names.cohorts);
  if (!known.includes(cohort)) {
    const suggestion = nearest(cohort, known);
    const parameters = { what: 'external cohort', name: cohort, suggestion, known };
    checker.add('unknown-name', [...path, 'cohort'], parameters);
    return null;
  }
  for (const option of ['for', 'weight', 'matched', 'between-trial sd'] as const) {
    if (against[option] === undefined || TAKEN_BY[option].includes(adjust)) continue;
    const others = TAKEN_BY[option].map((one) => `adjust: ${one}`);
    checker.add(
      'option-method',
      [...path, option],
      { option, method: `adjust: ${adjust}`, known: others },
      'key',
    );
  }
  const mixed = adjust === 'standardised' || adjust === 'weighted';
  if (mixed && against.for === undefined)
    checker.add('option-needed', path, { option: 'for', method: adjust, example: 'for: [EGFR]' }, 'key');
  const matched = adjust === 'matched' || against.matched === true;
  const needed = mixed ? (against.for ?? []) : matched ? namedIn(own) : [];
  const characteristics = [...names.markers, ...Object.keys(names.factors)];
  for (const name of needed) {
    if (!characteristics.includes(name))
      checker.add('unknown-name', [...path, 'for'], {
        what: 'marker or stratum',
        name,
        suggestion: nearest(name, characteristics),
        known: characteristics,
      });
    else if (!names.cohorts[cohort].includes(name))
      checker.add('cohort-records', [...path, 'adjust'], {
        cohort,
        name,
        adjust,
        records: names.cohorts[cohort],
      });
  }
  return { kind: 'cohort', cohort, adjustment: adjustmentOf(adjust, against, weight) };
}

function adjustmentOf(
  adjust: NonNullable<AgainstInput['adjust']>,
  against: AgainstInput,
  weight: number,
): Adjustment {
  switch (adjust) {
    case 'standardised':
    case 'weighted':
      return { kind: adjust, for: against.for ?? [] };
    case 'power-prior':
      return { kind: 'power prior', weight, matched: against.matched ?? false };
    case 'robust-map': {
      const sd = against['between-trial sd'] ?? 0;
      return { kind: 'robust map', weight, sd, matched: against.matched ?? false };
    }
    default:
      return { kind: adjust };
  }
}

/** Methods that an adjustment has an analysis by. */
const ANALYSED_BY: Partial<Record<Adjustment['kind'], readonly TestSpec['by'][]>> = {
  standardised: ['risk-difference', 'rmst', 'milestone', 't-test'],
  weighted: ['risk-difference', 'log-rank', 'cox', 'rmst', 'milestone', 't-test'],
  'power prior': ['risk-difference', 'cox', 't-test'],
  'robust map': ['risk-difference', 'cox', 't-test'],
};

/** Adjustments have analyses of their own; strata and covariates are for `for`, or the regression on an unadjusted cohort. */
export function checkCohortTest(
  against: Extract<Comparator, { kind: 'cohort' }>,
  by: TestSpec['by'],
  input: TestInput,
  path: Path,
  context: Context,
): void {
  const { checker } = context;
  const { kind } = against.adjustment;
  const analysed = ANALYSED_BY[kind];
  const known = (analysed ?? []).filter((method) => METHODS[method].kind === METHODS[by].kind);
  if (analysed !== undefined && !analysed.includes(by))
    checker.add('cohort-adjust', [...path, 'by'], { adjust: kind.replace(' ', '-'), method: by, known });
  if (input['stratify by'] !== undefined) {
    const option = 'stratify by';
    const known = ['adjust: standardised'];
    checker.add(
      'option-method',
      [...path, option],
      { option, method: 'a test against a cohort', known },
      'key',
    );
  }
  if (input.covariates !== undefined && analysed !== undefined) {
    const parameters = { option: 'covariates', method: `adjust: ${kind}`, known: ['adjust: none'] };
    checker.add('option-method', [...path, 'covariates'], parameters, 'key');
  } else checkRecorded(input.covariates ?? [], against.cohort, [...path, 'covariates'], context);
}

/** A regression needs its covariates of the cohort's patients too. */
function checkRecorded(covariates: readonly string[], cohort: string, path: Path, context: Context): void {
  const records = context.names.cohorts[cohort] ?? [];
  covariates.forEach((name, i) => {
    if (name === 'baseline' || records.includes(name)) return;
    context.checker.add('cohort-records', [...path, i], { cohort, name, adjust: 'covariates', records });
  });
}
