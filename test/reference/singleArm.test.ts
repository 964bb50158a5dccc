import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialUpperTail } from '../../src/numeric/binomial.ts';
import { predictiveProbability } from '../../src/single-arm/betaBinomial.ts';
import { clopperPearson } from '../../src/single-arm/clopperPearson.ts';
import { exactSingleStage, fewestResponders } from '../../src/single-arm/exactSingleStage.ts';
import { predictiveStages } from '../../src/single-arm/predictiveStages.ts';
import { type SearchedTwoStageDesign, simonDesigns } from '../../src/single-arm/simon.ts';
import { stagedCharacteristics } from '../../src/single-arm/stages.ts';

interface Row {
  id: string;
  inputs: Record<string, number> & { type?: 'optimal' | 'minimax' };
  value: Record<string, number>;
  tolerance: number | Record<string, number>;
}

const rows: Row[] = JSON.parse(readFileSync(new URL('./single-arm/published.json', import.meta.url), 'utf8'));
const named = (prefix: string) => rows.filter(({ id }) => id.startsWith(prefix));
const ratesOf = ({ p0, p1, alpha, beta }: Row['inputs']) => ({ p0, p1, alpha, power: 1 - beta });

/** Tolerances are those of the source's printed digits; worst seen 4e-11. */
function expectValues(actual: object, { value, tolerance }: Row): void {
  const got = actual as Record<string, number>;
  for (const [key, expected] of Object.entries(value)) {
    const most = typeof tolerance === 'number' ? tolerance : tolerance[key];
    if (key in got) expect(Math.abs(got[key] - expected), key).toBeLessThanOrEqual(most ?? 0);
  }
}

describe('designs for one rate against published tables', () => {
  it.each(named('Simon'))('Simon: $id', (row) => {
    const design: SearchedTwoStageDesign = simonDesigns(ratesOf(row.inputs))[row.inputs.type ?? 'optimal'];
    const { r1, n1, r, n } = row.value;
    expect(design).toMatchObject({ r1, n1, r, n });
    expectValues({ ...design, EN0: design.expectedPatients, PET0: design.earlyStop }, row);
  });

  it.each(named('AHern'))('exact single stage: $id', (row) => {
    expectValues(exactSingleStage(ratesOf(row.inputs)), row);
  });

  it.each(named('CP-'))('Clopper-Pearson: $id', (row) => {
    const { lower, upper } = clopperPearson(row.inputs.x, row.inputs.n, row.inputs.level);
    expectValues({ lo: lower, hi: upper }, row);
  });

  it.each(named('SingleArm-'))('false claims of a prognostic marker: $id', (row) => {
    const { n, historical, true_markerpos_no_effect: rate, alpha, r } = row.inputs;
    expect(fewestResponders(n, historical, alpha)).toBe(r);
    expectValues(
      { alpha: binomialUpperTail(r, n, historical), falseclaim: binomialUpperTail(r, n, rate) },
      row,
    );
  });

  it.each(named('SingleArmProg'))('enriched against an unselected rate: $id', (row) => {
    const { p0_unselected, p0_enriched, n, responses_required: r } = row.inputs;
    const claim = (p: number) => binomialUpperTail(r, n, p);
    expectValues(
      { exact: claim(p0_enriched), alpha_nominal: claim(p0_unselected), power: claim(p0_unselected + 0.2) },
      row,
    );
    expect(claim(p0_enriched).toFixed(2)).toBe(row.value.published.toFixed(2));
  });
});

interface PredictiveDesign {
  p0: number;
  p1: number;
  cut: number;
  a: number;
  b: number;
  looks: number[];
  futility: number;
  efficacy: number;
  /** Borders by look; -1: none. */
  stop: number[];
  claim: number[];
  null: { claim: number; early: number; patients: number };
  alternative: { claim: number; early: number; patients: number };
}

// Written out in base R from the definition (predictive.R): other code for every mass, tail and path. Worst difference seen 4e-15.
describe('predictive-probability designs against an enumeration in R', () => {
  const { probability, designs }: { probability: Record<string, number>; designs: PredictiveDesign[] } =
    JSON.parse(readFileSync(new URL('./single-arm/predictive.json', import.meta.url), 'utf8'));

  it('the predictive probability of the claim', () => {
    const { p0, cut, a, b, x, n, most, value } = probability;
    expect(predictiveProbability({ p: p0, cut }, x, n, most, { a, b })).toBeCloseTo(value, 12);
  });

  it.each(designs)(
    'borders, level and power: $p0 against $p1, futility $futility, efficacy $efficacy',
    (row) => {
      const { p0, cut, a, b, looks, futility, efficacy } = row;
      const stages = predictiveStages({ p0, cut, prior: { a, b }, looks, futility, efficacy });
      expect(stages.map(({ stop }) => stop)).toEqual(row.stop);
      expect(stages.map(({ claim }) => (claim === Number.POSITIVE_INFINITY ? -1 : claim))).toEqual(row.claim);
      for (const [p, exact] of [
        [p0, row.null],
        [row.p1, row.alternative],
      ] as const) {
        const { claim, stopped, expectedPatients } = stagedCharacteristics(stages, p);
        const early = stopped.slice(0, -1).reduce((sum, one) => sum + one, 0);
        expect(claim).toBeCloseTo(exact.claim, 12);
        expect(early).toBeCloseTo(exact.early, 12);
        expect(expectedPatients).toBeCloseTo(exact.patients, 10);
      }
    },
  );
});
