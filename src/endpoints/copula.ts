import { choleskyFactor } from '../numeric/cholesky.ts';
import type { Truth } from '../scenario/model.ts';

/** What the score that an endpoint would have by itself counts in the normal score of another. */
export interface Loading {
  readonly of: string;
  readonly loading: number;
}

/**
 * The Gaussian copula of the endpoints that a truth correlates, as loadings of each endpoint's score on the scores that it and the
 * endpoints before it would have by themselves (a row of the Cholesky factor). Laws of single endpoints stay what they are.
 *
 * Convention: larger values, longer times and responses go together where the correlation is positive; it is that of normal
 * scores, so that Kendall's tau of two times is 2 / pi arcsin(rho). Scores are those of random words, which fall where times and
 * responses rise.
 *
 * Source: Li, J Am Stat Assoc 2000;95:1161; Cholesky, as usual.
 *
 * @returns null where no joint law has these correlations
 */
export function copulaLoadings({ endpoints, correlations = [] }: Truth): Record<string, Loading[]> | null {
  const names = Object.keys(endpoints);
  const size = names.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  for (const { of, value } of correlations) {
    const [i, j] = of.map((name) => names.indexOf(name));
    matrix[Math.max(i, j) * size + Math.min(i, j)] = value;
  }
  if (!choleskyFactor(matrix, size)) return null;
  const side = names.map((name) => (endpoints[name].kind === 'continuous' ? 1 : -1));
  const row = (i: number): Loading[] =>
    names.slice(0, i + 1).flatMap((of, j) => {
      const loading = matrix[i * size + j] * side[i] * side[j];
      return loading === 0 ? [] : [{ of, loading }];
    });
  return Object.fromEntries(names.map((name, i) => [name, row(i)]));
}
