import { enrolmentCurve } from '../designs/enrolmentCurve.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { cutOf } from '../scenario/cuts.ts';
import type { PopulationExpression, Truth } from '../scenario/model.ts';
import { labelledLevels } from '../trial/balanceLevels.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import type { EnrolmentPicture } from './result.ts';

/** Expected patients by calendar month and level of every design whose plan alone says who enters when; trials side by side are added up. */
export function enrolmentPictures(run: PointRun): EnrolmentPicture[] {
  const { designs, population } = run.compiled.point;
  const all = Object.values(designs).flat();
  if (all.length === 0) return [];
  const by = recruitedBy(run.point.truth, all);
  if (by === undefined) return [];
  const levels = labelledLevels([by], population);
  return Object.entries(designs).flatMap(([design, trials]) => {
    const curves = trials.flatMap((trial) => {
      const { expectations } = trial;
      const curve = enrolmentCurve(
        trial.design,
        trial.plan,
        trial.truth,
        population,
        expectations.monthsToAnalysis,
      );
      return curve === null ? [] : [curve];
    });
    if (curves.length < trials.length) return [];
    const months = [...new Set(curves.flatMap((curve) => curve.months))].sort((a, b) => a - b);
    const lines = levels.map(({ label, members }) => ({
      population: label,
      patients: months.map((month) =>
        curves.reduce((sum, curve) => sum + curve.patientsBy(month, members), 0),
      ),
    }));
    return [{ design, months, levels: lines.filter(({ patients }) => patients[patients.length - 1] > 0) }];
  });
}

/** The factor that quotas speak of, or else relative rates, or else the first; a marker where there are no factors. */
function recruitedBy(truth: Truth, trials: readonly PlannedTrial[]): string | undefined {
  const factors = Object.keys(truth.strata);
  const spoken = [
    ...trials.flatMap(({ design }) => design.quotas.map((quota) => quota.population)),
    ...truth.enrolment.relativeRate.map((rate) => rate.population),
  ].flatMap(factorsIn);
  const markers = Object.keys(truth.markers).filter((marker) => cutOf(marker) === null);
  return spoken.find((factor) => factors.includes(factor)) ?? factors[0] ?? markers[0];
}

function factorsIn(expression: PopulationExpression): string[] {
  switch (expression.kind) {
    case 'level':
      return [expression.factor];
    case 'not':
      return factorsIn(expression.of);
    case 'and':
    case 'or':
      return expression.of.flatMap(factorsIn);
    default:
      return [];
  }
}
