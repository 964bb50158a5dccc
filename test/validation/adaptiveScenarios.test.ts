import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONDUCT, DECISION, DECISIONS } from '../../src/trial/conduct/decisions.ts';
import { FACT } from '../../src/trial/trial.ts';
import { countable, trialNumbers } from '../fixtures/kernel/countedTrials.ts';

/*
 * rpact's enrichment simulations of rates through scenario files: stage sizes of the subsets fixed by quotas from look to look, arms
 * by blocks within them, so that all sizes are rpact's own. Its rows of means know the SD and those of times are normal
 * scores: these are matched on statistics (validation/adaptiveScores).
 */
interface Row {
  id: string;
  inputs: {
    plannedSubjects: number[];
    allocationRatioPlanned: number;
    intersectionTest: string;
    stratifiedAnalysis: boolean;
    design_args: { informationRates: number[]; typeOfDesign: string; deltaWT?: number };
    typeOfSelection: string;
    rValue?: number;
    effectList: {
      subGroups: string[];
      prevalences: number[];
      piControl?: number[];
      piControls?: number[];
      piTreatments: number[];
    };
  };
  value: {
    rejectAtLeastOne: number;
    rejected_by_population_any_stage: number[];
    rejected_per_stage_population: number[][];
    selected_by_stage_population: number[][];
    earlyStop: number;
    expectedN_or_events: number;
  };
}
const rows: Row[] = JSON.parse(readFileSync('test/reference/adaptive/published.json', 'utf8')).filter(
  ({ id }: Row) => id.startsWith('RPACT-rates'),
);

const TRIALS = 100_000;
/** Combined standard errors; of random seeds one comparison of 16,000 would fail. */
const LIMIT = 4;
const TESTS: Record<string, string> = { SpiessensDebois: 'spiessens-debois', Sidak: 'sidak' };
const RATIOS: Record<number, [ratio: string, block: number]> = { 1.5: ['3:2', 5], 2: ['2:1', 3] };

function scenarioOf({ inputs }: Row): { body: string; populations: string[] } {
  const { subGroups, prevalences, piControl, piControls, piTreatments } = inputs.effectList;
  const stages = inputs.plannedSubjects.map((n, k) => n - (inputs.plannedSubjects[k - 1] ?? 0));
  const byKind = (value: (s: number) => unknown) =>
    subGroups.map((name, s) => `kind = ${name}: ${value(s)}`).join(', ');
  const control = (piControl ?? piControls) as number[];
  const [ratio, block] = RATIOS[inputs.allocationRatioPlanned];
  const populations = subGroups.length === 2 ? ['S', 'F'] : ['S1', 'S2', 'F'];
  const of = (population: string) => {
    const inside = subGroups.filter(
      (name) => name === population || (name !== 'R' && name.includes(population.slice(1))),
    );
    return inside.map((name) => `kind = ${name}`).join(' | ');
  };
  const tests = populations.map((name) => {
    const where = name === 'F' ? '' : `in: ${of(name)}, `;
    const stratified = inputs.stratifiedAnalysis ? ', stratify by: [kind]' : '';
    return `${name}: {of: ORR, ${where}by: risk-difference${stratified}}`;
  });
  const { informationRates, typeOfDesign, deltaWT } = inputs.design_args;
  const bounds = typeOfDesign === 'WT' ? `bounds: {wang-tsiatis: ${deltaWT}}, ` : '';
  const rule = inputs.typeOfSelection === 'best' ? 'best' : `{r best: ${inputs.rValue}}`;
  return {
    populations,
    body: `truth:
  strata: {kind: {${subGroups.map((name, s) => `${name}: {share: ${prevalences[s]}}`).join(', ')}}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: {${byKind((s) => control[s])}}}, experimental: {rate: {${byKind((s) => piTreatments[s])}}}}}}
designs: {d: {
  quotas: {${byKind((s) => `[${stages.map((n) => Math.round(n * prevalences[s])).join(', ')}]`)}},
  randomise: {ratio: ${ratio}, blocks: ${block}, stratify by: [kind]},
  looks: {at: [${inputs.plannedSubjects.map((n) => `{patients: ${n}}`).join(', ')}], ${bounds}stop when: ${populations.map((name) => `reject ${name}`).join(' or ')},
    select: {from: [${populations.join(', ')}], rule: ${rule}}},
  multiplicity: {closed: ${TESTS[inputs.intersectionTest]}, combine: inverse-normal, fractions: [${informationRates.join(', ')}]},
  tests: {${tests.join(', ')}}}}`,
  };
}

/** Standard errors between two proportions of 100,000 trials each. */
function score(ours: number, theirs: number): number {
  const pooled = (ours + theirs) / 2;
  return ours === theirs ? 0 : Math.abs(ours - theirs) / Math.sqrt((2 * pooled * (1 - pooled)) / TRIALS);
}

describe('rpact, through scenario files: 100,000 trials', () => {
  it.each(rows.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const { body, populations } = scenarioOf(row);
    expect(countable(body)).toBe(true);
    const numbers = trialNumbers('as played', body, TRIALS, row.id);
    const { value } = row;
    const compare = (name: string, holds: (r: number) => boolean, theirs: number) => {
      let count = 0;
      for (let r = 0; r < TRIALS; r++) count += holds(r) ? 1 : 0;
      const ours = count / TRIALS;
      expect(score(ours, theirs), `${name}: ${ours}, ${theirs}`).toBeLessThan(LIMIT);
    };
    const decision = (j: number, place: number) => numbers[`decision ${j * DECISIONS + place}`];
    const rejected = populations.map((_, j) => decision(j, DECISION.rejected));
    compare('at least one', (r) => rejected.some((column) => column[r] === 1), value.rejectAtLeastOne);
    populations.forEach((name, j) => {
      compare(`rejects ${name}`, (r) => rejected[j][r] === 1, value.rejected_by_population_any_stage[j]);
      value.rejected_per_stage_population.forEach((stage, k) => {
        const at = decision(j, DECISION.rejectedAt);
        compare(`rejects ${name} at look ${k + 1}`, (r) => at[r] === k + 1, stage[j]);
      });
      const goesOn = decision(j, DECISION.selected);
      compare(`selects ${name}`, (r) => goesOn[r] === 1, value.selected_by_stage_population[1][j]);
    });
    const stop = numbers[`decision ${populations.length * DECISIONS + CONDUCT.stopLook}`];
    compare('stops', (r) => stop[r] === 1, value.earlyStop);
    const [first, all] = row.inputs.plannedSubjects;
    const share = (all - value.expectedN_or_events) / (all - first);
    compare('patients', (r) => numbers[`fact ${FACT.randomised}`][r] === first, share);
  });
});
