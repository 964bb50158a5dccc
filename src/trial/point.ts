import { createPopulation, type Population } from '../population/groups.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import { balanceLength, createBalance } from './balance.ts';
import { createBasketFacts } from './basketFacts.ts';
import type { Calibrations } from './calibratedCutoff.ts';
import { createCohorts } from './cohorts.ts';
import type { Column } from './columns.ts';
import { createConduct } from './conduct/createConduct.ts';
import { decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { createFamilySummary } from './conduct/familySummary.ts';
import { claimSources, claimSteps } from './designClaims.ts';
import { createTotals, talliesOf } from './designTotals.ts';
import { createExternalCohorts } from './externalCohorts.ts';
import { pairedColumns } from './pairedColumns.ts';
import type { TableRow } from './patientRows.ts';
import { planDesigns } from './planDesigns.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { createTrial } from './playable.ts';
import { columnsOf } from './pointColumns.ts';
import { createProgram } from './programs/playProgram.ts';
import { programColumns } from './programs/programColumns.ts';
import { layOutPrograms } from './programs/programPlaces.ts';
import { layOutRaw } from './rawLayout.ts';
import { createBlock, createRecorder } from './recorder.ts';
import { createSelectionEstimates } from './selectionEstimates.ts';
import { FACT, RESULTS } from './trial.ts';

/** A point of the sweep, ready to run: one truth, all designs. */
export interface Point {
  readonly population: Population;
  readonly designs: Readonly<Record<string, readonly PlannedTrial[]>>;
  readonly columns: readonly Column[];
  /** Numbers that a replicate leaves, of which columns are made. */
  readonly raw: Float64Array;
  /** Plays a replicate, all designs on the same patients; leaves `raw`. */
  play(replicate: number): void;
  /** The numbers of the replicate last run, one a column. */
  readonly row: Float64Array;
  /** Plays a replicate and makes its row. */
  run(replicate: number): void;
  /** Patients (or cells) of a design's trials in the replicate last run. */
  tables(design: string): { trial: string; rows: TableRow[] }[];
}

/**
 * Compiles a point.
 *
 * @param seed of the scenario
 * @param streams `common`: every design and point sees the same patients; `independent`: each its own
 * @param calibrations cut-offs of this point that were found before, in another thread
 */
export function createPoint(
  point: ScenarioPoint,
  seed: string,
  streams: 'common' | 'independent',
  calibrations: Calibrations = {},
): Point {
  const { truth } = point;
  const population = createPopulation(truth);
  const designs = planDesigns(point, population, calibrations);
  const cohorts = createCohorts(point, population, designs, streams === 'common' ? null : point.index, seed);
  const external = createExternalCohorts(point, population, streams === 'common' ? null : point.index, seed);
  const tallies = talliesOf(truth, population);
  const { places, length } = layOutRaw(point.designs, designs, tallies, truth, population);
  const laidOut = layOutPrograms(point.programs, places, tallies, length);
  const own: Column[] = [];
  for (const place of places) own.push(...columnsOf(place, own.length));
  for (const program of laidOut.programs) own.push(...programColumns(program, own.length));
  const columns = [
    ...own,
    ...pairedColumns(own, Object.keys(designs)),
    ...pairedColumns(own, Object.keys(point.programs)),
  ];
  const block = createBlock(1, laidOut.length, columns);
  const raw = block.numbers.subarray(0, laidOut.length);
  const record = createRecorder(columns, block);
  const played = new Map<string, { trial: string; rows: () => TableRow[] }[]>();
  const steps = places.flatMap((place) => {
    const { name } = place.design;
    const trials = designs[name].map((planned, t) => {
      const { design, plan, expectations } = planned;
      const counted = design.strategy === undefined ? tallies : talliesOf(truth, population, design);
      const { results, facts, decisions, balance } = place.trials[t];
      const cohort = cohorts.of(name, design.name);
      const own = raw.subarray(results, results + design.looks.length * design.tests.length * RESULTS);
      const whole = raw.subarray(facts, facts + FACT.tallies + tallies.length);
      const decided = raw.subarray(
        decisions,
        decisions + decisionsLength(design.tests.length, isAdjusted(design)),
      );
      const conduct = createConduct(planned, truth, population, own, decided);
      const balanced = raw.subarray(balance, balance + balanceLength(design.balance, population));
      const evenness = createBalance(design, plan, population, balanced);
      const trial = createTrial({
        design,
        plan,
        expectations,
        truth: planned.truth,
        population,
        cohort,
        external: external.sources,
        tallies: counted,
        conduct,
        evenness,
        results: own,
        facts: whole,
      });
      played.set(name, [...(played.get(name) ?? []), { trial: design.name, rows: trial.table }]);
      if (design.estimates === undefined) return trial.run;
      const final = results + (design.looks.length - 1) * design.tests.length * RESULTS;
      const chosen = createSelectionEstimates(
        design.estimates,
        planned,
        truth,
        population,
        raw,
        final,
        decisions,
      );
      return () => {
        trial.run();
        chosen();
      };
    });
    const facts = place.trials.map((trial) => trial.facts);
    const baskets = place.trials.flatMap((trial) =>
      trial.baskets.map((group) => createBasketFacts(group, trial.decisions, group.at, raw)),
    );
    return [
      ...trials,
      ...place.trials.flatMap(({ family, decisions }) =>
        family === null ? [] : [createFamilySummary(family, decisions, raw, family.at)],
      ),
      ...baskets,
      createTotals(facts, place.totalsAt, tallies.length, truth, raw),
      ...claimSteps(place, claimSources(place, raw), truth),
    ];
  });
  for (const program of laidOut.programs) steps.push(createProgram(program, tallies.length, truth, raw));
  const row = new Float64Array(columns.length);
  function play(replicate: number): void {
    for (let c = 0; c < cohorts.all.length; c++) cohorts.all[c].start(replicate);
    external.draw(replicate);
    for (let s = 0; s < steps.length; s++) steps[s]();
  }
  return {
    population,
    designs,
    columns,
    raw,
    play,
    row,
    run(replicate) {
      play(replicate);
      record(1);
      for (let j = 0; j < row.length; j++) row[j] = block.numbers[block.from[j]];
    },
    tables: (design) => (played.get(design) ?? []).map(({ trial, rows }) => ({ trial, rows: rows() })),
  };
}
