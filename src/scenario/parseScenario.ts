import type { FaultParameters } from '../errors.ts';
import { checkShape } from './checkShape.ts';
import { cutOf } from './cuts.ts';
import { expandDesigns } from './expandDesigns.ts';
import { expandEach } from './expandEach.ts';
import { type ReadFile, readExtended } from './extendFile.ts';
import { Checker, Faults } from './faults.ts';
import { headingOf } from './heading.ts';
import type { Design, Program, Scenario, ScenarioPoint, Simulation, Truth } from './model.ts';
import { readAnswer } from './normalise/answer.ts';
import type { Context } from './normalise/context.ts';
import { readDesigns } from './normalise/designs.ts';
import { readLocalText } from './normalise/localText.ts';
import { type Names, namesOf } from './normalise/names.ts';
import { readPrograms } from './normalise/programs.ts';
import { readTitles } from './normalise/titles.ts';
import { readTruth } from './normalise/truth.ts';
import type { Path } from './path.ts';
import { type FrameInput, fileSchema, frameSchema, type PointInput, pointSchema } from './schema/scenario.ts';
import { readSweep, substitute } from './sweep.ts';
import { type MapTree, plain, treeAt, without } from './tree.ts';

/** More faults than anybody reads: further sweep points are then not looked at. */
const ENOUGH = 100;

/** A fault that a room above finds in a sound point, for the reader to place. */
export type PointFault = {
  [C in PointCode]: { path: Path; code: C; parameters: FaultParameters<C> };
}[PointCode];

type PointCode =
  | 'match-unreachable'
  | 'stages-trial'
  | 'look-months'
  | 'correlations-law'
  | 'procedure-refused'
  | 'procedure-looks'
  | 'bounds-level'
  | 'bounds-product'
  | 'basket-refused'
  | 'calibrate-truth'
  | 'predictive-level';

export interface ParseOptions {
  /** Name of the file in messages; paths in `extends` count from its folder. */
  file: string;
  /** Gives the text of an extended file; without it `extends` is a fault. */
  readFile?: ReadFile;
  /** Judges each sound point of the sweep by what this room cannot compute, e.g. whether a matched size exists. */
  check?: (point: ScenarioPoint) => PointFault[];
}

/**
 * Reads a scenario file: checks shape and meaning at every point of its sweep and gives the normalised scenario,
 * frozen. Nothing in a file is executed.
 *
 * @throws ScenarioError with every fault at once
 * @example parseScenario(text, { file: 'ipass.yaml' }).points[0].truth.markers.EGFR
 */
export function parseScenario(text: string, options: ParseOptions): Scenario {
  const faults = new Faults();
  const files: string[] = [];
  const document = readExtended(text, options.file, options.readFile, faults, files);
  if (document === null) {
    faults.throwIfAny();
    throw new Error('a document that cannot be read has faults');
  }
  const checker = new Checker(faults, document);
  const frameTree = without(document, ['truth', 'designs', 'programs']);
  checkShape(frameSchema, plain(frameTree), checker, fileSchema);
  const grid = readSweep(document, checker);
  const points: ScenarioPoint[] = [];
  for (const { values, steps } of grid.points) {
    const point = substitute(document, steps, checker);
    const before = faults.added;
    const read = { index: points.length, values, ...readPoint(point, faults) };
    points.push(read);
    if (faults.added === before) {
      for (const { code, path, parameters } of options.check?.(read) ?? []) {
        new Checker(faults, point).add<typeof code>(code, path, parameters);
      }
    }
    if (faults.count > ENOUGH) break;
  }
  const frame = plain(frameTree) as FrameInput;
  const simulation = readSimulation(frame, checker);
  const titles = readTitles(frame.titles, points, checker);
  const answer = readAnswer(frame.answer, points, grid.axes, checker);
  faults.throwIfAny();
  const raw = plain(document);
  return freeze({
    ...headingOf(frame),
    question: readLocalText(frame.question),
    answer,
    description: readLocalText(frame.description),
    titles,
    sources: frame.sources ?? [],
    axes: grid.axes,
    points,
    simulation,
    report: frame.report ?? null,
    document: raw,
    canonical: JSON.stringify(raw),
    files,
  });
}

/** One point: designs written out, shape checked, then meaning. */
function readPoint(
  document: MapTree,
  faults: Faults,
): { truth: Truth; designs: Record<string, Design>; programs: Record<string, Program> } {
  const before = faults.added;
  const names = namesOf(
    treeAt(document, ['truth']),
    ['designs', 'programs'].map((key) => treeAt(document, [key])),
  );
  const declared = names.markers.filter((marker) => cutOf(marker) === null);
  const { tree, each } = pointTree(document, declared, names.factors, new Checker(faults, document));
  const checker = new Checker(faults, tree);
  const value = plain(tree) as PointInput;
  checkShape(pointSchema, value, checker);
  const complete = ([, design]: Path) =>
    ['extends', 'preset', 'marker'].every((key) => checker.sound(['designs', design, key]));
  const context = { checker, names, complete, each };
  const truth = readTruth(value.truth, context);
  const sound = faults.added === before;
  const known = sound ? truth : null;
  const designs = readDesigns(value.designs, known, context);
  const programs = readPrograms(value.programs, { inputs: value.designs, designs, truth: known }, context);
  return { truth, designs, programs };
}

function pointTree(
  document: MapTree,
  markers: readonly string[],
  factors: Names['factors'],
  checker: Checker,
): { tree: MapTree; each: Context['each'] } {
  const entries: MapTree['entries'] = new Map();
  const truth = document.entries.get('truth');
  if (truth !== undefined) entries.set('truth', truth);
  const programs = document.entries.get('programs');
  if (programs !== undefined) entries.set('programs', programs);
  const designs = document.entries.get('designs');
  if (designs === undefined) return { tree: { ...document, entries }, each: new Map() };
  const { tree, each } = expandEach(expandDesigns(designs.tree, markers, checker), factors);
  entries.set('designs', { ...designs, tree });
  return { tree: { ...document, entries }, each };
}

function readSimulation(frame: FrameInput, checker: Checker): Simulation {
  const given = checker.sound(['simulation']) ? (frame.simulation ?? {}) : {};
  const precision = given.precision ?? {};
  const max = given['max replicates'] ?? 1_000_000;
  if (given.replicates !== undefined && given.replicates > max) {
    checker.add('replicates-max', ['simulation', 'replicates'], { replicates: given.replicates, max });
  }
  return {
    replicates: given.replicates ?? (Object.keys(precision).length > 0 ? null : Math.min(10_000, max)),
    precision,
    maxReplicates: max,
    seed: String(given.seed ?? frame.id),
    streams: given.streams ?? 'common',
    batch: given.batch ?? null,
  };
}

/** Freezes a value and all it holds. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
