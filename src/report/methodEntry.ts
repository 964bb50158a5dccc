import type { ScenarioResult, TestSummary } from '../operating-characteristics/result.ts';

/** A method that a report explains where the result used it; its words are in the catalogues (`methodWords`). */
export interface MethodEntry {
  /** Symbols in plain text, so that every form can set it; '' where the words say all. A catalogue has its own where words stand in it. */
  formula: string;
  references: string[];
  used: (result: ScenarioResult) => boolean;
}

/** Used where some test is so. */
export const anyTest = (holds: (test: TestSummary) => boolean) => (result: ScenarioResult) =>
  result.designs.some(({ tests }) => tests.some(holds));
export const byMethod = (...names: string[]) => anyTest(({ method }) => names.includes(method));
export const estimatedBy = (...names: string[]) => anyTest(({ estimate }) => names.includes(estimate));
export const confidence = (name: string) => anyTest((test) => test.confidence === name);
export const hasMetric =
  (...names: string[]) =>
  ({ rows }: ScenarioResult) =>
    rows.some(({ metric }) => names.includes(metric));
export const hasReference =
  (...names: string[]) =>
  ({ rows }: ScenarioResult) =>
    rows.some(({ reference_kind }) => names.includes(reference_kind));
