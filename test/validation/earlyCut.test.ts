import { expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';

// A rate read before all are in: of the patients assessed by then, who are another mix than the trial's where a tumour opens late.
const text = (cut: string) => `
id: early-cut
title: A rate before all tumours are in
truth:
  strata: {T: {a: {share: 0.6}, b: {share: 0.4}}}
  enrolment: {screened per month: 10, relative rate: {T = b: [{until: 6, value: 0}, {value: 1}], all: 1}}
  endpoints: {Y: {binary: {control: {rate: 0.2}, experimental: {rate: {T = a: 0.2, T = b: 0.7}}, assessed at: 2}}}
designs:
  d:
    single arm: experimental
    size: {treated: 100}
    analyse at: ${cut}
    tests: {t: {against: {rate: 0.2}, by: exact}}
`;
const of = async (cut: string) => {
  const { rows } = await runScenario(text(cut), { replicates: 2000 });
  return rows.find(
    (row) => row.metric === 'bias' && row.reference_kind.endsWith('all against the fixed value'),
  )!;
};

it('the estimand of a rate is that of the patients assessed by the cut', async () => {
  // By month 8 of assessment 48 a and 8 b have been screened: (48 x 0.2 + 8 x 0.7) / 56 - 0.2; the trial as planned ends with 75.4 % a.
  const early = await of('{months: 10}');
  expect(early.reference).toBeCloseTo((0.5 * 8) / 56, 10);
  // 4 MCSE: one correct number in 16,000.
  expect(Math.abs(early.estimate!)).toBeLessThan(4 * early.mcse!);
  const whole = await of('{follow-up: 2}');
  // 36 a by month 6, then 6.4 months at 10 a month.
  expect(whole.reference).toBeCloseTo((0.5 * 6.4 * 4) / 100, 10);
});
