/**
 * The law of a time to an event: exponential, Weibull or piecewise hazards, with periods of different hazard ratio and a
 * cured fraction, in one form.
 *
 * S(t) = cured + (1 - cured) exp(-W(t)), where W(t) = integral of multiplier(s) d(s / scale)^shape is the cumulative hazard
 * of the patients not cured and the multiplier is constant on periods (a mixture cure model, Berkson & Gage 1952).
 * Piecewise hazards are the multipliers of shape 1, scale 1; proportional, delayed, crossing or diminishing effects
 * multiply the multipliers, so a hazard ratio speaks of the uncured.
 *
 * Units: months. The cumulative hazard H(t) = -log S(t) stays finite where somebody is cured.
 */
export interface SurvivalLaw {
  readonly shape: number;
  readonly scale: number;
  readonly cured: number;
  /** Ends of the periods, increasing, the last Infinity. */
  readonly until: readonly number[];
  /** Multiplier of the baseline hazard in each period, >= 0. */
  readonly multiplier: readonly number[];
}

/** The law whose hazard is `factor(t)` times that of `law`, factor constant on periods. */
export function multiplyHazard(
  law: SurvivalLaw,
  factor: readonly { readonly until: number; readonly value: number }[],
): SurvivalLaw {
  const until = [...new Set([...law.until, ...factor.map((p) => p.until)])].sort((a, b) => a - b);
  const at = (ends: readonly number[], end: number) => ends.findIndex((e) => end <= e);
  const ends = factor.map((p) => p.until);
  const multiplier = until.map((end) => law.multiplier[at(law.until, end)] * factor[at(ends, end)].value);
  return { ...law, until, multiplier };
}

function power(law: SurvivalLaw, time: number): number {
  return law.shape === 1 ? time / law.scale : (time / law.scale) ** law.shape;
}

/** W(t): cumulative hazard of the uncured. */
function uncuredHazard(law: SurvivalLaw, time: number): number {
  let total = 0;
  let before = 0;
  for (let p = 0; p < law.until.length; p++) {
    const value = power(law, Math.min(time, law.until[p]));
    if (law.multiplier[p] > 0) total += law.multiplier[p] * (value - before);
    if (time <= law.until[p]) break;
    before = value;
  }
  return total;
}

/** H(t), t >= 0. */
export function cumulativeHazard(law: SurvivalLaw, time: number): number {
  const w = uncuredHazard(law, time);
  return law.cured === 0 ? w : -Math.log(law.cured + (1 - law.cured) * Math.exp(-w));
}

/** S(t) = exp(-H(t)). */
export function survivalAt(law: SurvivalLaw, time: number): number {
  return law.cured + (1 - law.cured) * Math.exp(-uncuredHazard(law, time));
}

/** Hazard a month of the whole (cured and uncured) at t > 0, from the period that begins at t if one does. */
export function hazardAt(law: SurvivalLaw, time: number): number {
  const { cured, shape, scale } = law;
  const period = law.until.findIndex((end) => time < end);
  const uncured = law.multiplier[period] * (shape / scale) * (time / scale) ** (shape - 1);
  if (cured === 0) return uncured;
  const surviving = (1 - cured) * Math.exp(-uncuredHazard(law, time));
  return (uncured * surviving) / (cured + surviving);
}

/** The time by which the cumulative hazard H reaches `hazard`; Infinity if it never does. */
export function inverseCumulativeHazard(law: SurvivalLaw, hazard: number): number {
  const { cured, shape, scale, until, multiplier } = law;
  let left = hazard;
  if (cured > 0) {
    const uncured = (Math.exp(-hazard) - cured) / (1 - cured);
    if (!(uncured > 0)) return Number.POSITIVE_INFINITY;
    left = -Math.log(uncured);
  }
  let before = 0;
  for (let p = 0; p < until.length; p++) {
    const value = until[p] === Number.POSITIVE_INFINITY ? until[p] : power(law, until[p]);
    const gain = multiplier[p] === 0 ? 0 : multiplier[p] * (value - before);
    if (left <= gain && multiplier[p] > 0) {
      const w = before + left / multiplier[p];
      return scale * (shape === 1 ? w : w ** (1 / shape));
    }
    left -= gain;
    before = value;
  }
  return Number.POSITIVE_INFINITY;
}

/** Median in months; Infinity if half never have the event. */
export function medianOf(law: SurvivalLaw): number {
  return inverseCumulativeHazard(law, Math.LN2);
}

/** Mean of an exponential law, or null if the law is not a plain exponential: the fast path of the samplers. */
export function exponentialMean(law: SurvivalLaw): number | null {
  const plain = law.shape === 1 && law.cured === 0 && law.multiplier.every((m) => m === law.multiplier[0]);
  return plain ? law.scale / law.multiplier[0] : null;
}
