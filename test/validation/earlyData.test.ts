import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { responseRate } from '../../src/endpoints/laws.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { trueCells } from '../../src/scenario/cells.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { createPoint } from '../../src/trial/point.ts';
import { simulated } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 4000;
const FILE = new URL('../../scenarios/guideline/BM-2.2-early-data.yaml', import.meta.url);

it.each([
  [3, 1],
  [3, 4],
])(
  'BM-2.2, early data: a difference as large as observed at prognostic odds ratio %s, predictive %s',
  (prognostic, predictive) => {
    const { points } = parseScenario(readFileSync(FILE, 'utf8'), { file: 'early.yaml' });
    const wanted = points.find(
      ({ values }) => Object.values(values).join() === `${prognostic},${predictive}`,
    );
    if (wanted === undefined) throw new TypeError('the sweep holds the truth');
    const { truth, designs } = wanted;
    const { ORR } = truth.endpoints;
    if (ORR.kind !== 'binary') throw new TypeError('ORR is binary');
    const rateOf = (positive: boolean) =>
      responseRate(ORR, trueCells(truth).find((cell) => cell.truth.M === positive)!, 1);
    let expected = 0;
    for (let x1 = 0; x1 <= 20; x1++)
      for (let x0 = 0; x0 <= 40; x0++)
        if (x1 / 20 - x0 / 40 >= 0.3999)
          expected += binomialPmf(x1, 20, rateOf(true)) * binomialPmf(x0, 40, rateOf(false));
    const early = { ...wanted, designs: { early: designs.early }, programs: {} };
    const [success] = simulated(createPoint(early, 'early', 'common'), REPLICATES, [
      ['success', 'as large as observed'],
    ]);
    const share = success.reduce((sum, one) => sum + one, 0) / REPLICATES;
    expect(Math.abs(share - expected)).toBeLessThan(
      Z_LIMIT * Math.sqrt((expected * (1 - expected)) / REPLICATES),
    );
  },
);
