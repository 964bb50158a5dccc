import { cumulativeHazard, inverseCumulativeHazard, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { timeLaw } from '../endpoints/laws.ts';
import type { TimeToEventEndpoint } from '../scenario/model.ts';
import type { TruthSummary } from './result.ts';
import type { TruthKind } from './truthKind.ts';

/** Points of a survival curve after the first; they stand closer at the beginning, where hazards bend it most. */
const CURVE_POINTS = 60;

/** Survival of every kind of patient and of all, under either arm. */
export function curvesOf(
  endpoint: string,
  law: TimeToEventEndpoint,
  kinds: readonly TruthKind[],
): TruthSummary['curves'] {
  const laws = ([0, 1] as const).map((arm) =>
    kinds.map(({ parts }) => parts.map(({ cell, share }) => ({ share, law: timeLaw(law, cell, arm) }))),
  );
  const longest = laws.flat(2).map((part) => Math.min(240, inverseCumulativeHazard(part.law, 3)));
  const last = Math.max(...longest);
  const time = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => last * (i / CURVE_POINTS) ** 2);
  const survival = (parts: readonly { share: number; law: SurvivalLaw }[]) =>
    time.map((t) =>
      parts.reduce((sum, part) => sum + part.share * Math.exp(-cumulativeHazard(part.law, t)), 0),
    );
  const responders = kinds.reduce((sum, { probability }) => sum + probability, 0);
  const whole = law.after === undefined || responders === 0 ? 1 : responders;
  return (['control', 'experimental'] as const).flatMap((arm, a) => {
    // Who responds on control is nobody who is looked at.
    if (law.after !== undefined && arm === 'control') return [];
    const curves = laws[a].map(survival);
    const all = time.map(
      (_, i) => kinds.reduce((sum, kind, c) => sum + kind.probability * curves[c][i], 0) / whole,
    );
    const own = kinds.map(({ name }, c) => ({
      endpoint,
      population: name,
      arm,
      time,
      survival: curves[c],
    }));
    return kinds.length > 1 ? [...own, { endpoint, population: 'all', arm, time, survival: all }] : own;
  });
}
