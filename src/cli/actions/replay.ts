import { join } from 'node:path';
import { type Replay, replay } from '../../engine/replay.ts';
import { csvField } from '../../report/csv.ts';
import type { Scenario } from '../../scenario/model.ts';
import { CliFailure } from '../failures.ts';
import { prepareFolder, writeFiles } from '../outputFolder.ts';
import { readScenario, requirePoint } from '../scenarioFiles.ts';
import type { Terminal } from '../terminal.ts';

export interface ReplayOptions {
  point: number;
  design?: string;
  replicate: number;
  seed?: string;
  out?: string;
  json?: boolean;
}

/** `markersim replay`: one replicate laid open, the same patients and numbers as in the run. */
export function replayAction(file: string, options: ReplayOptions, terminal: Terminal): void {
  const scenario = readScenario(file);
  requirePoint(scenario, options.point);
  const design = chooseDesign(scenario, options);
  const simulation = { ...scenario.simulation, seed: options.seed ?? scenario.simulation.seed };
  const laidOpen = replay(scenario.points[options.point], simulation, design, options.replicate);
  if (options.json) {
    terminal.out(JSON.stringify({ design, ...laidOpen }));
    return;
  }
  const folder = options.out ?? join('reports', scenario.id, 'replay');
  const name = `${fileName(design)}-point-${options.point}-replicate-${options.replicate}`;
  const files = new Map([
    [`${name}-patients.csv`, csv(patientsOf(laidOpen))],
    [`${name}-analyses.csv`, csv(laidOpen.analyses)],
  ]);
  prepareFolder(folder);
  writeFiles(folder, files);
  for (const written of files.keys()) terminal.out(join(folder, written));
}

function chooseDesign({ id, points }: Scenario, { point, design }: ReplayOptions): string {
  const names = Object.keys(points[point].designs);
  const chosen = design ?? (names.length === 1 ? names[0] : undefined);
  if (chosen !== undefined && names.includes(chosen)) return chosen;
  throw new CliFailure(
    design === undefined
      ? '{id} has several designs: name one with --design.\nIts designs: {names}.'
      : '{id} has no design {design}: choose one with --design.\nIts designs: {names}.',
    { id, design: design ?? '', names: names.join(', ') },
  );
}

type Row = Replay['analyses'][number];

/** The patients of all trials of the design, told apart where there are several. */
const patientsOf = ({ tables }: Replay): Row[] =>
  tables.flatMap(({ trial, rows }) => rows.map((row) => (tables.length > 1 ? { trial, ...row } : row)));

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((name) => csvField(row[name] ?? null, undefined)).join(','));
  return `${[columns.map((name) => csvField(name, undefined)).join(','), ...lines].join('\n')}\n`;
}

/** A design's name as part of a file's name, on any system. */
const fileName = (design: string): string => design.replace(/[^\p{L}\p{N}+-]+/gu, '-');
