import type { Checker } from './faults.ts';
import { parsePath } from './path.ts';
import { type PriorLaw, priorPoints } from './priorLaws.ts';
import { PRIOR_LAWS, type PriorInput } from './schema/prior.ts';
import { type MapTree, plain, type Source, treeAt } from './tree.ts';

/** What the file says of one path. */
export interface PriorPath {
  written: string;
  key: Source;
  /** Weights of its swept values, adding up to 1. */
  weights: number[];
  /** Values to sweep, where a law is given; null where the sweep has them. */
  values: number[] | null;
}

/** Weights may be written with this much rounding, all together. */
const ROUNDING = 1e-3;

/** Points of a law where none are asked for. */
const POINTS = 7;

/** Reads `prior` (its shape checked); what is faulty is left out. */
export function readPrior(document: MapTree, checker: Checker): PriorPath[] {
  const prior = treeAt(document, ['prior']);
  if (prior?.kind !== 'map') return [];
  return [...prior.entries].flatMap(([written, { key, tree }]): PriorPath[] => {
    const path = ['prior', written];
    if (!checker.sound(path)) return [];
    const parsed = parsePath(written);
    if ('problem' in parsed) {
      checker.add('sweep-path', path, parsed, 'key');
      return [];
    }
    const given = plain(tree) as PriorInput[string];
    if (Array.isArray(given)) {
      const sum = given.reduce((all, weight) => all + weight, 0);
      if (Math.abs(sum - 1) > ROUNDING) checker.add('prior-sum', path, { sum });
      else return [{ written, key, weights: given.map((weight) => weight / sum), values: null }];
      return [];
    }
    const kinds = PRIOR_LAWS.filter((kind) => given[kind] !== undefined);
    if (kinds.length > 1) checker.add('several-of', [...path, kinds[1]], { keys: kinds }, 'key');
    if (kinds.length === 0) checker.add('none-of', path, { keys: [...PRIOR_LAWS] }, 'key');
    if (kinds.length !== 1) return [];
    const law = { kind: kinds[0], ...given[kinds[0]] } as PriorLaw;
    if (law.kind === 'uniform' && law.from >= law.to) {
      checker.add('prior-uniform', [...path, 'uniform'], {});
      return [];
    }
    return [{ written, key, ...priorPoints(law, given.points ?? POINTS) }];
  });
}
