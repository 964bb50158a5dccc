import { binomialPmf } from '../numeric/binomial.ts';

/** One stage of a single-arm trial; responders are counted from the first patient on. */
export interface Stage {
  /** Patients of this stage alone. */
  n: number;
  /** The trial stops without a claim at this many responders or fewer; -1 = it does not. */
  stop: number;
  /** The trial stops with the claim at this many responders or more; Infinity = it does not. At the last stage stop + 1. */
  claim: number;
}

/** What a staged design does at a true rate. */
export interface StagedCharacteristics {
  /** Probability of the claim. */
  claim: number;
  /** By stage: probability to end there without a claim, with the claim. */
  stopped: number[];
  claimed: number[];
  /** Expected patients. */
  expectedPatients: number;
}

/**
 * By stage: the probabilities of 0, 1, ... responders in all, of the trials that come to its end, at the rate p. The law is carried from
 * stage to stage through those who go on.
 *
 * @param first law of the responders of the first stage; binomial by default
 */
export function stageLaws(
  stages: readonly Stage[],
  p: number,
  first: (x: number, n: number) => number = (x, n) => binomialPmf(x, n, p),
): Float64Array[] {
  let law = Float64Array.of(1);
  let enrolled = 0;
  return stages.map(({ n, stop, claim }, k) => {
    enrolled += n;
    const next = new Float64Array(enrolled + 1);
    for (let x = 0; x <= n; x++) {
      const probability = k === 0 ? first(x, n) : binomialPmf(x, n, p);
      for (let before = 0; before < law.length; before++) next[before + x] += law[before] * probability;
    }
    law = next.map((probability, x) => (x > stop && x < claim ? probability : 0));
    return next;
  });
}

const sum = (law: Float64Array, from: number, to = law.length): number =>
  law
    .slice(Math.min(from, law.length), Math.max(0, to))
    .reduce((total, probability) => total + probability, 0);

/**
 * Exact operating characteristics of a staged single-arm design at the rate p.
 *
 * Source: Schultz, Nichol, Elfring & Weed, Biometrics 1973;29:293-300.
 *
 * @example
 * // Simon's optimal design for 0.1 against 0.3
 * stagedCharacteristics([{ n: 10, stop: 1, claim: Infinity }, { n: 19, stop: 5, claim: 6 }], 0.1)
 * // claim 0.0471, stopped at the first stage 0.7361, expected patients 15.01
 */
export function stagedCharacteristics(stages: readonly Stage[], p: number): StagedCharacteristics {
  const laws = stageLaws(stages, p);
  const stopped = stages.map(({ stop }, k) => sum(laws[k], 0, stop + 1));
  const claimed = stages.map(({ claim }, k) => sum(laws[k], claim));
  const expectedPatients = laws.reduce(
    (total, law, k) => total + (law.length - 1) * (stopped[k] + claimed[k]),
    0,
  );
  return { claim: claimed.reduce((total, one) => total + one, 0), stopped, claimed, expectedPatients };
}

/** Patients in all by the end of each stage. */
export function patientsBy(stages: readonly Stage[]): number[] {
  let enrolled = 0;
  return stages.map(({ n }) => {
    enrolled += n;
    return enrolled;
  });
}
