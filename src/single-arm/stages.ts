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
 * Exact operating characteristics of a staged single-arm design at the rate p: the law of the responders is carried from stage to
 * stage through those who go on.
 *
 * Source: Schultz, Nichol, Elfring & Weed, Biometrics 1973;29:293-300.
 *
 * @example
 * // Simon's optimal design for 0.1 against 0.3
 * stagedCharacteristics([{ n: 10, stop: 1, claim: Infinity }, { n: 19, stop: 5, claim: 6 }], 0.1)
 * // claim 0.0471, stopped at the first stage 0.7361, expected patients 15.01
 */
export function stagedCharacteristics(stages: readonly Stage[], p: number): StagedCharacteristics {
  let law = Float64Array.of(1);
  let enrolled = 0;
  let expectedPatients = 0;
  const stopped: number[] = [];
  const claimed: number[] = [];
  for (const { n, stop, claim } of stages) {
    enrolled += n;
    const next = new Float64Array(enrolled + 1);
    for (let x = 0; x <= n; x++) {
      const probability = binomialPmf(x, n, p);
      for (let before = 0; before < law.length; before++) next[before + x] += law[before] * probability;
    }
    const without = next.slice(0, stop + 1).reduce((sum, probability) => sum + probability, 0);
    const having = next
      .slice(Math.min(next.length, claim))
      .reduce((sum, probability) => sum + probability, 0);
    stopped.push(without);
    claimed.push(having);
    expectedPatients += enrolled * (without + having);
    law = next.map((probability, x) => (x > stop && x < claim ? probability : 0));
  }
  return { claim: claimed.reduce((sum, one) => sum + one, 0), stopped, claimed, expectedPatients };
}
