import type { SurvivalLaw } from '../distributions/survivalLaw.ts';
import { timeLaw } from '../endpoints/laws.ts';
import { designSummary } from '../operating-characteristics/designSummary.ts';
import type { DesignSummary, TruthSummary } from '../operating-characteristics/result.ts';
import { truthSummary } from '../operating-characteristics/truthSummary.ts';
import { createPopulation } from '../population/groups.ts';
import { cellPopulation, trueCells } from '../scenario/cells.ts';
import type { Scenario, ScenarioPoint } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { type PlannedTrial, planDesigns } from '../trial/plannedTrial.ts';

/** Control and experimental hazard of a kind of patient. */
interface CellHazards {
  endpoint: string;
  population: string;
  /** In words, e.g. `0.11 a month`. */
  control: string;
  experimental: string;
}

interface TrialDescription {
  /** '' for the only trial of a design. */
  name: string;
  screened: number;
  randomised: number;
  monthsToLastPatient: number;
  monthsToAnalysis: number;
  cost: number;
  tests: {
    name: string;
    population: string;
    /** Events (time-to-event) or patients assessed at the final analysis. */
    information: number;
    estimands: { name: string; value: number }[];
  }[];
}

/** Everything about a point of the sweep that is computed and not simulated. */
export interface PointDescription {
  point: number;
  values: ScenarioPoint['values'];
  cells: TruthSummary['cells'];
  hazards: CellHazards[];
  assays: TruthSummary['assays'];
  designs: (DesignSummary & { expected: TrialDescription[] })[];
}

/** @param index of the point, from 0 */
export function describePoint(scenario: Scenario, index: number): PointDescription {
  const point = scenario.points[index];
  const { truth } = point;
  const { cells, assays } = truthSummary(truth, index);
  const planned = planDesigns(point, createPopulation(truth));
  return {
    point: index,
    values: point.values,
    cells,
    hazards: hazardsOf(point),
    assays,
    designs: Object.values(point.designs).map((design) => ({
      ...designSummary(design, planned[design.name], truth),
      expected: planned[design.name].map(expectedOf),
    })),
  };
}

function hazardsOf({ truth }: ScenarioPoint): CellHazards[] {
  const cells = trueCells(truth).filter(({ probability }) => probability > 0);
  return Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
    endpoint.kind !== 'time-to-event'
      ? []
      : cells.map((cell) => ({
          endpoint: name,
          population: populationText(cellPopulation(cell), 'truth'),
          control: hazardWords(timeLaw(endpoint, cell, 0)),
          experimental: hazardWords(timeLaw(endpoint, cell, 1)),
        })),
  );
}

const short = (value: number) => String(Number(value.toPrecision(4)));

function hazardWords({ shape, scale, cured, until, multiplier }: SurvivalLaw): string {
  const values = multiplier.map((value) => (shape === 1 ? value / scale : value));
  const periods = values.map((value, i) => {
    const begin = i === 0 ? 0 : until[i - 1];
    if (values.length === 1) return short(value);
    return until[i] === Number.POSITIVE_INFINITY
      ? `${short(value)} from month ${begin}`
      : `${short(value)} to month ${until[i]}`;
  });
  const weibull = shape === 1 ? '' : `Weibull shape ${short(shape)}, scale ${short(scale)} months`;
  const factor = values.every((value) => value === 1) ? '' : `times ${periods.join(', ')}`;
  const hazard = shape === 1 ? `${periods.join(', ')} a month` : [weibull, factor].filter(Boolean).join(', ');
  return cured > 0 ? `${hazard}; ${short(cured)} cured` : hazard;
}

function expectedOf({ design, expectations, estimands }: PlannedTrial): TrialDescription {
  const { screened, randomised, monthsToLastPatient, monthsToAnalysis, cost } = expectations;
  return {
    name: design.name,
    screened,
    randomised,
    monthsToLastPatient,
    monthsToAnalysis,
    cost,
    tests: design.tests.map((test, t) => ({
      name: test.name,
      population: populationText(test.in),
      information: expectations.events(monthsToAnalysis, test.in, test.of),
      estimands: [...estimands[t]],
    })),
  };
}
