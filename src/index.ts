/**
 * MarkerSim as a library: `import { runScenario } from 'markersim'`. The command line does nothing that is not here.
 *
 * @module
 */
export { type ClosedCombination, closedCombination } from './adaptive/closedCombination.ts';
export {
  type Combination,
  fisherCombination,
  inverseNormalCombination,
} from './adaptive/combination.ts';
export { type ConditionalErrorOptions, conditionalErrorTest } from './adaptive/conditionalErrorTest.ts';
export { knownIntersection } from './adaptive/knownIntersection.ts';
export { type SelectionRule, type Selector, selector } from './adaptive/selection.ts';
export { type StageIntersection, type StageTest, stageIntersection } from './adaptive/stageIntersection.ts';
export { unionTail } from './adaptive/unionTail.ts';
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
export { selectionCorrection } from './analyses/selectionCorrection.ts';
export { type Shrunken, shrinkage } from './analyses/shrinkage.ts';
export { type StandardisedRate, type StratumRate, standardiseRate } from './analyses/standardiseRate.ts';
export { type SurvivalArrays, survivalFromArrays } from './analyses/survivalFromArrays.ts';
export {
  type BasketAnalysis,
  type BasketPosteriors,
  type BasketSetting,
  basketPosteriors,
} from './baskets/basketAnalysis.ts';
export { type ChuYuanOptions, calibrateChuYuan } from './baskets/calibrateChuYuan.ts';
export {
  type CalibratedCutoff,
  type CalibrationOptions,
  calibrateCutoff,
} from './baskets/calibrateCutoff.ts';
export type { BasketCharacteristics, Estimated } from './baskets/characteristics.ts';
export { type BasketPlan, enumerateBaskets } from './baskets/enumerateBaskets.ts';
export {
  enumerateTwoStages,
  type TwoStageCharacteristics,
  type TwoStagePlan,
} from './baskets/enumerateTwoStages.ts';
export { BASKET, decideInterim, type InterimRules } from './baskets/interimRules.ts';
export { exchangeability } from './baskets/mem.ts';
export { type BasketSpec, checkBasketAnalysis, createBasketAnalysis } from './baskets/methods.ts';
export {
  betaBinomialTail,
  predictiveProbabilities,
  respondersNeeded,
} from './baskets/predictiveProbability.ts';
export { type BasketRefusal, BasketRefused } from './baskets/refusals.ts';
export { type SimulationOptions, simulateBaskets } from './baskets/simulateBaskets.ts';
export { type RunOptions, renderReport, runScenario } from './cli/library.ts';
export { readScenario } from './cli/scenarioFiles.ts';
export { InterruptedError, type Progress, SimulationError } from './engine/engineOptions.ts';
export { type Fault, ScenarioError } from './errors.ts';
export { bauerKoehneBounds } from './group-sequential/bauerKoehne.ts';
export {
  type BetaSpendingOptions,
  betaSpendingBounds,
  betaSpendingDrift,
} from './group-sequential/betaSpending.ts';
export type { Bounds as GroupSequentialBounds, OtherSide } from './group-sequential/bounds.ts';
export { type BoundTable, type BoundTableOptions, boundTable } from './group-sequential/boundTable.ts';
export { conditionalError } from './group-sequential/conditionalError.ts';
export { conditionalPower } from './group-sequential/conditionalPower.ts';
export { conditionalPowerFutility } from './group-sequential/conditionalPowerFutility.ts';
export { driftForPower } from './group-sequential/driftForPower.ts';
export { efficacyBounds } from './group-sequential/efficacyBounds.ts';
export { equalLevelFisherBounds } from './group-sequential/equalLevelFisher.ts';
export { estimateFutility } from './group-sequential/estimateFutility.ts';
export { type ExitProbabilities, exitProbabilities } from './group-sequential/exitProbabilities.ts';
export { expectedInformation } from './group-sequential/expectedInformation.ts';
export { fisherConditionalError } from './group-sequential/fisherConditionalError.ts';
export { fisherCriticalProduct } from './group-sequential/fisherCriticalProduct.ts';
export {
  type FisherBounds,
  fisherBounds,
  fisherExitProbabilities,
} from './group-sequential/fisherProduct.ts';
export { haybittlePeto } from './group-sequential/haybittlePeto.ts';
export { hwangShihDeCani } from './group-sequential/hwangShihDeCani.ts';
export { inflationFactor } from './group-sequential/inflationFactor.ts';
export {
  inverseNormal,
  inverseNormalShift,
  inverseNormalWeights,
} from './group-sequential/inverseNormal.ts';
export { kimDeMets } from './group-sequential/kimDeMets.ts';
export { lanDeMetsOBrienFleming } from './group-sequential/lanDeMetsOBrienFleming.ts';
export { lanDeMetsPocock } from './group-sequential/lanDeMetsPocock.ts';
export { obrienFleming } from './group-sequential/obrienFleming.ts';
export { pocock } from './group-sequential/pocock.ts';
export { groupSequentialPower } from './group-sequential/power.ts';
export { type DriftPrior, predictivePower } from './group-sequential/predictivePower.ts';
export { predictivePowerFutility } from './group-sequential/predictivePowerFutility.ts';
export { repeatedInterval } from './group-sequential/repeatedInterval.ts';
export { repeatedPValue } from './group-sequential/repeatedPValue.ts';
export { type SpendingOptions, spendingBounds } from './group-sequential/spendingBounds.ts';
export { type SpendingFunction, spentBy } from './group-sequential/spendingFunction.ts';
export { type StoppedTrial, stagewiseEffect, stagewisePValue } from './group-sequential/stagewiseOrdering.ts';
export { userSpending } from './group-sequential/userSpending.ts';
export { wangTsiatis } from './group-sequential/wangTsiatis.ts';
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
export {
  omittedCovariateHazardRatio,
  type StratificationGain,
  stratificationGain,
  type TwoStrata,
} from './operating-characteristics/closed-forms/omittedCovariate.ts';
export {
  type EnrichedTrial,
  type EnrichmentPlan,
  eventRateAbove,
  type PreventionTrial,
  preventionTrialSize,
  prognosticEnrichment,
} from './operating-characteristics/closed-forms/prognosticEnrichment.ts';
export type * from './operating-characteristics/result.ts';
export { type Comparison as ResultComparison, compareResults } from './report/compare.ts';
export { resultCsv } from './report/csv.ts';
export { resultJson } from './report/json.ts';
export { resultParquet } from './report/parquet.ts';
export { parseResult } from './report/resultSchema.ts';
export type { Scenario } from './scenario/model.ts';
export { parseScenario } from './scenario/parseScenario.ts';
export {
  type BetaShapes,
  betaBinomialLaw,
  posteriorProbability,
  predictiveProbability,
} from './single-arm/betaBinomial.ts';
export { clopperPearson } from './single-arm/clopperPearson.ts';
export { exactSingleStage, fewestResponders, type SingleStageDesign } from './single-arm/exactSingleStage.ts';
export { flemingDesign, flemingPatients, flemingStages } from './single-arm/fleming.ts';
export { type GoNoGoRule, goNoGoBorders, goNoGoCharacteristics } from './single-arm/goNoGo.ts';
export { type PredictiveRule, predictiveStages } from './single-arm/predictiveStages.ts';
export type { RatesToTell } from './single-arm/ratesToTell.ts';
export {
  type SearchedTwoStageDesign,
  simonDesigns,
  type TwoStageDesign,
  twoStages,
} from './single-arm/simon.ts';
export { type StagedOutcome, stagedInterval, stagedPValue } from './single-arm/stagedInference.ts';
export { type Stage, type StagedCharacteristics, stagedCharacteristics } from './single-arm/stages.ts';
export { umvue } from './single-arm/umvue.ts';
