import { VERDICTS } from './claims.ts';
import { type Column, OP, type Quantity } from './columns.ts';

/** Quantities that are compared between designs replicate by replicate. */
const PAIRED: ReadonlySet<Quantity> = new Set([
  'rejects',
  'z',
  'claim',
  ...VERDICTS,
  'success',
  'weighted power',
  'right class',
  'path',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
  'average power',
  'rejections',
  'screened',
  'randomised',
  'events',
  'months to last patient',
  'months to analysis',
  'cost',
  'marker-negative exposed',
  'correct decisions',
  'right set',
]);

/** Differences, second design minus first, of every quantity that two designs have under the same name. */
export function pairedColumns(columns: readonly Column[], designs: readonly string[]): Column[] {
  const finals = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.look === 0 && PAIRED.has(column.quantity));
  const pairs = designs.flatMap((reference, i) =>
    designs.slice(i + 1).map((design) => ({ reference, design })),
  );
  return pairs.flatMap(({ reference, design }) =>
    finals
      .filter(({ column }) => column.design === design)
      .flatMap(({ column, index }) => {
        const other = finals.find(
          ({ column: c }) =>
            c.design === reference && c.quantity === column.quantity && c.analysis === column.analysis,
        );
        return other === undefined
          ? []
          : [
              {
                ...column,
                reference,
                op: OP.difference,
                a: index,
                b: other.index,
                constant: 0,
                weight: -1,
                estimand: null,
                quantiles: false,
              },
            ];
      }),
  );
}
