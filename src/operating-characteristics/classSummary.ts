import { classScale, markerClass } from '../designs/markerClass.ts';
import type { ClaimExpression } from '../scenario/claimModel.ts';
import { claimText } from '../scenario/claimText.ts';
import type { Design, Truth } from '../scenario/model.ts';
import type { DesignSummary } from './result.ts';

/** The marker that a design puts into a class and by what rule, with the class that it belongs to under each truth. */
export function classSummary(
  { classify }: Design,
  truths: readonly Truth[],
): Pick<DesignSummary, 'classify'> {
  if (classify === undefined) return {};
  const { marker, of: endpoint, predictive, prognostic } = classify;
  const scale = classScale(truths[0].endpoints[endpoint], classify.scale);
  const truth = truths.map((one) => markerClass(classify, one));
  return {
    classify: {
      marker,
      endpoint,
      scale,
      predictive: ruleOf(predictive),
      prognostic: ruleOf(prognostic),
      truth,
    },
  };
}

const ruleOf = (rule: ClaimExpression | null): string | null => (rule === null ? null : claimText(rule));
