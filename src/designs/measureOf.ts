import type { Endpoint, TestSpec, Truth } from '../scenario/model.ts';

/** Estimates of times and survivals: the larger the better. Other measures of times are ratios of hazards. */
const LONGER: ReadonlySet<TestSpec['estimate']> = new Set(['rmst', 'survival difference', 'median ratio']);

/** Whether a larger estimate of a test speaks for treatment: a log hazard ratio is better when lower. */
export function largerIsBetter({ estimate }: Pick<TestSpec, 'estimate'>, endpoint: Endpoint): boolean {
  return endpoint.kind === 'time-to-event' ? LONGER.has(estimate) : endpoint.better === 'higher';
}

/** 1 where a larger estimate favours the experimental arm, -1 where a smaller one does. */
export function benefitSign(test: TestSpec, truth: Truth): 1 | -1 {
  return largerIsBetter(test, truth.endpoints[test.of]) ? 1 : -1;
}

/** Whether a comparison of times reads one number from each side's Kaplan-Meier curve, and no score: mean or survival up to a horizon. */
export const readsCurves = ({ by }: Pick<TestSpec, 'by'>): boolean => by === 'rmst' || by === 'milestone';
