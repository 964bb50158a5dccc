import { evaluatePopulation } from '../cells.ts';
import type { Monitoring } from '../conductModel.ts';
import type { SelectionEstimates, TestSpec, TrialDesign } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { TrialInput } from '../schema/designs.ts';
import type { Context } from './context.ts';
import { designCells } from './designCells.ts';

/** Tests that `selectionCorrection` is made for. */
const MOST = 8;

interface Tested {
  readonly tests: readonly TestSpec[];
  /** Names as written, faulty tests included. */
  readonly names: readonly string[];
  readonly monitoring: Monitoring | null;
}

/** Reads `estimates`: which tests the best is picked of, and towards what they are drawn. */
export function readEstimates(
  written: TrialInput['estimates'],
  path: Path,
  { tests, names, monitoring }: Tested,
  context: Context,
): Pick<TrialDesign, 'estimates'> {
  if (written === undefined) return {};
  const { checker } = context;
  const { 'best of': bestOf, 'shrink towards': towards = null } = written;
  const before = checker.faults.added;
  const known = (name: string, at: Path) => {
    if (names.includes(name)) return;
    const suggestion = nearest(name, names);
    checker.add('unknown-name', at, { what: 'test', name, suggestion, known: names }, 'key');
  };
  bestOf.forEach((name, i) => {
    known(name, [...path, 'best of', i]);
    if (bestOf.indexOf(name) < i) checker.add('test-twice', [...path, 'best of', i], { test: name });
  });
  if (towards !== null) known(towards, [...path, 'shrink towards']);
  if (bestOf.length > MOST)
    checker.add('estimates-size', [...path, 'best of'], { size: bestOf.length, most: MOST });
  if ((monitoring?.select ?? null) !== null) checker.add('estimates-select', path, {}, 'key');
  if (checker.faults.added > before) return {};
  const specOf = (name: string) => tests.find((test) => test.name === name);
  const specs = bestOf.flatMap((name) => specOf(name) ?? []);
  const alike = specs.every(
    (test) => comparable(test, specs[0]) && test.interaction === null && test.basket === null,
  );
  if (!alike) checker.add('estimates-alike', [...path, 'best of'], {});
  const whole = towards === null ? undefined : specOf(towards);
  if (whole !== undefined && !drawsOthers(whole, specs, context))
    checker.add('estimates-towards', [...path, 'shrink towards'], { test: whole.name });
  return checker.faults.added > before ? {} : { estimates: { bestOf, towards } satisfies SelectionEstimates };
}

/** Whether estimates are of one endpoint and on one scale, and the law of their z together is known. */
const comparable = (a: TestSpec, b: TestSpec): boolean =>
  a.of === b.of && a.by === b.by && a.estimate === b.estimate;

function drawsOthers(whole: TestSpec, specs: readonly TestSpec[], { names }: Context): boolean {
  if (specs.some((test) => !comparable(test, whole) || test.name === whole.name)) return false;
  if (whole.interaction !== null || whole.basket !== null) return false;
  // One at a time: cells of many markers together are too many.
  return specs.every((test) =>
    designCells([whole.in, test.in], names).every(
      (cell) => evaluatePopulation(whole.in, cell) || !evaluatePopulation(test.in, cell),
    ),
  );
}
