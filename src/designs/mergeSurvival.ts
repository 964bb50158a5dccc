import type { SurvivalData } from '../subjects/survivalData.ts';

/** Patients to be laid among others. */
export interface SurvivalPart {
  readonly data: SurvivalData;
  /** 0/1 by group. */
  readonly include: Uint8Array;
  /** Bit of the arm that all are given; null: their own. */
  readonly side: 0 | 2 | null;
  /** Added to the index of their groups. */
  readonly from: number;
}

/** Refills `out` with the patients of both parts, in order of time. */
export function mergeSurvival(a: SurvivalPart, b: SurvivalPart, out: SurvivalData): void {
  const { time, code } = out;
  let i = 0;
  let j = 0;
  let n = 0;
  let tied = a.data.tied || b.data.tied;
  while (i < a.data.n || j < b.data.n) {
    const first = j >= b.data.n || (i < a.data.n && a.data.time[i] <= b.data.time[j]);
    const part = first ? a : b;
    const k = first ? i++ : j++;
    const c = part.data.code[k];
    if (part.include[c >> 2] === 0) continue;
    const arm = part.side === null ? c & 2 : part.side;
    time[n] = part.data.time[k];
    code[n] = ((part.from + (c >> 2)) << 2) | arm | (c & 1);
    if (n > 0 && time[n - 1] === time[n]) tied = true;
    n++;
  }
  out.n = n;
  out.tied = tied;
}
