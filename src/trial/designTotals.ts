import type { Group, Population } from '../population/groups.ts';
import type { Truth } from '../scenario/model.ts';
import { FACT, type Tally } from './trial.ts';

/** Offsets of the totals of a design; tallies follow. */
export const TOTAL = { screened: 0, randomised: 1, events: 2, lastPatient: 3, analysis: 4, unreached: 5, cost: 6, tallies: 7 } as const;

/**
 * What is counted of the randomised by marker: the truly negative given the experimental treatment; and where the assay
 * errs, the assay-positive and the truly positive among them.
 */
export function talliesOf(truth: Truth, population: Population): Tally[] {
  const classes = (holds: (group: Group, arm: number) => boolean) =>
    Uint8Array.from(population.groups.flatMap((group) => [0, 1].map((arm) => (holds(group, arm) ? 1 : 0))));
  return Object.keys(truth.markers).flatMap((marker) => {
    const negative = { name: 'negative exposed', marker, classes: classes((g, arm) => arm === 1 && !g.truth[marker]) };
    const errs = population.groups.some((g) => g.assay[marker] !== (g.truth[marker] ? '+' : '-'));
    if (!errs) return [negative];
    const positive = (group: Group) => group.assay[marker] === '+';
    return [
      negative,
      { name: 'assay positive', marker, classes: classes(positive) },
      { name: 'true positive', marker, classes: classes((g) => positive(g) && g.truth[marker]) },
    ];
  });
}

/**
 * Adds up the trials of a design: patients, events and costs are summed, calendar time is that of the longest (they run in
 * parallel). Cost = screened, randomised, events and trial months at their unit costs.
 *
 * @param facts offset of each trial's facts in `raw`
 * @param totals offset of the totals in `raw`
 */
export function createTotals(
  facts: readonly number[],
  totals: number,
  tallies: number,
  { costs }: Truth,
  raw: Float64Array,
): () => void {
  return () => {
    raw.fill(0, totals, totals + TOTAL.tallies + tallies);
    for (let t = 0; t < facts.length; t++) {
      const at = facts[t];
      const screened = raw[at + FACT.screened];
      const randomised = raw[at + FACT.randomised];
      const events = raw[at + FACT.events];
      const months = raw[at + FACT.monthsToAnalysis];
      raw[totals + TOTAL.screened] += screened;
      raw[totals + TOTAL.randomised] += randomised;
      raw[totals + TOTAL.events] += events;
      raw[totals + TOTAL.lastPatient] = Math.max(raw[totals + TOTAL.lastPatient], raw[at + FACT.monthsToLastPatient]);
      raw[totals + TOTAL.analysis] = Math.max(raw[totals + TOTAL.analysis], months);
      raw[totals + TOTAL.unreached] = Math.max(raw[totals + TOTAL.unreached], raw[at + FACT.unreached]);
      raw[totals + TOTAL.cost] +=
        costs.screened * screened + costs.randomised * randomised + costs.event * events + costs.month * months;
      for (let j = 0; j < tallies; j++) raw[totals + TOTAL.tallies + j] += raw[at + FACT.tallies + j];
    }
  };
}
