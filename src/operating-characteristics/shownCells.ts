import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { createPopulation } from '../population/groups.ts';
import { trueKinds } from '../population/trueKinds.ts';
import type { Cell, Endpoint, TrueCell, Truth } from '../scenario/model.ts';

/** Kinds of patients up to which all are shown as they are. */
const MANY = 16;

/**
 * The kinds of patients to be shown of a truth: those that exist; where they are many, told apart only by the markers that some outcome
 * depends on. Markers without any influence are there to be looked at, not to be read about.
 */
export function shownCells(truth: Truth): TrueCell[] {
  const cells = trueKinds(truth, createPopulation(truth).groups).filter(({ probability }) => probability > 0);
  if (cells.length <= MANY || truth.scores !== undefined) return cells;
  const kinds = cells.map((cell): Kind => ({ cell, laws: lawsOf(cell, truth) }));
  return Object.keys(truth.markers)
    .reduce(withoutIdle, kinds)
    .map(({ cell }) => cell);
}

interface Kind {
  readonly cell: TrueCell;
  /** Of all outcomes, as text. */
  readonly laws: string;
}

/** The cells with a marker left out, if cells that differ in nothing else have the same outcomes. */
function withoutIdle(kinds: readonly Kind[], marker: string): Kind[] {
  const merged = new Map<string, Kind>();
  for (const { cell, laws } of kinds) {
    const { [marker]: _, ...others } = cell.truth;
    const key = JSON.stringify([cell.levels, others]);
    const found = merged.get(key);
    if (found !== undefined && found.laws !== laws) return [...kinds];
    const probability = (found?.cell.probability ?? 0) + cell.probability;
    merged.set(key, { cell: { ...cell, truth: others, probability }, laws });
  }
  return [...merged.values()];
}

const lawsOf = (cell: Cell, { endpoints }: Truth): string =>
  JSON.stringify(
    Object.values(endpoints).flatMap((endpoint) => [0, 1].map((arm) => lawOf(endpoint, cell, arm as 0 | 1))),
  );

function lawOf(endpoint: Endpoint, cell: Cell, arm: 0 | 1): unknown {
  switch (endpoint.kind) {
    case 'time-to-event':
      return timeLaw(endpoint, cell, arm);
    case 'binary':
      return responseRate(endpoint, cell, arm);
    case 'continuous':
      return normalLaw(endpoint, cell, arm);
  }
}
