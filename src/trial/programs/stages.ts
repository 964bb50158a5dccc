import type { Program } from '../../scenario/model.ts';

/**
 * Which cohort each design of some programs draws its patients from, by number: 0 is the cohort that all other designs share. Two trials
 * on one path never share patients; beyond that, designs at the same place of their programs do, so that programs stay paired.
 *
 * @example phase 2, then phase 3 or another phase 3 // 0, 1, 1
 */
export function cohortStages(programs: Readonly<Record<string, Program>>): ReadonlyMap<string, number> {
  const depth = new Map<string, number>();
  const others = new Map<string, Set<string>>();
  const apart = (a: string, b: string) => {
    others.set(a, (others.get(a) ?? new Set()).add(b));
    others.set(b, (others.get(b) ?? new Set()).add(a));
  };
  for (const { steps } of Object.values(programs)) {
    for (const step of steps) {
      let before = 0;
      for (let { on } = step; on !== null; on = steps[on.step].on) {
        apart(step.design, steps[on.step].design);
        before++;
      }
      depth.set(step.design, Math.max(before, depth.get(step.design) ?? 0));
    }
  }
  const stages = new Map<string, number>();
  for (const [design, first] of [...depth].sort(([, a], [, b]) => a - b)) {
    const taken = new Set([...(others.get(design) ?? [])].map((other) => stages.get(other)));
    let stage = first;
    while (taken.has(stage)) stage++;
    stages.set(design, stage);
  }
  return stages;
}
