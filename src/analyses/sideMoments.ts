import type { Moments } from './moments.ts';

/** Patients, sum and sum of squares of one side of a comparison. */
export interface SideMoments {
  n: number;
  y: number;
  yy: number;
}

export const createSideMoments = (): SideMoments => ({ n: 0, y: 0, yy: 0 });

/** Sums over some groups of one side (1 treated, 0 the others). */
export function fillSideMoments(
  moments: Moments,
  groups: ArrayLike<number>,
  side: 0 | 1,
  out: SideMoments,
): void {
  out.n = 0;
  out.y = 0;
  out.yy = 0;
  for (let i = 0; i < groups.length; i++) {
    const c = 2 * groups[i] + side;
    out.n += moments.n[c];
    out.y += moments.y[c];
    out.yy += moments.yy[c];
  }
}

export const meanOf = ({ n, y }: SideMoments): number => y / n;

/** Sample variance; NaN with fewer than two patients. */
export const varianceOf = ({ n, y, yy }: SideMoments): number =>
  n > 1 ? Math.max(0, yy - (y * y) / n) / (n - 1) : Number.NaN;
