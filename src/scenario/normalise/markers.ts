import { cutOf } from '../cuts.ts';
import type { Assay, ByCell, Marker, PopulationExpression } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { AssayInput, MarkerInput, TruthInput } from '../schema/truth.ts';
import type { Context } from './context.ts';
import { LEVEL_WORDS } from './names.ts';
import { checkCoverage, readEntries } from './tables.ts';

const MARKER_NAME = /^\p{L}[\p{L}\p{N}_]*(?:[- ][\p{L}\p{N}_]+)*$/u;
const WORDS = /(^| )(all|not|true|and|or)( |$)/;

/** A piece of a marker's description and where it stands: for everybody, or for one level of a factor. */
interface Part {
  input: MarkerInput;
  path: Path;
  population: PopulationExpression;
}

/** Reads the markers: their own lines, with what single levels of the strata say instead. */
export function readMarkers(truth: TruthInput, context: Context): Record<string, Marker> {
  const { checker, names } = context;
  const parts = new Map<string, Part[]>(
    names.markers.filter((marker) => cutOf(marker) === null).map((marker) => [marker, []]),
  );
  for (const [marker, input] of Object.entries(truth.markers ?? {})) {
    const path = ['truth', 'markers', marker];
    checkMarkerName(marker, path, context);
    if (checker.readable(path)) parts.get(marker)?.push({ input, path, population: { kind: 'all' } });
  }
  for (const part of levelParts(truth, context)) {
    const marker = String(part.path.at(-1));
    if (parts.has(marker)) parts.get(marker)!.push(part);
    else {
      const known = names.markers;
      const suggestion = nearest(marker, [...LEVEL_WORDS, ...known]);
      checker.add('unknown-name', part.path, { what: 'marker', name: marker, suggestion, known }, 'key');
    }
  }
  const markers: Record<string, Marker> = {};
  for (const [marker, own] of parts) {
    if (checker.readable(['truth', 'markers', marker])) markers[marker] = readMarker(marker, own, context);
  }
  return markers;
}

/** The markers that cuts make of the scores: known without error, when the score is. */
export function readCuts(truth: TruthInput, { checker, names }: Context): Record<string, Marker> {
  const all = <T>(value: T): ByCell<T> => [{ population: { kind: 'all' }, value }];
  return Object.fromEntries(
    names.markers.flatMap((marker) => {
      const cut = cutOf(marker);
      if (cut === null || !checker.readable(['truth', 'scores', cut.score])) return [];
      const turnaround = all(truth.scores?.[cut.score]?.turnaround ?? 0);
      const assay = { sensitivity: all(1), specificity: all(1), unevaluable: all(0), turnaround };
      return [[marker, { prevalence: all(1 - cut.rank), assay }]];
    }),
  );
}

function checkMarkerName(marker: string, path: Path, { checker }: Context): void {
  if (MARKER_NAME.test(marker) && !WORDS.test(marker)) return;
  const rule =
    'starts with a letter, goes on with letters, digits, _, inner - or space, and holds no word of the language';
  checker.add('bad-name', path, { what: 'marker', rule }, 'key');
}

function levelParts(truth: TruthInput, { checker }: Context): Part[] {
  const parts: Part[] = [];
  for (const [factor, levels] of Object.entries(truth.strata ?? {})) {
    if (!checker.readable(['truth', 'strata', factor])) continue;
    for (const [level, own] of Object.entries(levels)) {
      if (!checker.readable(['truth', 'strata', factor, level])) continue;
      const { share: _, incidence: __, ...markers } = own;
      for (const [marker, input] of Object.entries(markers)) {
        const path = ['truth', 'strata', factor, level, marker];
        if (checker.readable(path)) {
          parts.push({ input: input as MarkerInput, path, population: { kind: 'level', factor, level } });
        }
      }
    }
  }
  return parts;
}

function readMarker(marker: string, parts: Part[], context: Context): Marker {
  const home = parts[0]?.path ?? ['truth', 'markers', marker];
  const property = (key: keyof AssayInput, fallback: number): ByCell<number> =>
    gather(
      parts,
      context,
      [...home, 'assay', key],
      (part) => part.input.assay?.[key],
      ['assay', key],
      fallback,
    );
  const assay: Assay = {
    sensitivity: property('sensitivity', 1),
    specificity: property('specificity', 1),
    unevaluable: property('unevaluable', 0),
    turnaround: property('turnaround', 0),
  };
  const prevalence = gather(
    parts,
    context,
    [...home, 'prevalence'],
    (part) => part.input.prevalence,
    ['prevalence'],
    null,
  );
  return { prevalence, assay };
}

type Numbers = number | Record<string, number>;

/** One property of a marker from all its parts; `fallback` for whom no part speaks of (null: every cell must have it). */
function gather(
  parts: Part[],
  context: Context,
  home: Path,
  pick: (part: Part) => Numbers | undefined,
  keys: Path,
  fallback: number | null,
): ByCell<number> {
  const { checker } = context;
  const table: ByCell<number> = [];
  let whole = true;
  for (const part of parts) {
    const input = pick(part);
    if (input === undefined) continue;
    const path = [...part.path, ...keys];
    const read = readEntries(input, path, context, (value) => value);
    whole &&= read.complete;
    for (const { population, value } of read.table) {
      if (mentionsMarker(population)) {
        checker.add('only-strata', path, { what: `"${keys.at(-1)}"` });
        whole = false;
      }
      table.push({ population: both(part.population, population), value });
    }
  }
  if (fallback !== null && !table.some(({ population }) => population.kind === 'all')) {
    table.push({ population: { kind: 'all' }, value: fallback });
  }
  if (!checker.sound(home)) return table;
  if (table.length === 0) {
    checker.add('missing', home, {
      name: 'prevalence',
      hint: 'the share of truly + patients, e.g. prevalence: 0.3',
    });
  } else if (whole) checkCoverage(table, home, context);
  return table;
}

function both(a: PopulationExpression, b: PopulationExpression): PopulationExpression {
  if (a.kind === 'all') return b;
  if (b.kind === 'all') return a;
  return { kind: 'and', of: [a, ...(b.kind === 'and' ? b.of : [b])] };
}

function mentionsMarker(expression: PopulationExpression): boolean {
  if (expression.kind === 'and') return expression.of.some(mentionsMarker);
  return expression.kind === 'marker';
}
