import { normalLaw, responseRate } from '../endpoints/laws.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { resolveByCell, trueCells } from '../scenario/cells.ts';
import type { Endpoint, PopulationExpression, TrueCell } from '../scenario/model.ts';
import type { Column } from '../trial/columns.ts';
import { type EfficiencyVariance, targetedEfficiency } from './closed-forms/simonMaitournam.ts';
import type { Reference } from './rows.ts';

export interface EfficiencyReferences {
  readonly randomised: Reference | null;
  readonly screened: Reference | null;
}

const NONE: EfficiencyReferences = { randomised: null, screened: null };

/**
 * Simon & Maitournam's ratios, where their setting is that of the two designs: one marker, no strata, one design for the
 * assay-positive and one for everybody, each testing whom it enrols; a binary or continuous endpoint with the same
 * outcome on control in both marker groups.
 */
export function efficiencyReferences(run: PointRun, column: Column): EfficiencyReferences {
  const { truth } = run.point;
  const [marker, ...others] = Object.keys(truth.markers);
  if (marker === undefined || others.length > 0 || Object.keys(truth.strata).length > 0) return NONE;
  if (truth.scores !== undefined) return NONE;
  const roleOf = (design: string): 'targeted' | 'untargeted' | null => {
    const trials = run.compiled.point.designs[design];
    const test = trials[0].design.tests.find(({ name }) => name === column.analysis);
    if (
      trials.length > 1 ||
      trials[0].design.strategy !== undefined ||
      test === undefined ||
      test.interaction !== null ||
      trials[0].design.quotas.length > 0
    )
      return null;
    const { enrol } = trials[0].design;
    if (enrol.kind === 'all') return test.in.kind === 'all' ? 'untargeted' : null;
    return isPositive(enrol, marker) && (test.in.kind === 'all' || isPositive(test.in, marker))
      ? 'targeted'
      : null;
  };
  const roles = [roleOf(column.design), roleOf(column.reference)].join(' against ');
  if (roles !== 'targeted against untargeted' && roles !== 'untargeted against targeted') return NONE;

  const cells = trueCells(truth);
  const cellOf = (status: boolean) => cells.find((cell) => cell.truth[marker] === status) as TrueCell;
  const [positive, negative] = [cellOf(true), cellOf(false)];
  const { assay } = truth.markers[marker];
  const endpoint = truth.endpoints[endpointOf(run, column)];
  const effects = effectsOf(endpoint, positive, negative);
  if (effects === null) return NONE;
  const ratio = targetedEfficiency(
    {
      prevalence: positive.probability,
      sensitivity: resolveByCell(assay.sensitivity, positive),
      specificity: resolveByCell(assay.specificity, positive),
    },
    effects.positive,
    effects.negative,
    effects.variance,
  );
  const evaluable = 1 - resolveByCell(assay.unevaluable, positive);
  const seenFrom = (value: number) => (roles.startsWith('targeted') ? value : 1 / value);
  const kind = 'Simon-Maitournam';
  return {
    randomised: { value: seenFrom(ratio.randomised), kind },
    screened: { value: seenFrom(ratio.screened * evaluable), kind },
  };
}

const isPositive = (expression: PopulationExpression, marker: string) =>
  expression.kind === 'marker' &&
  expression.marker === marker &&
  expression.status === '+' &&
  expression.by === 'assay';

function endpointOf(run: PointRun, column: Column): string {
  const { tests } = run.compiled.point.designs[column.design][0].design;
  return (tests.find(({ name }) => name === column.analysis) as { of: string }).of;
}

function effectsOf(
  endpoint: Endpoint,
  positive: TrueCell,
  negative: TrueCell,
): { positive: number; negative: number; variance: EfficiencyVariance } | null {
  if (endpoint.kind === 'binary') {
    const rate = (cell: TrueCell, arm: 0 | 1) => responseRate(endpoint, cell, arm);
    const controlRate = rate(positive, 0);
    if (Math.abs(controlRate - rate(negative, 0)) > 1e-12) return null;
    return {
      positive: rate(positive, 1) - controlRate,
      negative: rate(negative, 1) - controlRate,
      variance: { kind: 'binary', controlRate },
    };
  }
  if (endpoint.kind === 'continuous') {
    const law = (cell: TrueCell, arm: 0 | 1) => normalLaw(endpoint, cell, arm);
    const { mean, sd } = law(positive, 0);
    const laws = [law(negative, 0), law(positive, 1), law(negative, 1)];
    if (laws[0].mean !== mean || laws.some((other) => other.sd !== sd)) return null;
    return {
      positive: laws[1].mean - mean,
      negative: laws[2].mean - mean,
      variance: { kind: 'mixture', sd },
    };
  }
  return null;
}
