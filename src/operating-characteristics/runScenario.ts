import { createHash } from 'node:crypto';
import type { EngineOptions, PointRun } from '../engine/engineOptions.ts';
import { simulate } from '../engine/run.ts';
import type { CompiledPoint } from '../engine/task.ts';
import type { Design, Scenario } from '../scenario/model.ts';
import { scenarioYaml } from '../scenario/scenarioYaml.ts';
import { basePoint, pointAt, resultAxes } from './basePoint.ts';
import { classSummary } from './classSummary.ts';
import { columnSums } from './columnSums.ts';
import { designSummary } from './designSummary.ts';
import { enrolmentPictures } from './enrolmentPictures.ts';
import { uncomputedOf } from './familyReference.ts';
import { lookPictures } from './lookPictures.ts';
import { pointRows } from './pointRows.ts';
import { priorAverages } from './priorAverages.ts';
import { programSummary } from './programSummary.ts';
import type { DesignSummary, ScenarioResult } from './result.ts';
import { truthSummary } from './truthSummary.ts';
import { VERSION } from './version.ts';
import { warningsOf } from './warnings.ts';
import { worstRows } from './worstRows.ts';

export interface RunScenarioOptions
  extends Pick<EngineOptions, 'workers' | 'checkpoint' | 'onProgress' | 'signal'> {
  /** In place of what the scenario says. */
  readonly replicates?: number;
  readonly seed?: string;
}

/**
 * Simulates a scenario and gives its operating characteristics.
 *
 * The same scenario, seed and replicates give the same result, number for number, however many workers there are.
 *
 * @throws SimulationError with point, replicate and seed if a replicate fails; InterruptedError after `signal`
 */
export async function runScenario(scenario: Scenario, options: RunScenarioOptions): Promise<ScenarioResult> {
  const { replicates, seed, ...rest } = options;
  const simulation = {
    ...scenario.simulation,
    ...(seed === undefined ? {} : { seed }),
    ...(replicates === undefined ? {} : { replicates, precision: {} }),
  };
  const asked: Scenario = { ...scenario, simulation };
  const hash = createHash('sha256').update(scenario.canonical).digest('hex');
  const { replicates: _, maxReplicates: __, ...lasting } = simulation;
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, hash, lasting]))
    .digest('hex');
  const runs = await simulate(asked, { ...rest, key, preciseEnough: precisionRule(simulation.precision) });
  return resultOf(asked, runs, hash);
}

/**
 * Whether every number has reached its wanted MCSE. A proportion is judged with p (1 - p) of Wilson's centre, so that a point
 * without any rejection so far is not called precise. Designs that are played only where a program comes to them are not asked.
 */
function precisionRule(
  precision: Record<string, number>,
): (compiled: CompiledPoint, sums: Float64Array) => boolean {
  return (compiled, sums) => {
    const { point, layout } = compiled;
    return point.columns.every((column, j) => {
      const wanted = precision[PRECISION_OF[column.quantity] ?? ''];
      if (wanted === undefined || column.look > 0 || column.reference !== '') return true;
      if (point.onDemand.has(column.design)) return true;
      const n = sums[3 * j];
      if (PROPORTIONS.has(column.quantity)) {
        const p = (layout.anchors[j] * n + sums[3 * j + 1] + 2) / (n + 4);
        return Math.sqrt((p * (1 - p)) / n) <= wanted;
      }
      const variance = (sums[3 * j + 2] - sums[3 * j + 1] ** 2 / n) / (n - 1);
      return Math.sqrt(variance / n) <= wanted;
    });
  };
}

/** Metric that the precision of a quantity is asked for under. */
const PRECISION_OF: Readonly<Record<string, string>> = {
  rejects: 'power',
  claim: 'claim probability',
  'familywise error': 'familywise error',
  'disjunctive power': 'disjunctive power',
  'conjunctive power': 'conjunctive power',
  estimate: 'bias',
  covers: 'coverage',
};

const PROPORTIONS: ReadonlySet<string> = new Set([
  'rejects',
  'claim',
  'covers',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
]);

/** Why a design has no computed joint law of rejections. */
function uncomputedSummary({ name }: Design, run: PointRun): Pick<DesignSummary, 'uncomputed'> {
  const uncomputed = uncomputedOf(run, run.compiled.point.designs[name]);
  return uncomputed === null ? {} : { uncomputed };
}

function resultOf(scenario: Scenario, runs: readonly PointRun[], hash: string): ScenarioResult {
  const { id, title, question, answer, description, titles, guideline, sources, simulation } = scenario;
  const [first] = runs;
  const base = basePoint(scenario);
  const looks = lookPictures(runs[base]);
  const enrolment = enrolmentPictures(runs[base]);
  const rows = runs.flatMap(pointRows);
  const averages = priorAverages(
    scenario,
    rows,
    runs.map(({ replicates }) => replicates),
  );
  const worst = worstRows(rows);
  return {
    format: 'markersim-result/1',
    scenario: {
      id,
      title,
      ...(question ? { question } : {}),
      ...(description ? { description } : {}),
      ...(answer.length > 0
        ? {
            answer: answer.map(({ metric, of, estimand, steps, reaches, as }) => ({
              metric,
              analysis: of,
              estimand: estimand === null ? null : `estimand: ${estimand}`,
              point: pointAt(scenario, steps),
              ...(reaches && {
                reaches: {
                  points: scenario.axes[reaches.axis]!.steps.map((_, step) =>
                    pointAt(scenario, steps.with(reaches.axis, step)),
                  ),
                  as: pointAt(scenario, reaches.steps),
                },
              }),
              ...(as && { as }),
            })),
          }
        : {}),
      ...(Object.keys(titles).length > 0 ? { titles } : {}),
      guideline,
      sources,
      hash,
      file: scenarioYaml(scenario),
    },
    simulation: {
      seed: simulation.seed,
      batch: first.batch,
      streams: simulation.streams,
      ...(Object.keys(simulation.precision).length > 0 ? { precision: simulation.precision } : {}),
    },
    axes: resultAxes(scenario),
    points: runs.map(({ point, replicates }) => ({ index: point.index, values: point.values, replicates })),
    base,
    designs: Object.values(runs[base].point.designs).map((design) => ({
      ...designSummary(design, runs[base].compiled.point.designs[design.name], runs[base].point.truth),
      ...classSummary(
        design,
        runs.map(({ point }) => point.truth),
      ),
      ...(runs[base].compiled.point.onDemand.has(design.name) ? { onDemand: true as const } : {}),
      ...uncomputedSummary(design, runs[base]),
    })),
    ...(Object.keys(runs[base].point.programs).length > 0
      ? { programs: Object.values(runs[base].point.programs).map(programSummary) }
      : {}),
    truth: runs.map(({ point }) => truthSummary(point.truth, point.index)),
    ...(looks.length === 0 ? {} : { looks }),
    ...(enrolment.length === 0 ? {} : { enrolment }),
    rows,
    ...(averages.length === 0 ? {} : { averages }),
    ...(worst.length === 0 ? {} : { worst }),
    report: scenario.report ?? [],
    warnings: runs.flatMap((run) => warningsOf(run, columnSums(run))),
    version: VERSION,
  };
}
