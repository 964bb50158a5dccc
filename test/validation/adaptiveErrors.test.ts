import { describe, expect, it } from 'vitest';
import { compareSurvival } from '../../src/analyses/compareSurvival.ts';
import { streamsOf } from '../../src/rng/streams.ts';
import { type AdaptiveOptions, adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';

const ALPHA = 0.025;
const NONE = '{M+: 1, M-: 1}';

/** Share of replicates that reject a true null hypothesis. */
function errorRate(
  options: AdaptiveOptions,
  replicates: number,
  nulls = ['all', 'M+'],
  seed = 'errors',
): number {
  const point = pointFrom(adaptiveBody(options), seed);
  const rejects = simulated(
    point,
    replicates,
    nulls.map((test) => ['rejects', test] as const),
  );
  let errors = 0;
  for (let r = 0; r < replicates; r++) errors += rejects.some((column) => column[r] === 1) ? 1 : 0;
  return errors / replicates;
}

/** Above alpha by more than chance: 3.3 standard errors, one run of 2,000 of a test that has level alpha. */
const most = (replicates: number) => ALPHA + 3.3 * Math.sqrt((ALPHA * (1 - ALPHA)) / replicates);

describe('the familywise error of designs that choose a population and combine stages', () => {
  const REPLICATES = 4000;
  it.each<[string, AdaptiveOptions]>([
    ['Spiessens-Debois, inverse normal', {}],
    ['Simes, Fisher', { multiplicity: '{closed: simes, combine: fisher}' }],
    [
      'Sidak, inverse normal, spending',
      {
        multiplicity: '{closed: sidak, combine: inverse-normal}',
        select: 'spending: lan-demets-pocock, select: {from: [all, M+], by: z, rule: best}',
      },
    ],
    ['conditional error', { multiplicity: '{closed: dunnett, combine: conditional-error}' }],
    [
      'Simes, inverse normal, events reassessed',
      {
        multiplicity: '{closed: simes, combine: inverse-normal}',
        select: 'select: {from: [all, M+], rule: best, reassess: {conditional power: 0.9, at most: 180}}',
      },
    ],
    [
      'Bonferroni, conditional power, both may go on',
      {
        multiplicity: '{closed: bonferroni, combine: inverse-normal}',
        select: 'select: {from: [all, M+], by: conditional power, rule: {epsilon: 0.2}}',
      },
    ],
    [
      'stages of patients',
      {
        at: '[{events: 25}, {events: 70}]',
        multiplicity:
          '{closed: spiessens-debois, combine: inverse-normal, stages: patients, first stage events: 35}',
      },
    ],
  ])('%s, without any effect', (_, options) => {
    expect(errorRate({ ...options, hazardRatio: NONE }, REPLICATES)).toBeLessThan(most(REPLICATES));
  });

  it('M+ benefits: nothing is said of all where nobody else does', () => {
    // The hypothesis of all is about the mix: it is true only if M- are harmed as much. M- alone as the other test.
    const options = {
      hazardRatio: '{M+: 0.6, M-: 1}',
      tests: '{all: {in: M-}, M+: {in: M+}}',
    };
    expect(errorRate(options, REPLICATES, ['all'])).toBeLessThan(most(REPLICATES));
  });
});

describe('what goes wrong', () => {
  const REPLICATES = 4000;

  it('the pooled data of the population that looked best at the interim, at full alpha', () => {
    // Tested as if it had been the only hypothesis: 0.046 measured in 20,000, where it could be 0.05 at most.
    const options = {
      hazardRatio: NONE,
      multiplicity: '{closed: simes, insist: true}',
      select: 'select: {from: [all, M+], by: z, rule: best}',
      prevalence: 0.2,
      at: '[{events: 90}, {events: 120}]',
    };
    expect(errorRate(options, REPLICATES)).toBeGreaterThan(most(REPLICATES));
  });

  /*
   * Progression decides who goes on, survival is tested, and who has progressed dies sooner: patients of the first stage
   * whose survival is followed on carry what the selection saw into the second stage. 200 patients over 12 months, half M+,
   * no effect; time to progression and from it to death exponential with medians 6 and 3; the better of M+ and M- at month 9 by
   * log-rank of progression; survival at month 9
   * and 14, of the later patients alone at month 30.
   */
  describe('progression chooses, survival is tested', () => {
    const TRIALS = 8000;
    const seconds = { increments: [] as number[], patients: [] as number[] };
    const purpose = streamsOf('progression')('patients');
    purpose.start(0);
    const uniform = () => ((purpose.stream.next() >>> 0) + 0.5) / 4294967296;
    const exponential = (median: number) => (-Math.log(uniform()) * median) / Math.LN2;
    const z = (own: Life[], month: number, death: boolean) =>
      compareSurvival({
        time: own.map((p) => Math.min(death ? p.death : p.progression, month - p.entry)),
        event: own.map((p) => (p.entry + (death ? p.death : p.progression) <= month ? 1 : 0)),
        arm: own.map((p) => p.arm),
      }).z;
    const deaths = (own: Life[], month: number) => own.filter((p) => p.entry + p.death <= month).length;
    interface Life {
      entry: number;
      arm: number;
      positive: boolean;
      progression: number;
      death: number;
    }
    for (let trial = 0; trial < TRIALS; trial++) {
      const all = Array.from({ length: 200 }, (_, k): Life => {
        const progression = exponential(6);
        const death = progression + exponential(3);
        return { entry: 12 * uniform(), arm: k % 2, positive: k % 4 < 2, progression, death };
      });
      const at = (own: Life[]) => own.filter((p) => p.entry < 9);
      const sides = [true, false].map((positive) => all.filter((p) => p.positive === positive));
      const [chosen] = sides
        .map((own) => ({ own, score: z(at(own), 9, false) }))
        .sort((a, b) => b.score - a.score);
      const { own } = chosen;
      const [before, after] = [deaths(at(own), 9), deaths(own, 14)];
      // Before the first deaths there is nothing to take off.
      const early = z(at(own), 9, true);
      const first = Number.isNaN(early) ? 0 : early * Math.sqrt(before);
      const added = z(own, 14, true) * Math.sqrt(after) - first;
      seconds.increments.push(added / Math.sqrt(after - before));
      seconds.patients.push(
        z(
          own.filter((p) => p.entry >= 9),
          30,
          true,
        ),
      );
    }
    const mean = (x: number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;

    it('increments of survival: the second stage of the chosen is not centred at 0', () => {
      // Its standard error is 0.011. Measured: mean 0.195, 3.5 % beyond the bound of 2.5 %.
      expect(mean(seconds.increments)).toBeGreaterThan(0.15);
      const rejected = seconds.increments.filter((value) => value >= 1.959964).length / TRIALS;
      expect(rejected).toBeGreaterThan(most(TRIALS));
    });

    it("the second stage's own patients: centred, at the level", () => {
      expect(Math.abs(mean(seconds.patients)) * Math.sqrt(TRIALS)).toBeLessThan(3.3);
      const rejected = seconds.patients.filter((value) => value >= 1.959964).length / TRIALS;
      expect(rejected).toBeLessThan(most(TRIALS));
    });
  });
});
