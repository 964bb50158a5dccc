import { isAdaptive } from '../../designs/isAdaptive.ts';
import { plannedInformation } from '../../designs/plannedInformation.ts';
import type { Population } from '../../population/groups.ts';
import type { Truth } from '../../scenario/model.ts';
import { createAdaptiveConduct } from './adaptiveConduct.ts';
import { closingConduct } from './closingConduct.ts';
import type { Conduct, ConductPlan } from './conduct.ts';
import { fixedConduct } from './fixedConduct.ts';
import { sequentialConduct } from './sequentialConduct.ts';

/**
 * The conduct of a trial.
 *
 * @param results of the trial, laid out as `Trial` says
 * @param decisions its decisions block
 */
export function createConduct(
  planned: ConductPlan,
  truth: Truth,
  population: Population,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const { design, plan, expectations } = planned;
  // Asked only where tests share an alpha or looks stop the trial.
  const information = () => plannedInformation(design, plan, population, expectations);
  const close = design.monitoring?.close ?? null;
  if (design.monitoring !== null && close !== null)
    return closingConduct(design, design.monitoring, close, truth, results, decisions);
  if (isAdaptive(design)) return createAdaptiveConduct(planned, truth, population, results, decisions);
  return design.monitoring === null
    ? fixedConduct(design, information, results, decisions)
    : sequentialConduct(design, design.monitoring, truth, information(), results, decisions);
}
