import type { OpeningProblem } from '../../errors.ts';
import type { Closing, Monitoring, Multiplicity } from '../conductModel.ts';
import type { Quota, TestSpec, Timing, TrialDesign } from '../model.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import type { TrialInput } from '../schema/designs.ts';
import type { Context } from './context.ts';

type LooksInput = NonNullable<TrialInput['looks']>;

/** Criteria that need no information of later looks. */
const BY_LEVEL: readonly string[] = [
  'posterior probability',
  'predictive probability',
  'effect',
  'z',
  'hazard ratio',
];

/** Bounds that share no alpha. */
const BAYESIAN: readonly string[] = ['posterior probability', 'predictive probability'];

/** Reads how levels are closed; null where they are not. */
export function readClosing(
  { close }: LooksInput,
  path: Path,
  { tests }: { readonly tests: readonly TestSpec[] },
  { checker }: Context,
): Closing | null {
  if (close === undefined) return null;
  const known = [...new Set(tests.flatMap(({ basket }) => basket?.test ?? []))];
  const named = close?.tests ?? (known.length === 1 ? known[0] : undefined);
  if (named === undefined || !known.includes(named)) {
    checker.add('close-tests', close?.tests === undefined ? path : [...path, 'tests'], { known }, 'key');
    return null;
  }
  return {
    tests: named,
    places: close?.places ?? 'lost',
    reOpens: isSet(close?.['re-open']),
    pauses: isSet(close?.pause),
  };
}

/** A flag without a value is set. */
const isSet = (flag: boolean | null | undefined): boolean => flag === null || flag === true;

/** What closing levels does not go with. */
export function checkClosing(
  { bounds, futility, select, stopWhen }: Monitoring,
  path: Path,
  multiplicity: Multiplicity | null,
  looks: number,
  { checker }: Context,
): void {
  const here = [...path, 'close'];
  const by = bounds !== null && !BAYESIAN.includes(bounds.kind);
  const problems = [
    ...(looks < 2 ? ['one look' as const] : []),
    ...(select !== null ? ['a selection' as const] : []),
    ...(multiplicity !== null ? ['multiplicity' as const] : []),
    ...(stopWhen !== null ? ['"stop when"' as const] : []),
    ...(by ? ['bounds that share an alpha over looks' as const] : []),
  ];
  for (const what of problems) checker.add('close-with', here, { what }, 'key');
  futility.forEach(({ criterion }, i) => {
    if (BY_LEVEL.includes(criterion.kind)) return;
    const at = futility.length === 1 ? [...path, 'futility'] : [...path, 'futility', i];
    checker.add('close-criterion', at, { criterion: criterion.kind }, 'key');
  });
}

/** A level's predictive probability is of its own planned patients: of levels that are closed. */
export function checkPredictive({ bounds, futility }: Monitoring, path: Path, { checker }: Context): void {
  if (bounds?.kind === 'predictive probability')
    checker.add('predictive-close', [...path, 'bounds'], {}, 'key');
  futility.forEach(({ criterion }, i) => {
    if (criterion.kind !== 'predictive probability') return;
    const at = futility.length === 1 ? [...path, 'futility'] : [...path, 'futility', i];
    checker.add('predictive-close', at, {}, 'key');
  });
}

/** Levels that are added after a look: of the tests that are closed, after a look at so many patients of those who are there. */
export function checkOpenings(trial: TrialDesign, path: Path, { checker }: Context): void {
  for (const quota of trial.quotas) {
    if (quota.afterLook === undefined) continue;
    const problem = openingProblem(quota, quota.afterLook, trial);
    const at = [...path, 'quotas', populationText(quota.population)];
    if (problem !== null)
      checker.add('after-look', [...at, 'after look'], { look: quota.afterLook, problem }, 'key');
  }
}

function openingProblem(
  { population }: Quota,
  look: number,
  { tests, quotas, looks, monitoring, size }: TrialDesign,
): OpeningProblem | null {
  const close = monitoring?.close ?? null;
  if (close === null) return 'no closing';
  const family = tests.filter(({ basket }) => basket?.test === close.tests);
  const levels = family.flatMap(({ basket }) =>
    population.kind === 'level' && basket?.factor === population.factor && basket.level === population.level
      ? [basket.level]
      : [],
  );
  if (levels.length === 0) return 'no level';
  if (look >= looks.length) return 'last look';
  const later = quotas.filter(({ afterLook }) => afterLook !== undefined);
  if (later.length >= family.length) return 'no other';
  const kept = later.reduce((sum, { least }) => sum + least, 0);
  return comes(looks[look - 1], size.kind === 'randomised' ? size.n - kept : 0) ? null : 'look of levels';
}

/** Whether a look at patients of all levels comes by what is there before the others are added. */
const comes = (look: Timing, n: number): boolean => look.kind === 'patients' && look.n <= n;
