import { describe, expect, it } from 'vitest';
import { designOf, list, type Row, rows } from '../fixtures/adaptive/published.ts';
import { type ScoreDesign, type ScoreResult, simulateScores } from '../fixtures/adaptive/scores.ts';

const TRIALS = 100_000;
/** Combined standard errors; of random seeds one comparison of 16,000 would fail. */
const LIMIT = 4;

/** Standard errors between two proportions, each with its number of trials. */
function score(ours: number, n: number, theirs: number, m: number): number {
  if (ours === theirs) return 0;
  const pooled = (ours * n + theirs * m) / (n + m);
  return Math.abs(ours - theirs) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}

const table = (value: unknown): number[][] =>
  Array.isArray((value as unknown[])[0]) ? (value as number[][]) : [value as number[]];

describe('rpact: 100,000 iterations', () => {
  const own = rows.filter(({ id, inputs }) => id.startsWith('RPACT-') && inputs.design !== undefined);
  it.each(own.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const { value } = row;
    const m = row.inputs.iterations as number;
    const result = simulateScores(designOf(row), TRIALS, row.id);
    const compare = (name: string, ours: number, theirs: number) =>
      expect(score(ours / TRIALS, TRIALS, theirs, m), name).toBeLessThan(LIMIT);
    compare('at least one', result.rejectAny, value.rejectAtLeastOne as number);
    list(value.rejected_by_population_any_stage).forEach((p, j) => {
      compare(
        `rejected ${j}`,
        result.rejected.reduce((sum, stage) => sum + stage[j], 0),
        p,
      );
    });
    table(value.rejected_per_stage_population).forEach((stage, k) => {
      stage.forEach((p, j) => {
        compare(`rejected ${j} at ${k}`, result.rejected[k][j], p);
      });
    });
    table(value.selected_by_stage_population).forEach((stage, k) => {
      stage.forEach((p, j) => {
        compare(`selected ${j} at ${k}`, result.selected[k][j], p);
      });
    });
    list(value.successPerStage).forEach((p, k) => {
      compare(`success at ${k}`, result.success[k], p);
    });
    list(value.futilityPerStage).forEach((p, k) => {
      compare(`futility at ${k}`, result.futility[k], p);
    });
    list(value.earlyStop).forEach((p, k) => {
      compare(`stop at ${k}`, result.success[k] + result.futility[k], p);
    });
    expect(
      meanScore(result.spent, result.spentSquares, TRIALS, value.expectedN_or_events as number),
    ).toBeLessThan(LIMIT);
    list(value.numberOfPopulations).forEach((mean, k) => {
      const s = meanScore(result.populations[k], result.populationSquares[k], result.reached[k], mean);
      expect(s, `populations at ${k}`).toBeLessThan(LIMIT);
    });
  });
});

/** Standard errors between our mean and one of as many trials; 1e-6 is the rounding of the published number. */
function meanScore(sum: number, squares: number, n: number, theirs: number): number {
  const mean = sum / n;
  const error = Math.sqrt((2 * Math.max(0, squares / n - mean * mean)) / n);
  return Math.abs(mean - theirs) / (error + 1e-6);
}

describe('the independent Monte Carlo of 2,000,000 trials, no stop for futility', () => {
  const matches = ({ inputs }: Row) => {
    const [, name, situation] = /(survival-\d)(?: at HR=\((.*)\))?/.exec(inputs.matches as string) ?? [];
    const exact = rows.find((row) => row.id === inputs.matches);
    const same = rows.find((row) => row.id.startsWith(`RPACT-${name}`) && row.inputs.design !== undefined);
    const of = exact ?? (situation === undefined ? undefined : same);
    if (of === undefined) return null;
    const design = { ...designOf(of), stopsAtOne: false };
    return situation === undefined ? design : { ...design, effects: situation.split(',').map(Number) };
  };
  const own = rows.filter((row) => row.id.startsWith('OWNMC') && matches(row) !== null);
  it.each(own.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const result = simulateScores(matches(row) as ScoreDesign, TRIALS, row.id);
    const total = (j: number) => result.rejected.reduce((sum, stage) => sum + stage[j], 0);
    const ours = {
      any: result.rejectAny,
      S: total(0),
      F: total(1),
      selS: result.selected[1][0],
      selF: result.selected[1][1],
      stop1: result.success[0],
      S1: result.rejected[0][0],
      F1: result.rejected[0][1],
    };
    for (const [name, count] of Object.entries(ours)) {
      const theirs = row.value[name] as number;
      expect(score(count / TRIALS, TRIALS, theirs, 2e6), name).toBeLessThan(LIMIT);
    }
  });
});

describe("rpact's own tests: 100 iterations, every situation, up to four populations", () => {
  const own = rows.filter(
    ({ id, inputs }) => id.startsWith('RPACTTEST') && inputs.conditionalPower === undefined,
  );
  const N = 10_000;
  it.each(own.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const rejected = list(row.value.rejectAtLeastOne);
    const selected = list(row.value.selectedPopulations);
    const stages = (row.inputs.design_args.informationRates as number[]).length;
    // Some 400 comparisons with 100 iterations each: 4.5 standard errors and the granularity of 1 in 100.
    const near = (ours: number, theirs: number, name: string) => {
      const p = (ours + 1) / (N + 2);
      expect(Math.abs(p - theirs), name).toBeLessThan(
        4.5 * Math.sqrt(p * (1 - p) * (1 / 100 + 1 / N)) + 0.01,
      );
    };
    rejected.forEach((theirs, situation) => {
      const result: ScoreResult = simulateScores(designOf(row, situation), N, `${row.id}/${situation}`);
      near(result.rejectAny, theirs, `at least one in ${situation}`);
      for (let j = 0; j < result.selected[0].length; j++) {
        for (let k = 0; k < stages; k++) {
          const at = (j * rejected.length + situation) * stages + k;
          near(result.selected[k][j], selected[at], `population ${j} at stage ${k} of ${situation}`);
        }
      }
    });
  });
});
