import { isGiven } from '../designs/treatmentGiven.ts';
import type { Group, Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import { FACT, type Tally } from './trial.ts';

/**
 * What is counted of the randomised: those of every level of a factor; by marker: the truly negative given the experimental treatment; and where the assay
 * errs, the assay-positive and the truly positive among them.
 *
 * @param trial whose arms they are on; any trial that does not randomise between strategies
 */
export function talliesOf(
  truth: Truth,
  population: Population,
  trial: Pick<TrialDesign, 'strategy'> = {},
): Tally[] {
  const classes = (holds: (group: Group, arm: number) => boolean) =>
    Uint8Array.from(population.groups.flatMap((group) => [0, 1].map((arm) => (holds(group, arm) ? 1 : 0))));
  const ofLevels = Object.entries(truth.strata).flatMap(([factor, levels]) =>
    Object.keys(levels).map((level) => ({
      name: 'of level',
      marker: `${factor} = ${level}`,
      classes: classes((group) => group.levels[factor] === level),
    })),
  );
  const ofMarkers = Object.keys(truth.markers).flatMap((marker) => {
    const negative = {
      name: 'negative exposed',
      marker,
      classes: classes((g, arm) => isGiven(trial, g, arm) && !g.truth[marker]),
    };
    const errs = population.groups.some((g) => g.assay[marker] !== (g.truth[marker] ? '+' : '-'));
    if (!errs) return [negative];
    const positive = (group: Group) => group.assay[marker] === '+';
    return [
      negative,
      { name: 'assay positive', marker, classes: classes(positive) },
      { name: 'true positive', marker, classes: classes((g) => positive(g) && g.truth[marker]) },
    ];
  });
  return [...ofMarkers, ...ofLevels];
}

/**
 * Adds up the trials of a design in the form of `FACT`: patients, events and costs are summed, calendar time is that of the
 * longest (they run in parallel). Cost = screened, randomised, events and trial months at their unit costs. A design of
 * one trial has its totals where the trial's facts are.
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
  const priced = Object.values(costs).some((cost) => cost !== 0);
  const costOf = (at: number) =>
    costs.screened * raw[at + FACT.screened] +
    costs.randomised * raw[at + FACT.randomised] +
    (raw[at + FACT.events] > 0 ? costs.event * raw[at + FACT.events] : 0) +
    costs.month * raw[at + FACT.monthsToAnalysis];
  if (facts.length === 1) {
    return () => {
      raw[totals + FACT.cost] = priced ? costOf(totals) : 0;
    };
  }
  const length = FACT.tallies + tallies;
  const longest: ReadonlySet<number> = new Set([
    FACT.monthsToLastPatient,
    FACT.monthsToAnalysis,
    FACT.unreached,
  ]);
  return () => {
    for (let t = 0; t < facts.length; t++) raw[facts[t] + FACT.cost] = costOf(facts[t]);
    for (let j = 0; j < length; j++) {
      // NaN (the events of a trial without times) adds nothing, but where no trial has the number.
      let total = Number.NaN;
      for (let t = 0; t < facts.length; t++) {
        const value = raw[facts[t] + j];
        if (Number.isNaN(total)) total = value;
        else if (!Number.isNaN(value)) total = longest.has(j) ? Math.max(total, value) : total + value;
      }
      raw[totals + j] = total;
    }
  };
}
