import type { Quota } from '../scenario/model.ts';

/** Patients by stage and quota; one stage where numbers are not given by stage. */
export function quotaStages(places: readonly Quota[]): Int32Array[] {
  const stages = Math.max(1, ...places.map(({ byStage }) => byStage?.length ?? 1));
  return Array.from({ length: stages }, (_, s) =>
    Int32Array.from(places, ({ most, byStage }) => (byStage === undefined ? most : byStage[s])),
  );
}

/** Quotas of which some patients are recruited, 1 or 0 by quota. */
export function recruitedQuotas(quotaOf: Int16Array, recruited: Uint8Array, out: Uint8Array): void {
  out.fill(0);
  for (let g = 0; g < quotaOf.length; g++) if (quotaOf[g] >= 0 && recruited[g] === 1) out[quotaOf[g]] = 1;
}

/**
 * Shares a stage's places out among the quotas that are recruited, in proportion to their planned numbers: each place goes to the quota
 * that is furthest behind, (taken + 1/2) / planned, so that proportions that come out whole are met.
 *
 * Source: the divisor method of Webster (Balinski & Young, "Fair representation", 1982).
 *
 * @param taken of the stage so far
 * @example places 150, planned [15, 60, 30, 45], recruited [1, 0, 1, 0]: [50, 0, 100, 0]
 */
export function sharePlaces(
  places: number,
  planned: Int32Array,
  taken: Int32Array,
  recruited: Uint8Array,
  out: Int32Array,
): void {
  out.fill(0);
  if (planned.length === 1) {
    out[0] = places;
    return;
  }
  for (let left = places; left > 0; left--) {
    let behind = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let q = 0; q < planned.length; q++) {
      const progress = recruited[q] === 1 ? (taken[q] + out[q] + 0.5) / planned[q] : Number.POSITIVE_INFINITY;
      if (progress < least) {
        least = progress;
        behind = q;
      }
    }
    out[behind]++;
  }
}
