/**
 * MarkerSim as a library: `import { runScenario } from 'markersim'`. The command line does nothing that is not here.
 *
 * @module
 */
export { type CompareMeansOptions, compareMeans, type MeanData } from './analyses/compareMeans.ts';
export { type CompareRatesOptions, compareRates } from './analyses/compareRates.ts';
export {
  type CompareSurvivalOptions,
  compareSurvival,
  type SurvivalPatients,
} from './analyses/compareSurvival.ts';
export type { Comparison } from './analyses/comparison.ts';
export {
  type KaplanMeier,
  type KaplanMeierPoint,
  kaplanMeier,
  medianSurvival,
  survivalAt,
} from './analyses/kaplanMeier.ts';
export { type SurvivalArrays, survivalFromArrays } from './analyses/survivalFromArrays.ts';
export { type RunOptions, renderReport, runScenario } from './cli/library.ts';
export { readScenario } from './cli/scenarioFiles.ts';
export { InterruptedError, type Progress, SimulationError } from './engine/run.ts';
export { type Fault, ScenarioError } from './errors.ts';
export { informationCorrelation } from './multiplicity/informationCorrelation.ts';
export type { Procedure } from './multiplicity/procedure.ts';
export {
  checkProcedure,
  createProcedure,
  type ProcedureOptions,
  type ProcedureSpec,
} from './multiplicity/procedures.ts';
export { ProcedureRefused, type Refusal } from './multiplicity/refusals.ts';
export { type Decisions, testHypotheses } from './multiplicity/testHypotheses.ts';
export type * from './operating-characteristics/result.ts';
export { type Comparison as ResultComparison, compareResults } from './report/compare.ts';
export { resultCsv } from './report/csv.ts';
export { resultJson } from './report/json.ts';
export { resultParquet } from './report/parquet.ts';
export { parseResult } from './report/resultSchema.ts';
export type { Scenario } from './scenario/model.ts';
export { parseScenario } from './scenario/parseScenario.ts';
