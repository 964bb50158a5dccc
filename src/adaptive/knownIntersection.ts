import { chebyshevSum } from '../group-sequential/chebyshev.ts';
import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';
import type { StageIntersection } from './stageIntersection.ts';
import { unionTail } from './unionTail.ts';

/** Points of a table, and the z between which it stands; beyond them its ends are carried on by a line. */
const POINTS = 24;
const LEAST = -2;
const MOST = 8;

/**
 * Spiessens & Debois's test of an intersection of several populations, nested, overlapping or disjoint: z of the probability that the greatest
 * of normals with the correlation planned is as great as the greatest seen. Of two members by the closed form; of more from tables
 * made at set-up, whose error is below 1e-9 of z (measured: 6e-11).
 *
 * The correlation is that of planned information: with random information the level is met on average, not trial by trial (see
 * `stageIntersection` for the pair whose share is seen). The correlation that a stage is asked with is not read.
 *
 * Source: Spiessens & Debois, Contemporary Clinical Trials 2010;31:647-656; Dunnett, JASA 1955;50:1096-1121 for the greatest of several.
 *
 * @param correlation of the statistics, row by row, up to 4
 * @example knownIntersection([[1, 0.5], [0.5, 1]])(Float64Array.of(2.2, 1), 0b11, 0) // 1.9471
 */
export function knownIntersection(correlation: readonly (readonly number[])[]): StageIntersection {
  const size = correlation.length;
  const tail = unionTail(correlation);
  const tables = Array.from({ length: 2 ** size }, (_, mask) => {
    const members = [...correlation.keys()].filter((j) => (mask >> j) & 1);
    if (members.length < 2) return null;
    if (members.length === 2) {
      const r = correlation[members[0]][members[1]];
      return (z: number) => normalUpperQuantile(2 * normalUpperTail(z) - bivariateNormalUpper(z, z, r));
    }
    return tableOf((z) => normalUpperQuantile(tail(new Float64Array(size).fill(z), mask)));
  });
  return (z, mask) => {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let j = 0; mask >> j !== 0; j++) if ((mask >> j) & 1 && z[j] > greatest) greatest = z[j];
    if (mask === 0) return Number.NaN;
    const table = tables[mask];
    return table === null ? greatest : table(greatest);
  };
}

function tableOf(f: (z: number) => number): (z: number) => number {
  const [middle, half] = [(LEAST + MOST) / 2, (MOST - LEAST) / 2];
  const sum = chebyshevSum(([x]) => f(middle + half * x), [POINTS]);
  const at = new Float64Array(1);
  return (z) => {
    const inside = Math.max(LEAST, Math.min(MOST, z));
    at[0] = (inside - middle) / half;
    return sum.value(at) + (z - inside);
  };
}
