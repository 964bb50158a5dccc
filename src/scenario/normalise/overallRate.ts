import { resolveByCell, trueCells } from '../cells.ts';
import { cutOf } from '../cuts.ts';
import type { BinaryEndpoint, Truth } from '../model.ts';
import { namedIn } from '../populationNames.ts';
import type { TruthInput } from '../schema/truth.ts';
import type { Context } from './context.ts';
import { checkImpliedRates } from './endpoints.ts';

/**
 * Endpoints whose control rate is given for everybody: the rate that every cell has before its prognostic odds ratio is the one with which
 * the population, in its own mix, has the rate given. Needs the markers and strata, so it comes after them.
 */
export function settleOverallRates(truth: Truth, input: TruthInput, context: Context): Truth {
  const { checker } = context;
  const endpoints = { ...truth.endpoints };
  for (const [name, written] of Object.entries(input.endpoints ?? {})) {
    const overall = written?.binary?.control?.['overall rate'];
    const endpoint = endpoints[name];
    const path = ['truth', 'endpoints', name, 'binary'];
    if (overall === undefined || endpoint?.kind !== 'binary' || !checker.sound(['truth'])) continue;
    // Shares of the cells are then products no more.
    const moves = Object.values(truth.scores ?? {}).some(({ mean }) => mean !== undefined);
    const byCut = endpoint.prognosticOddsRatio.some(({ population }) =>
      namedIn(population).some((marker) => cutOf(marker) !== null),
    );
    if (endpoint.prognosticPerSd !== undefined || endpoint.binormal !== undefined || (moves && byCut)) {
      const option = 'overall rate';
      const method = 'an endpoint with a prognostic score';
      checker.add('option-method', [...path, 'control', option], { option, method, known: ['rate'] }, 'key');
      continue;
    }
    const control = [{ population: { kind: 'all' as const }, value: baseRate(truth, endpoint, overall) }];
    endpoints[name] = { ...endpoint, control };
    checkImpliedRates({ ...endpoint, control }, [...path, endpoint.effect.kind], context);
  }
  return { ...truth, endpoints };
}

/**
 * Rate before the odds ratios with which all have the rate given; it rises with it, so halving finds it.
 *
 * @example prevalence 0.5, odds ratio 1 in M- and 3 in M+, 0.25 in all: 0.1566 (M- 0.157, M+ 0.358 is too far up; M- 0.151, M+ 0.349)
 */
function baseRate(truth: Truth, { prognosticOddsRatio }: BinaryEndpoint, overall: number): number {
  const cells = trueCells(truth).map((cell) => ({
    share: cell.probability,
    odds: resolveByCell(prognosticOddsRatio, cell),
  }));
  const inAll = (p: number) =>
    cells.reduce((sum, { share, odds }) => sum + (share * p * odds) / (1 - p + p * odds), 0);
  let low = 0;
  let high = 1;
  // The spacing of doubles is reached before.
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (inAll(middle) < overall) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
