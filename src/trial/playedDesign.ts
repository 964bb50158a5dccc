import type { EndpointData } from '../analyses/endpointData.ts';
import type { Population } from '../population/groups.ts';
import type { Truth } from '../scenario/model.ts';
import { balanceLength, createBalance } from './balance.ts';
import { createBasketFacts } from './basketFacts.ts';
import type { Cohorts } from './cohorts.ts';
import { createConduct } from './conduct/createConduct.ts';
import { decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { createFamilySummary } from './conduct/familySummary.ts';
import { createTrial } from './createTrial.ts';
import { claimSources, claimSteps } from './designClaims.ts';
import type { DesignPlaces, TrialPlaces } from './designPlaces.ts';
import { createTotals, talliesOf } from './designTotals.ts';
import type { TableRow } from './patientRows.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { createSelectionEstimates } from './selectionEstimates.ts';
import { FACT, RESULTS, type Tally } from './trial.ts';

/** What the designs of a point share. */
export interface SharedByDesigns {
  readonly truth: Truth;
  readonly population: Population;
  readonly cohorts: Cohorts;
  /** Data of the external cohorts. */
  readonly external: Readonly<Record<string, EndpointData>>;
  readonly tallies: readonly Tally[];
  /** Where all that a replicate leaves is written. */
  readonly raw: Float64Array;
}

/** A design ready to be played on the replicate that the cohorts are at. */
export interface PlayedDesign {
  /** To be called in order: its trials, then what is said of them together. */
  readonly steps: readonly (() => void)[];
  /** Patients (or cells) of the trials last played. */
  tables(): { trial: string; rows: TableRow[] }[];
}

export function createDesign(
  place: DesignPlaces,
  planned: readonly PlannedTrial[],
  shared: SharedByDesigns,
): PlayedDesign {
  const { truth, tallies, raw } = shared;
  const trials = planned.map((trial, t) => createPlannedTrial(place, place.trials[t], trial, shared));
  const facts = place.trials.map((trial) => trial.facts);
  const families = place.trials.flatMap(({ family, decisions }) =>
    family === null ? [] : [createFamilySummary(family, decisions, raw, family.at)],
  );
  const baskets = place.trials.flatMap((trial) =>
    trial.baskets.map((group) => createBasketFacts(group, trial.decisions, group.at, raw)),
  );
  return {
    steps: [
      ...trials.map(({ run }) => run),
      ...families,
      ...baskets,
      createTotals(facts, place.totalsAt, tallies.length, truth, raw),
      ...claimSteps(place, claimSources(place, raw), truth),
    ],
    tables: () => trials.map(({ name, table }) => ({ trial: name, rows: table() })),
  };
}

/** A trial that writes to its place among all results. */
function createPlannedTrial(
  place: DesignPlaces,
  { results, facts, decisions, balance, borrowing }: TrialPlaces,
  planned: PlannedTrial,
  { truth, population, cohorts, external, tallies, raw }: SharedByDesigns,
): { name: string; run: () => void; table: () => TableRow[] } {
  const { design, plan, expectations } = planned;
  const perLook = design.tests.length * RESULTS;
  const own = raw.subarray(results, results + design.looks.length * perLook);
  const decided = raw.subarray(
    decisions,
    decisions + decisionsLength(design.tests.length, isAdjusted(design)),
  );
  const balanced = raw.subarray(balance, balance + balanceLength(design.balance, population));
  const { run, table } = createTrial({
    design,
    plan,
    expectations,
    truth: planned.truth,
    population,
    cohort: cohorts.of(place.design.name, design.name),
    external,
    tallies: design.strategy === undefined ? tallies : talliesOf(truth, population, design),
    conduct: createConduct(planned, truth, population, own, decided),
    evenness: createBalance(design, plan, population, balanced),
    results: own,
    facts: raw.subarray(facts, facts + FACT.tallies + tallies.length),
    borrowed: raw.subarray(borrowing.at, borrowing.at + borrowing.length),
  });
  const { name } = design;
  if (design.estimates === undefined) return { name, run, table };
  const final = results + (design.looks.length - 1) * perLook;
  const chosen = createSelectionEstimates(
    design.estimates,
    planned,
    truth,
    population,
    raw,
    final,
    decisions,
  );
  return {
    name,
    table,
    run() {
      run();
      chosen();
    },
  };
}
