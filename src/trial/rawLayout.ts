import { borrowingFamilies } from '../designs/basketTests.ts';
import { stagedTest, stagesOf } from '../designs/stagedRule.ts';
import type { Population } from '../population/groups.ts';
import type { Design, Truth } from '../scenario/model.ts';
import { balanceLength, balancePopulations } from './balance.ts';
import { BASKETS } from './basketFacts.ts';
import { VERDICTS } from './claims.ts';
import { CLASSES } from './classes.ts';
import { decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { FAMILIES, familyTruth } from './conduct/familySummary.ts';
import { promises } from './designClaims.ts';
import type { DesignPlaces } from './designPlaces.ts';
import { adjustedEstimators, selectedAmong, sequentialTests } from './estimateColumns.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { FACT, RESULTS, type Tally } from './trial.ts';

/** Gives every number that a replicate leaves its place in one column, design by design. */
export function layOutRaw(
  designs: Readonly<Record<string, Design>>,
  planned: Readonly<Record<string, readonly PlannedTrial[]>>,
  onDemand: ReadonlySet<string>,
  tallies: readonly Tally[],
  truth: Truth,
  population: Population,
): { places: DesignPlaces[]; length: number } {
  let length = 0;
  const take = (count: number) => {
    length += count;
    return length - count;
  };
  const places = Object.values(designs).map((design): DesignPlaces => {
    const waits = onDemand.has(design.name);
    const played = waits ? take(1) : -1;
    const from = length;
    const trials = planned[design.name].map(({ design: trial, estimands, tooMuch, baskets }) => {
      const { name, tests, looks, monitoring, balance } = trial;
      const staged = stagedTest(trial);
      const hypotheses = familyTruth(trial, truth, estimands);
      const pairs = borrowingFamilies(tests).reduce((sum, family) => sum + family.length ** 2, 0);
      const decisions = take(decisionsLength(tests.length, isAdjusted(trial)));
      return {
        name,
        tests,
        looks: looks.length,
        monitored: monitoring !== null,
        stages: staged === undefined ? [] : stagesOf(staged),
        selects: selectedAmong(trial),
        closes: monitoring?.close?.tests ?? null,
        sequential: sequentialTests(trial),
        family: hypotheses === null ? null : { ...hypotheses, at: take(FAMILIES) },
        estimands,
        tooMuch,
        baskets: baskets.map((group) => ({ ...group, at: take(BASKETS) })),
        borrowing: { at: take(pairs), length: pairs },
        results: take(looks.length * tests.length * RESULTS),
        facts: take(FACT.tallies + tallies.length),
        decisions,
        adjusted: adjustedEstimators(trial, decisions),
        balanced: balance === undefined ? [] : balancePopulations(balance, population),
        balance: take(balanceLength(balance, population)),
      };
    });
    const totals = trials.length === 1 ? trials[0].facts : take(FACT.tallies + tallies.length);
    const judged = promises(design.claims);
    const claims = take(design.claims.length + (judged ? VERDICTS.length : 0));
    const metrics = take(design.metrics.length);
    const classes = take(design.classify === undefined ? 0 : CLASSES);
    return {
      design,
      whole: waits ? { played, from, to: length } : null,
      trials,
      totalsAt: totals,
      claims,
      judged,
      metrics,
      classes,
      ...totalPlaces(totals, tallies),
    };
  });
  return { places, length };
}

/** The quantities of a block of totals (in the form of `FACT`) that stand for a whole design or program. */
export function totalPlaces(
  totals: number,
  tallies: readonly Tally[],
): Pick<DesignPlaces, 'totals' | 'ratios'> {
  const tally = (name: string, marker: string) =>
    totals + FACT.tallies + tallies.findIndex((t) => t.name === name && t.marker === marker);
  const markers = [...new Set(tallies.filter((t) => t.name !== 'of level').map((t) => t.marker))];
  const levels = tallies.filter((t) => t.name === 'of level').map((t) => t.marker);
  const imperfect = markers.filter((marker) =>
    tallies.some((t) => t.marker === marker && t.name === 'true positive'),
  );
  return {
    totals: [
      { quantity: 'screened', marker: '', at: totals + FACT.screened },
      { quantity: 'randomised', marker: '', at: totals + FACT.randomised },
      { quantity: 'events', marker: '', at: totals + FACT.events },
      { quantity: 'months to last patient', marker: '', at: totals + FACT.monthsToLastPatient },
      { quantity: 'months to analysis', marker: '', at: totals + FACT.monthsToAnalysis },
      { quantity: 'unreached', marker: '', at: totals + FACT.unreached },
      { quantity: 'cost', marker: '', at: totals + FACT.cost },
      ...markers.map((marker) => ({
        quantity: 'marker-negative exposed' as const,
        marker,
        at: tally('negative exposed', marker),
      })),
      ...levels.map((level) => ({
        quantity: 'patients of level' as const,
        marker: level,
        at: tally('of level', level),
      })),
    ],
    ratios: [
      ...levels.map((level) => ({
        quantity: 'share of level' as const,
        marker: level,
        a: tally('of level', level),
        b: totals + FACT.randomised,
      })),
      ...imperfect.map((marker) => ({
        quantity: 'ppv' as const,
        marker,
        a: tally('true positive', marker),
        b: tally('assay positive', marker),
      })),
      {
        quantity: 'events per month',
        marker: '',
        a: totals + FACT.events,
        b: totals + FACT.monthsToAnalysis,
      },
    ],
  };
}
