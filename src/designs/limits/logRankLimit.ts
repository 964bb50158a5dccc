import type { RiskRow } from './coxLimit.ts';

/** Expected sums of the (stratified) log-rank test. */
export interface LogRankLimit {
  /** Events of each arm, control first, observed and as expected under equal hazards. */
  readonly observed: readonly [number, number];
  readonly expected: readonly [number, number];
  /** Hypergeometric variance of the experimental arm's events. */
  readonly variance: number;
}

export function logRankLimit(rows: readonly RiskRow[]): LogRankLimit {
  const observed: [number, number] = [0, 0];
  const expected: [number, number] = [0, 0];
  let variance = 0;
  for (const stratum of new Set(rows.map((row) => row.stratum))) {
    const own = rows.filter((row) => row.stratum === stratum);
    for (let i = 0; i < own[0].events.length; i++) {
      const atRisk = [0, 0];
      const events = [0, 0];
      for (const { z, ...row } of own) {
        atRisk[z[0]] += row.atRisk[i];
        events[z[0]] += row.events[i];
      }
      const all = events[0] + events[1];
      if (all === 0) continue;
      const share = atRisk[1] / (atRisk[0] + atRisk[1]);
      observed[0] += events[0];
      observed[1] += events[1];
      expected[0] += all * (1 - share);
      expected[1] += all * share;
      variance += all * share * (1 - share);
    }
  }
  return { observed, expected, variance };
}

/** Log of the limit of Pike's hazard ratio, (O1 / E1) / (O0 / E0). */
export function pikeLimit({ observed, expected }: LogRankLimit): number {
  return Math.log(observed[1] / expected[1] / (observed[0] / expected[0]));
}

/** Limit of Peto's one-step log hazard ratio, (O1 - E1) / V. */
export function petoLimit({ observed, expected, variance }: LogRankLimit): number {
  return (observed[1] - expected[1]) / variance;
}
