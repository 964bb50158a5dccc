import { cutName, cutsIn } from '../cuts.ts';
import type { Endpoint } from '../model.ts';
import type { PopulationNames } from '../populationExpression.ts';
import { KINDS } from '../schema/endpoints.ts';
import { type Tree, treeAt } from '../tree.ts';

/** What the truth declares, read leniently, so that faults elsewhere do not hide faults of names. */
export interface Names extends PopulationNames {
  /** Declared markers, then those that cuts of the scores make. */
  markers: string[];
  scores: string[];
  /** Those that are measured with error. */
  noisy: string[];
  /** endpoint -> its kind; null where the file does not give exactly one */
  endpoints: Record<string, Endpoint['kind'] | null>;
  /** Endpoints with a baseline covariate. */
  withBaseline: string[];
  /** Binary endpoints of which fewer are better. */
  fewerIsBetter: string[];
  /** Times that begin with a response, of those who respond. */
  durations: string[];
  /** External cohorts with what they record. */
  cohorts: Record<string, string[]>;
}

const keysAt = (tree: Tree | undefined): string[] => (tree?.kind === 'map' ? [...tree.entries.keys()] : []);

/** Words of a level that are not markers. */
export const LEVEL_WORDS = ['share', 'incidence'];

/** @param others designs and programs, read for the cuts of scores that they speak of */
export function namesOf(truth: Tree | undefined, others: readonly (Tree | undefined)[]): Names {
  const strata = treeAt(truth, ['strata']);
  const factors = Object.fromEntries(
    keysAt(strata).map((factor) => [factor, keysAt(treeAt(strata, [factor]))]),
  );
  const inLevels = Object.entries(factors).flatMap(([factor, levels]) =>
    levels.flatMap((level) => keysAt(treeAt(strata, [factor, level]))),
  );
  // Markers that only the strata speak of need no line under `markers`.
  const declared =
    treeAt(truth, ['markers']) === undefined
      ? [...new Set(inLevels)].filter((key) => !LEVEL_WORDS.includes(key))
      : keysAt(treeAt(truth, ['markers']));
  const scores = keysAt(treeAt(truth, ['scores']));
  const noisy = scores.filter((name) =>
    ['reliability', 'error sd'].some((key) => treeAt(truth, ['scores', name, key]) !== undefined),
  );
  const cuts = [truth, ...others].flatMap((tree) => textsIn(tree).flatMap((text) => cutsIn(text, scores)));
  const markers = [...declared, ...new Set(cuts.sort((a, b) => a.rank - b.rank).map(cutName))];
  const endpoints: Names['endpoints'] = {};
  const withBaseline: string[] = [];
  const fewerIsBetter: string[] = [];
  const durations: string[] = [];
  for (const name of keysAt(treeAt(truth, ['endpoints']))) {
    const kinds = KINDS.filter((kind) => treeAt(truth, ['endpoints', name, kind]) !== undefined);
    endpoints[name] = kinds.length === 1 ? kinds[0] : null;
    if (treeAt(truth, ['endpoints', name, 'continuous', 'baseline']) !== undefined) withBaseline.push(name);
    if (textsIn(treeAt(truth, ['endpoints', name, 'binary', 'better'])).includes('lower'))
      fewerIsBetter.push(name);
    if (treeAt(truth, ['endpoints', name, 'time-to-event', 'after']) !== undefined) durations.push(name);
  }
  const external = treeAt(truth, ['external cohorts']);
  const cohorts = Object.fromEntries(
    keysAt(external).map((name) => [name, textsIn(treeAt(external, [name, 'records']))]),
  );
  return { markers, factors, scores, noisy, endpoints, withBaseline, fewerIsBetter, durations, cohorts };
}

/** All keys and texts of a tree: wherever a population may stand. */
function textsIn(tree: Tree | undefined): string[] {
  if (tree === undefined) return [];
  if (tree.kind === 'scalar') return typeof tree.value === 'string' ? [tree.value] : [];
  if (tree.kind === 'list') return tree.items.flatMap(textsIn);
  return [...tree.entries].flatMap(([key, entry]) => [key, ...textsIn(entry.tree)]);
}
