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

  it('predictive probability of Lee & Liu 2008: 16 responders of the first 23', () => {
    // Printed as 0.5656.
    const probability = predictiveProbability({ p: 0.6, cut: 0.9 }, 16, 23, 40, { a: 0.6, b: 0.4 });
    expect(probability.toFixed(4)).toBe('0.5656');
  });

  it('predictive probability design of Lee & Liu 2008, Table 1: 36 patients, looks after each from the 10th', () => {
    const looks = Array.from({ length: 27 }, (_, i) => 10 + i);
    const stages = predictiveStages({
      p0: 0.2,
      cut: 0.9,
      prior: { a: 0.2, b: 0.8 },
      looks,
      futility: 0.001,
      efficacy: 1,
    });
    // Rejection regions of section 3.3: fewest patients at which so many responders are too few.
    const regions = stages.flatMap(({ stop }, k) =>
      stop > (stages[k - 1]?.stop ?? -1) ? [`${stop}/${looks[k]}`] : [],
    );
    expect(regions.join(' ')).toBe('0/10 1/17 2/21 3/24 4/27 5/29 6/31 7/33 8/34 9/35 10/36');
    const none = stagedCharacteristics(stages, 0.2);
    expect(none.claim.toFixed(3)).toBe('0.088');
    expect(none.expectedPatients.toFixed(2)).toBe('27.67');
    expect((1 - none.claim - none.stopped[26]).toFixed(2)).toBe('0.86');
    expect(stagedCharacteristics(stages, 0.4).claim.toFixed(3)).toBe('0.906');
  });
});
