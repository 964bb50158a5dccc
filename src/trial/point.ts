import { createPopulation, type Population } from '../population/groups.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import type { Calibrations } from './calibratedCutoff.ts';
import { createCohorts } from './cohorts.ts';
import type { Column } from './columns.ts';
import { talliesOf } from './designTotals.ts';
import { createExternalCohorts } from './externalCohorts.ts';
import { pairedColumns } from './pairedColumns.ts';
import type { TableRow } from './patientRows.ts';
import { planDesigns } from './planDesigns.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { createDesign } from './playedDesign.ts';
import { columnsOf } from './pointColumns.ts';
import { createOnDemand, playedOnDemand } from './programs/onDemand.ts';
import { createProgram } from './programs/playProgram.ts';
import { programColumns } from './programs/programColumns.ts';
import { layOutPrograms } from './programs/programPlaces.ts';
import { layOutRaw } from './rawLayout.ts';
import { createBlock, createRecorder } from './recorder.ts';

/** A point of the sweep, ready to run: one truth, all designs. */
export interface Point {
  readonly population: Population;
  readonly designs: Readonly<Record<string, readonly PlannedTrial[]>>;
  readonly columns: readonly Column[];
  /** Numbers that a replicate leaves, of which columns are made. */
  readonly raw: Float64Array;
  /** Designs that are played only where a program comes to them: their columns count the replicates in which one does. */
  readonly onDemand: ReadonlySet<string>;
  /** Plays a replicate, designs on the same patients, those on demand where they are reached; leaves `raw`. */
  play(replicate: number): void;
  /** The same, with all designs. */
  playEverything(replicate: number): void;
  /** The numbers of the replicate last run, one a column. */
  readonly row: Float64Array;
  /** Plays a replicate with all designs and makes its row. */
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
  const onDemand = playedOnDemand(point);
  const { places, length } = layOutRaw(point.designs, designs, onDemand, tallies, truth, population);
  const laidOut = layOutPrograms(point.programs, places, tallies, length);
  const own: Column[] = [];
  for (const place of places) own.push(...columnsOf(place, own.length));
  for (const program of laidOut.programs) own.push(...programColumns(program, own.length));
  const columns = [
    ...own,
    ...pairedColumns(
      own,
      Object.keys(designs).filter((name) => !onDemand.has(name)),
    ),
    ...pairedColumns(own, Object.keys(point.programs)),
  ];
  const block = createBlock(1, laidOut.length, columns);
  const raw = block.numbers.subarray(0, laidOut.length);
  const record = createRecorder(columns, block);
  const shared = { truth, population, cohorts, external: external.sources, tallies, raw };
  const played = new Map(
    places.map((place) => [place.design.name, createDesign(place, designs[place.design.name], shared)]),
  );
  const always = [...played].flatMap(([name, { steps }]) => (onDemand.has(name) ? [] : steps));
  const waiting = new Map(
    places.flatMap(({ design: { name }, whole }) =>
      whole === null ? [] : [[name, createOnDemand(whole, played.get(name)!.steps, raw)] as const],
    ),
  );
  const asked = [...waiting.values()];
  const programs = laidOut.programs.map((program) =>
    createProgram(program, tallies.length, truth, waiting, raw),
  );
  const row = new Float64Array(columns.length);
  function play(replicate: number): void {
    for (let c = 0; c < cohorts.all.length; c++) cohorts.all[c].start(replicate);
    external.draw(replicate);
    for (let s = 0; s < always.length; s++) always[s]();
    for (let d = 0; d < asked.length; d++) asked[d].rest();
    for (let p = 0; p < programs.length; p++) programs[p]();
  }
  function playEverything(replicate: number): void {
    play(replicate);
    for (let d = 0; d < asked.length; d++) asked[d].playAnyway();
  }
  return {
    population,
    designs,
    columns,
    raw,
    onDemand,
    play,
    playEverything,
    row,
    run(replicate) {
      playEverything(replicate);
      record(1);
      for (let j = 0; j < row.length; j++) row[j] = block.numbers[block.from[j]];
    },
    tables: (design) => played.get(design)?.tables() ?? [],
  };
}
