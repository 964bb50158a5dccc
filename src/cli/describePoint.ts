import type { SurvivalLaw } from '../distributions/survivalLaw.ts';
import { timeLaw } from '../endpoints/laws.ts';
import { classSummary } from '../operating-characteristics/classSummary.ts';
import { designSummary } from '../operating-characteristics/designSummary.ts';
import { programSummary } from '../operating-characteristics/programSummary.ts';
import type {
  DesignSummary,
  ProgramSummary,
  TruthFacts,
  TruthSummary,
} from '../operating-characteristics/result.ts';
import { shownCells } from '../operating-characteristics/shownCells.ts';
import { truthSummary } from '../operating-characteristics/truthSummary.ts';
import { createPopulation } from '../population/groups.ts';
import type { Language } from '../report/messages/messages.ts';
import { cellPopulation } from '../scenario/cells.ts';
import type { Scenario, ScenarioPoint } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { planDesigns } from '../trial/planDesigns.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { playedOnDemand } from '../trial/programs/onDemand.ts';
import { say } from './say.ts';

/** Control and experimental hazard of a kind of patient. */
interface CellHazards {
  endpoint: string;
  population: string;
  /** One entry a period, e.g. `0.11 a month to month 6`; none of a duration of response. */
  control: string[];
  experimental: string[];
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
  programs: ProgramSummary[];
  facts: TruthFacts;
}

/**
 * @param index of the point, from 0
 * @param language of the hazards' words
 */
export function describePoint(
  scenario: Scenario,
  index: number,
  language: Language = 'en',
): PointDescription {
  const point = scenario.points[index];
  const { truth } = point;
  const { cells, assays, benefit, durations, correlations, cohorts, course } = truthSummary(truth, index);
  const onDemand = playedOnDemand(point);
  const planned = planDesigns(point, createPopulation(truth));
  return {
    point: index,
    values: point.values,
    cells,
    hazards: hazardsOf(point, language),
    assays,
    designs: Object.values(point.designs).map((design) => ({
      ...designSummary(design, planned[design.name], truth),
      ...classSummary(design, [truth]),
      ...(onDemand.has(design.name) ? { onDemand: true as const } : {}),
      expected: planned[design.name].map(expectedOf),
    })),
    programs: Object.values(point.programs).map(programSummary),
    facts: { benefit, durations, correlations, cohorts, course },
  };
}

function hazardsOf({ truth }: ScenarioPoint, language: Language): CellHazards[] {
  const cells = shownCells(truth);
  return Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
    endpoint.kind !== 'time-to-event'
      ? []
      : cells.map((cell) => ({
          endpoint: name,
          population: `${populationText(cellPopulation(cell), 'truth')}${truth.scores === undefined ? '' : say(language, ', scores at 0')}`,
          control: endpoint.after === undefined ? hazardWords(timeLaw(endpoint, cell, 0), language) : [],
          experimental: hazardWords(timeLaw(endpoint, cell, 1), language),
        })),
  );
}

const short = (value: number) => String(Number(value.toPrecision(4)));

function hazardWords({ shape, scale, cured, until, multiplier }: SurvivalLaw, language: Language): string[] {
  const weibull = shape !== 1;
  const periods = multiplier.map((value, i) => {
    const hazard = weibull
      ? say(language, 'times {value}', { value: short(value) })
      : say(language, '{value} a month', { value: short(value / scale) });
    if (multiplier.length === 1) return weibull && value === 1 ? '' : hazard;
    return until[i] === Number.POSITIVE_INFINITY
      ? say(language, '{hazard} thereafter', { hazard })
      : say(language, '{hazard} to month {month}', { hazard, month: short(until[i]) });
  });
  return [
    weibull
      ? say(language, 'Weibull, shape {shape}, scale {scale} months', {
          shape: short(shape),
          scale: short(scale),
        })
      : '',
    ...periods,
    cured > 0 ? say(language, 'in the uncured; {cured} cured', { cured: short(cured) }) : '',
  ].filter(Boolean);
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
