import { createLogisticModel, type LogisticModel } from './logisticModel.ts';

/** Counts of a binary endpoint and the covariates of its groups. */
export interface AdjustedData {
  /** Patients by code = group * 4 + arm * 2 + response. */
  readonly counts: Int32Array;
  /** Groups in the analysis. */
  readonly groups: readonly number[];
  /** Categorical covariates: for each the level, from 0, of every group. */
  readonly factors: readonly (readonly number[])[];
  /** Numbers (scores): for each the value of every group. */
  readonly values: readonly (readonly number[])[];
}

/** A regression whose patterns are the groups with the same covariates put together; `refill` reads the counts as they stand. */
export function createAdjustedData({ counts, groups, factors, values }: AdjustedData): {
  model: LogisticModel;
  refill(): void;
} {
  // Levels that occur; the first is the reference.
  const levels = factors.map((factor) => [...new Set(groups.map((g) => factor[g]!))]);
  const rowOf = (group: number): number[] => [
    1,
    ...factors.flatMap((factor, f) => levels[f]!.slice(1).map((level) => (factor[group] === level ? 1 : 0))),
    ...values.map((value) => value[group]!),
  ];
  const keys = new Map<string, number>();
  const patterns: { x: number[] }[] = [];
  const patternOf = groups.map((group) => {
    const x = rowOf(group);
    const key = x.join(' ');
    const known = keys.get(key) ?? patterns.push({ x }) - 1;
    keys.set(key, known);
    return known;
  });
  const model = createLogisticModel(patterns);
  return {
    model,
    refill() {
      model.n1.fill(0);
      model.x1.fill(0);
      model.n0.fill(0);
      model.x0.fill(0);
      for (let i = 0; i < groups.length; i++) {
        const pattern = patternOf[i]!;
        const at = groups[i]! * 4;
        model.n0[pattern]! += counts[at]! + counts[at + 1]!;
        model.x0[pattern]! += counts[at + 1]!;
        model.n1[pattern]! += counts[at + 2]! + counts[at + 3]!;
        model.x1[pattern]! += counts[at + 3]!;
      }
    },
  };
}
