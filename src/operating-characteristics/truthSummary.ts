import {
  cumulativeHazard,
  inverseCumulativeHazard,
  medianOf,
  type SurvivalLaw,
} from '../distributions/survivalLaw.ts';
import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { createPopulation } from '../population/groups.ts';
import { cellPopulation, trueCells } from '../scenario/cells.ts';
import type { Endpoint, TimeToEventEndpoint, TrueCell, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import type { TruthSummary } from './result.ts';

/** Points of a survival curve after the first; they stand closer at the beginning, where hazards bend it most. */
const CURVE_POINTS = 60;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The truth at a point in numbers: what every kind of patient can expect under either arm, and what an assay result says. */
export function truthSummary(truth: Truth, point: number): TruthSummary {
  const cells = trueCells(truth).filter((cell) => cell.probability > 0);
  return {
    point,
    cells: Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
      cells.map((cell) => ({
        population: nameOf(cell),
        probability: cell.probability,
        endpoint: name,
        ...effectOf(endpoint, cell),
      })),
    ),
    curves: Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
      endpoint.kind === 'time-to-event' ? curvesOf(name, endpoint, cells) : [],
    ),
    assays: Object.keys(truth.markers).map((marker) => assayOf(truth, marker)),
  };
}

const nameOf = (cell: TrueCell) => populationText(cellPopulation(cell), 'truth');

type Effect = Pick<
  TruthSummary['cells'][number],
  'measure' | 'control' | 'experimental' | 'effectMeasure' | 'effect'
>;

function effectOf(endpoint: Endpoint, cell: TrueCell): Effect {
  switch (endpoint.kind) {
    case 'time-to-event': {
      const control = timeLaw(endpoint, cell, 0);
      const experimental = timeLaw(endpoint, cell, 1);
      return {
        measure: 'median (months)',
        control: finite(medianOf(control)),
        experimental: finite(medianOf(experimental)),
        effectMeasure: 'hazard ratio',
        effect: constantHazardRatio(control, experimental),
      };
    }
    case 'binary': {
      const control = responseRate(endpoint, cell, 0);
      const experimental = responseRate(endpoint, cell, 1);
      return {
        measure: 'rate',
        control,
        experimental,
        effectMeasure: 'risk difference',
        effect: experimental - control,
      };
    }
    case 'continuous': {
      const control = normalLaw(endpoint, cell, 0).mean;
      const experimental = normalLaw(endpoint, cell, 1).mean;
      return {
        measure: 'mean',
        control,
        experimental,
        effectMeasure: 'mean difference',
        effect: experimental - control,
      };
    }
  }
}

/** The hazard ratio where it is one number for all time, else null. */
function constantHazardRatio(control: SurvivalLaw, experimental: SurvivalLaw): number | null {
  const times = [0.1, 0.5, 1, 2, 3]
    .map((hazard) => inverseCumulativeHazard(control, hazard))
    .filter(Number.isFinite);
  const ratios = times.map((time) => cumulativeHazard(experimental, time) / cumulativeHazard(control, time));
  const [first] = ratios;
  return first !== undefined && ratios.every((ratio) => Math.abs(ratio / first - 1) < 1e-9) ? first : null;
}

function curvesOf(
  endpoint: string,
  law: TimeToEventEndpoint,
  cells: readonly TrueCell[],
): TruthSummary['curves'] {
  const laws = ([0, 1] as const).map((arm) => cells.map((cell) => timeLaw(law, cell, arm)));
  const last = Math.max(...laws.flat().map((one) => Math.min(240, inverseCumulativeHazard(one, 3))));
  const time = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => last * (i / CURVE_POINTS) ** 2);
  const survival = (one: SurvivalLaw) => time.map((t) => Math.exp(-cumulativeHazard(one, t)));
  return (['control', 'experimental'] as const).flatMap((arm, a) => {
    const curves = laws[a].map(survival);
    const all = time.map((_, i) => cells.reduce((sum, cell, c) => sum + cell.probability * curves[c][i], 0));
    const own = cells.map((cell, c) => ({
      endpoint,
      population: nameOf(cell),
      arm,
      time,
      survival: curves[c],
    }));
    return cells.length > 1 ? [...own, { endpoint, population: 'all', arm, time, survival: all }] : own;
  });
}

/** Averages over the strata, from the probabilities of the groups. */
function assayOf(truth: Truth, marker: string): TruthSummary['assays'][number] {
  const { groups } = createPopulation(truth);
  const share = (status: boolean | null, result: string | null) =>
    groups.reduce(
      (sum, group) =>
        (status === null || group.truth[marker] === status) &&
        (result === null || group.assay[marker] === result)
          ? sum + group.probability
          : sum,
      0,
    );
  const unevaluable = share(null, '?');
  const prevalence = share(true, null);
  return {
    marker,
    prevalence,
    sensitivity: share(true, '+') / (share(true, '+') + share(true, '-')),
    specificity: share(false, '-') / (share(false, '+') + share(false, '-')),
    unevaluable,
    ppv: share(true, '+') / share(null, '+'),
    npv: share(false, '-') / share(null, '-'),
    positive: share(null, '+'),
  };
}
