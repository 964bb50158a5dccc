import type { Multiplicity } from '../scenario/conductModel.ts';

/**
 * Level at which a test of a family is decided whatever the others show, as its tests are sided: its power is then that of a test
 * by itself. Null where it depends on them.
 */
export function ownLevel({ of, procedure, alpha }: Multiplicity, test: string): number | null {
  const place = of.indexOf(test);
  switch (procedure.kind) {
    case 'none':
      return alpha;
    case 'bonferroni':
      return procedure.weights[place] * alpha;
    case 'fixed-sequence':
      return procedure.order[0] === place ? alpha : null;
    case 'mast':
      return place === 0 ? procedure.alphaPositive : null;
    default:
      return of.length === 1 ? alpha : null;
  }
}
