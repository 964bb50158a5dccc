import { descending } from './descending.ts';
import { checkSimes, type SimesOptions } from './hochberg.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

/**
 * Hommel: the closed test with Simes tests of equal weights, by its shortcut. Rejects what Hochberg does and sometimes
 * more. For independent or positively dependent statistics.
 *
 * Rejects p <= alpha / m, m the largest size of an intersection of the least significant hypotheses that Simes keeps.
 *
 * Source: Hommel, Biometrika 1988;75:383-386; adjusted p-values Wright, Biometrics 1992;48:1005-1013.
 *
 * @example adjusted p of 0.01, 0.02, 0.022 // 0.022, 0.022, 0.022
 */
export const hommel: ProcedureKind<SimesOptions> = {
  check: checkSimes,
  build({ alpha, size }) {
    // bound[m * (size + 1) + k]: of the k-th smallest p-value among m.
    const row = size + 1;
    const bound = Float64Array.from({ length: row * row }, (_, at) => {
      const [m, k] = [Math.floor(at / row), at % row];
      return k <= m ? boundOf((k * alpha) / m) : Number.NaN;
    });
    const order = new Uint16Array(size);
    return {
      size,
      reject(z, rejected) {
        descending(z, order);
        let m = size;
        for (; m > 0; m--) {
          let kept = true;
          for (let k = 1; k <= m && kept; k++) kept = !(z[order[size - m + k - 1]] >= bound[m * row + k]);
          if (kept) break;
        }
        for (let j = 0; j < size; j++) rejected[j] = m === 0 || z[j] >= bound[m * row + 1] ? 1 : 0;
      },
      adjust(p, adjusted) {
        const sorted = Array.from({ length: size }, (_, j) => orOne(p[j])).sort((a, b) => a - b);
        for (let j = 0; j < size; j++) adjusted[j] = 0;
        // Every intersection of m hypotheses that holds j: its least Simes p is with the m - 1 largest of the others.
        for (let m = 1; m <= size; m++) {
          for (let j = 0; j < size; j++)
            adjusted[j] = Math.max(adjusted[j], leastRejecting(orOne(p[j]), sorted, m));
        }
      },
    };
  },
};

/** Largest Simes p-value of m hypotheses one of which has p-value p. */
function leastRejecting(p: number, sorted: readonly number[], m: number): number {
  const others = [...sorted];
  others.splice(others.indexOf(p), 1);
  const members = [...others.slice(others.length - (m - 1), others.length), p].sort((a, b) => a - b);
  return Math.min(1, ...members.map((value, k) => (m * value) / (k + 1)));
}
