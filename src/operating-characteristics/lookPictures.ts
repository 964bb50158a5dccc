import { isAdaptive } from '../designs/isAdaptive.ts';
import { plannedInformation } from '../designs/plannedInformation.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { sequentialFamily } from '../trial/conduct/sequentialFamily.ts';
import { testName } from '../trial/designPlaces.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import type { LookPicture } from './result.ts';

/** Single trials whose paths are shown: the first of the run. */
const PATHS = 15;

/** Bounds by look of every test that looks decide on, for planned information, with the paths of some single trials. */
export function lookPictures(run: PointRun): LookPicture[] {
  const { designs } = run.compiled.point;
  const pictures = Object.entries(run.point.designs).flatMap(([name, design]) =>
    designs[name].flatMap((trial) =>
      testBounds(run, trial).map((bounds) => ({
        ...bounds,
        design: name,
        analysis: testName(design, trial.design.name, bounds.analysis),
      })),
    ),
  );
  return pictures.length === 0 ? [] : withPaths(run, pictures);
}

/** Of the tests that are decided on all data of a look; combinations of stages have no bound of their z. */
function testBounds(run: PointRun, { design, plan, expectations }: PlannedTrial): LookPicture[] {
  const { monitoring, tests } = design;
  if (monitoring === null || isAdaptive(design)) return [];
  const { population } = run.compiled.point;
  const information = plannedInformation(design, plan, population, expectations);
  const family = sequentialFamily(design, monitoring, information);
  const whole = (2 ** family.places.length - 1) * family.stride;
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return Array.from(family.places, (place, j) => {
    const fractions = Float64Array.from(family.planned[j]);
    const first = family.levelOf[whole + j];
    const byLevel = family.bounds[j].map((looks) => looks.map((look) => finite(look.bound(fractions))));
    return {
      design: '',
      analysis: tests[place].name,
      information: [...fractions],
      upper: first < 0 ? fractionsWithout(fractions) : byLevel[first],
      full: byLevel.at(-1) ?? [],
      futility: family.futility[j].map(({ z }) => finite(z)),
      paths: [],
    };
  });
}

/** A test that starts without alpha has no bound. */
const fractionsWithout = (fractions: Float64Array): null[] => Array.from(fractions, () => null);

/** z by look of the first replicates, played again; none from the stop on. */
function withPaths(run: PointRun, pictures: LookPicture[]): LookPicture[] {
  const { point } = run.compiled;
  const places = pictures.map(({ design, analysis, information }) =>
    information.map((_, k) => {
      const look = k === information.length - 1 ? 0 : k + 1;
      return point.columns.findIndex(
        (column) =>
          column.design === design &&
          column.reference === '' &&
          column.quantity === 'z' &&
          column.analysis === analysis &&
          column.look === look,
      );
    }),
  );
  const stops = pictures.map(({ design }) =>
    [...point.columns.keys()].filter(
      (j) => point.columns[j].design === design && point.columns[j].quantity.startsWith('stops for'),
    ),
  );
  const paths: (number | null)[][][] = pictures.map(() => []);
  for (let replicate = 0; replicate < Math.min(PATHS, run.replicates); replicate++) {
    point.run(replicate);
    pictures.forEach((_, p) => {
      const early = stops[p].some((j) => point.row[j] === 1);
      const path = places[p].map((j, k) => {
        const value = point.row[j];
        const final = k === places[p].length - 1;
        return (final && early) || !Number.isFinite(value) ? null : value;
      });
      paths[p].push(path);
    });
  }
  return pictures.map((picture, p) => ({ ...picture, paths: paths[p] }));
}
