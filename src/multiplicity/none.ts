import { checkAlpha, checkSize } from './checks.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

export interface NoneOptions {
  readonly alpha: number;
  /** Number of hypotheses. */
  readonly size: number;
}

/**
 * Every hypothesis at full alpha: no control of the familywise error rate, only of each test's own.
 *
 * @example none.build({ alpha: 0.025, size: 2 }) // rejects z = 1.96, 1.96
 */
export const none: ProcedureKind<NoneOptions> = {
  check: ({ alpha, size }) => [...checkAlpha(alpha), ...checkSize(size, 'size', Number.POSITIVE_INFINITY)],
  build({ alpha, size }) {
    const bound = boundOf(alpha);
    return {
      size,
      reject(z, rejected) {
        for (let j = 0; j < size; j++) rejected[j] = z[j] >= bound ? 1 : 0;
      },
      adjust(p, adjusted) {
        for (let j = 0; j < size; j++) adjusted[j] = orOne(p[j]);
      },
    };
  },
};
