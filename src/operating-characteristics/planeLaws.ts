import { patientsRead } from '../designs/contrast.ts';
import { enrolledMix } from '../designs/limits/patientMix.ts';
import { markerPopulation } from '../designs/testStrata.ts';
import { informationCorrelation } from '../multiplicity/informationCorrelation.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { PopulationExpression, TestSpec } from '../scenario/model.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { cutLaws } from './stageLaws.ts';
import type { Uncomputed } from './uncomputed.ts';

/** A z as mean + sd (x X + y Y), of two independent standard normals X and Y. */
interface PlaneLaw {
  readonly mean: number;
  readonly sd: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Laws of the z of several tests of one endpoint at the final analysis, where two independent normals make them all: two tests by the
 * correlation of their information; more where they are of a population, the rest, both together, or the difference between them.
 * Else why there are none.
 */
export function planeLaws(
  trial: PlannedTrial,
  population: Population,
  tests: readonly TestSpec[],
): PlaneLaw[] | Uncomputed {
  const { design, plan, truth, expectations } = trial;
  if (!alike(tests)) return 'endpoints';
  const parts = partsOf(trial, population, tests);
  const mix = enrolledMix(design, plan, truth, population);
  const month = expectations.monthsToAnalysis;
  const { z, information, shared } = cutLaws(trial, population, tests, mix, month);
  if (!z.every(({ mean, sd }) => Number.isFinite(mean) && Number.isFinite(sd))) return 'endpoints';
  const loads = (t: number): { x: number; y: number } | null => {
    if (parts.length > 2) {
      if (tests.length > 2) return null;
      const r = t === 0 ? 1 : informationCorrelation(information[0], information[1], shared);
      return { x: r, y: Math.sqrt(1 - r * r) };
    }
    const [a, b = 0] = parts.map(({ of }) => expectations.events(month, of, tests[0].of));
    const [inA, inB] = [parts[0].signs[t], parts[1]?.signs[t] ?? 0];
    // Of a difference of the two each weighs by the variance of its estimate, the information of the other.
    const [wa, wb] = inA * inB < 0 ? [b, a] : [inA === 0 ? 0 : a, inB === 0 ? 0 : b];
    return { x: inA * Math.sqrt(wa / (wa + wb)), y: inB * Math.sqrt(wb / (wa + wb)) };
  };
  const laws = z.map(({ mean, sd }, t) => {
    const load = loads(t);
    return load === null ? null : { mean, sd, ...load };
  });
  return laws.every((law) => law !== null) ? laws : 'populations';
}

/** Whether tests of one endpoint rest on its events or patients alike: by one method, or by log-rank and Cox. */
function alike(tests: readonly TestSpec[]): boolean {
  const method = ({ by }: TestSpec) => (by === 'cox' ? 'log-rank' : by);
  return tests.every(
    (test) =>
      test.target === null &&
      test.against === null &&
      test.of === tests[0].of &&
      method(test) === method(tests[0]),
  );
}

/** Patients whom the tests do not tell apart: in each test 1, or -1 where a difference takes them off, or 0. */
interface Part {
  readonly of: PopulationExpression;
  readonly signs: readonly number[];
}

function partsOf({ plan }: PlannedTrial, population: Population, tests: readonly TestSpec[]): Part[] {
  const sides = tests.map((test): PopulationExpression[] =>
    test.interaction === null
      ? [patientsRead(test)]
      : (['+', '-'] as const).map((status) => ({
          kind: 'and',
          of: [test.in, markerPopulation(test.interaction as string, status)],
        })),
  );
  const members = sides.map((own) => own.map((of) => membersOf(population, of)));
  const parts = new Map<string, Part>();
  population.groups.forEach((group, g) => {
    if (plan.quotaOf[g] < 0 || group.probability === 0) return;
    const signs = members.map(([plus, minus]) => plus[g] - (minus?.[g] ?? 0));
    const key = signs.join(' ');
    if (signs.every((sign) => sign === 0) || parts.has(key)) return;
    const of = sides.flatMap((own, t) =>
      own.map((side, s): PopulationExpression => (members[t][s][g] === 1 ? side : { kind: 'not', of: side })),
    );
    parts.set(key, { of: { kind: 'and', of }, signs });
  });
  return [...parts.values()];
}
