import { checkAlpha, checkOrder, checkSize } from './checks.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

export interface FixedSequenceOptions {
  readonly alpha: number;
  /** Hypotheses, the first to be tested first. */
  readonly order: readonly number[];
}

/**
 * Fixed sequence: each hypothesis at full alpha, in the order given, until one is kept. Valid under any dependence.
 *
 * Source: Maurer, Hothorn & Lehmacher, in: Biometrie in der chemisch-pharmazeutischen Industrie 6, 1995, 3-18.
 *
 * @example fixedSequence.build({ alpha: 0.025, order: [1, 0] }) // M+ first, then overall
 */
export const fixedSequence: ProcedureKind<FixedSequenceOptions> = {
  check: ({ alpha, order }) => [
    ...checkAlpha(alpha),
    ...checkSize(order.length, 'order', Number.POSITIVE_INFINITY),
    ...checkOrder(order, order.length),
  ],
  build({ alpha, order }) {
    const size = order.length;
    const bound = boundOf(alpha);
    const next = Int32Array.from(order);
    return {
      size,
      reject(z, rejected) {
        let open = 1;
        for (let i = 0; i < size; i++) {
          if (!(z[next[i]] >= bound)) open = 0;
          rejected[next[i]] = open;
        }
      },
      adjust(p, adjusted) {
        let most = 0;
        for (let i = 0; i < size; i++) {
          most = Math.max(most, orOne(p[next[i]]));
          adjusted[next[i]] = most;
        }
      },
    };
  },
};
