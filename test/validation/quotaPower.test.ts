import { expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { checksOf } from '../../src/report/checks.ts';

// Fixed numbers by tumour whose rates differ: responders are a sum of binomial variables, and normal theory had told twice the power (0.250).
const text = `
id: quota-power
title: Power of fixed numbers by tumour
truth:
  strata: {T: {a: {share: 0.23}, b: {share: 0.19}, c: {share: 0.27}, d: {share: 0.08}, e: {share: 0.23}}}
  enrolment: {screened per month: 6}
  endpoints: {Y: {binary: {control: {rate: 0.2}, experimental: {rate: {T = a: 0.3, T = b: 0.49, T = c: 0.28, T = d: 0.32, T = e: 0.15}}}}}
designs:
  fixed:
    single arm: experimental
    size: {treated: 34}
    quotas: {T = a: 8, T = b: 4, T = c: 11, T = d: 3, T = e: 8}
    tests:
      all: {against: {rate: 0.2}, by: exact}
      two: {in: T = b | T = c, against: {rate: 0.2}, by: exact}
      a posteriori: {against: {rate: 0.2}, by: posterior, probability: 0.9}
`;

it('a rate of patients of fixed quotas has its exact power: against R and simulated', async () => {
  const result = await runScenario(text, { replicates: 4000 });
  const power = (test: string) => result.rows.find((row) => row.analysis === test && row.metric === 'power')!;
  // R 4.2.2: convolutions of dbinom, from qbinom(0.975, n, 0.2) + 1 on (13 of 34; 7 of 15).
  expect(power('all').reference).toBeCloseTo(0.129849989841, 10);
  expect(power('two').reference).toBeCloseTo(0.204898902146, 10);
  // Simulated: 4 MCSE, one correct number in 16,000.
  const judged = checksOf(result).filter(({ row }) => row.reference_kind === 'exact binomial');
  expect(
    judged
      .filter(({ row }) => row.metric === 'power')
      .map(({ row }) => row.analysis)
      .sort(),
  ).toEqual(['a posteriori', 'all', 'two']);
  for (const { row, verdict } of judged) expect(verdict, `${row.analysis} ${row.metric}`).toBe('agrees');
});
