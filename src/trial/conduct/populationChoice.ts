import { selector } from '../../adaptive/selection.ts';
import type { Multiplicity, Selection } from '../../scenario/conductModel.ts';
import type { TestSpec, TrialDesign, Truth } from '../../scenario/model.ts';
import { populationText } from '../../scenario/populationText.ts';
import { RESULTS } from '../trial.ts';
import type { Family } from './adaptiveFamily.ts';
import { selectionScore } from './selectionScores.ts';

/** The selection: from the results of its look and the tests left to the tests that go on. */
export function chooser(
  { by, rule, from, after }: Selection,
  { tests }: TrialDesign,
  { places }: Family,
  truth: Truth,
  { alpha }: Multiplicity,
  information: readonly number[],
): (results: Float64Array, present: number) => number {
  const measured = Array.from(places, (place) => measuredBy(from, tests, place));
  const candidates = measured.reduce((mask, place, j) => (place < 0 ? mask : mask | (1 << j)), 0);
  const look = after - 1;
  const scores = measured.map((place) =>
    place < 0 ? null : selectionScore(by, tests[place], truth, alpha, information[look]),
  );
  const score = new Float64Array(places.length);
  const select = (() => {
    switch (rule.kind) {
      case 'all':
        return selector({ kind: 'all' });
      case 'best':
        return selector({ kind: 'best', r: 1 });
      case 'r best':
        return selector({ kind: 'best', r: rule.r });
      case 'epsilon':
        return selector({ kind: 'epsilon', epsilon: rule.value });
      case 'threshold':
        return selector({ kind: 'all' }, rule.value);
    }
  })();
  return (results, present) => {
    for (let j = 0; j < scores.length; j++) {
      score[j] = scores[j]?.(results, (look * tests.length + measured[j]) * RESULTS) ?? Number.NaN;
    }
    return select(score, present & candidates) | (present & ~candidates);
  };
}

/** Who is recruited once only some tests are left: the union of their populations. Null where everybody goes on. */
export function recruitment(
  select: Selection | null,
  { members }: Family,
  present: () => number,
): (() => Uint8Array | null) | null {
  if (select === null || select.recruit === 'all') return null;
  const union = (mask: number) =>
    members[0].map((_, g) => (members.some((own, j) => (mask >> j) & 1 && own[g] === 1) ? 1 : 0));
  const all = union(2 ** members.length - 1);
  const unions = Array.from({ length: 2 ** members.length }, (_, mask) => {
    const own = union(mask);
    return own.every((member, g) => member === all[g]) ? null : own;
  });
  return () => unions[present()];
}

/** Place of the test by which a test of the family is chosen: itself, or one of the same population; -1 without one. */
function measuredBy(from: readonly string[], tests: readonly TestSpec[], place: number): number {
  if (from.includes(tests[place].name)) return place;
  const population = populationText(tests[place].in);
  return tests.findIndex(({ name, in: own }) => from.includes(name) && populationText(own) === population);
}
