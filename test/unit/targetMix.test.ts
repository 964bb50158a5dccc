import { expect, it } from 'vitest';
import { targetWeights } from '../../src/designs/limits/patientMix.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const scenario = (mix: string) => `
id: mix
title: Mix
truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 20}
  target mix: ${mix}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, risk difference: 0.2}}}
designs: {a: {size: {randomised: 200}, tests: {t: {of: ORR, by: risk-difference}}}}
`;

it.each([
  ['{M+: 1}', [1, 0]],
  ['{M+: 1, M-: 3}', [1, 3]],
  ['{all: 2}', [0.6, 1.4]],
])('weights the groups by target mix %s; groups outside have none', (mix, weights) => {
  const { truth } = parseScenario(scenario(mix), { file: 'mix.yaml' }).points[0];
  const got = targetWeights(truth, createPopulation(truth));
  expect(Array.from(got)).toEqual(weights.map((w) => expect.closeTo(w, 12)));
});
