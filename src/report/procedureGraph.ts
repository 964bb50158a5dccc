import type { Multiplicity, Transition } from '../scenario/conductModel.ts';

/** An arrow: the share of the alpha of one test that goes to another once it is rejected. */
interface Edge {
  from: number;
  to: number;
  share: string;
}

/** A procedure as its graph: tests with their levels, and where alpha goes. */
export interface ProcedureGraph {
  names: string[];
  /** Level of each test before anything is rejected. */
  levels: number[];
  edges: Edge[];
}

/**
 * The graph of a procedure that divides alpha among its tests (Bretz et al., Stat Med 2009;28:586-604, section 3 draws the
 * classical ones); null for procedures that are no such graph.
 *
 * @example of Holm for two tests: both at half of alpha, all of it passed on
 */
export function procedureGraph({ of, procedure, alpha }: Multiplicity): ProcedureGraph | null {
  const nothing = of.map(() => of.map((): Transition => 0));
  const drawn = (weights: readonly number[], transitions: readonly (readonly Transition[])[]) => ({
    names: of,
    levels: weights.map((weight) => weight * alpha),
    edges: transitions.flatMap((row, from) =>
      row.flatMap((share, to) => (share === 0 ? [] : [{ from, to, share: shareText(share) }])),
    ),
  });
  switch (procedure.kind) {
    case 'bonferroni':
      return drawn(procedure.weights, nothing);
    case 'holm': {
      const { weights } = procedure;
      const rest = (j: number) => weights.reduce((sum, w, k) => (k === j ? sum : sum + w), 0);
      return drawn(
        weights,
        weights.map((_, j) => weights.map((w, k) => (k === j || rest(j) === 0 ? 0 : w / rest(j)))),
      );
    }
    case 'fixed-sequence':
      return drawn(
        of.map((_, j) => (j === procedure.order[0] ? 1 : 0)),
        chain(procedure.order),
      );
    case 'fallback': {
      const { order, weights, exhaustive } = procedure;
      const transitions = chain(order);
      const others = order.slice(0, -1);
      const sum = others.reduce((total, j) => total + weights[j]!, 0);
      if (exhaustive && sum > 0)
        for (const j of others) transitions[order[order.length - 1]!]![j] = weights[j]! / sum;
      return drawn(weights, transitions);
    }
    case 'graph':
      return drawn(procedure.weights, procedure.transitions);
    default:
      return null;
  }
}

/** Each passes all of its alpha to the next. */
function chain(order: readonly number[]): Transition[][] {
  const transitions = order.map(() => order.map((): Transition => 0));
  order.slice(1).forEach((next, i) => {
    transitions[order[i]!]![next] = 1;
  });
  return transitions;
}

function shareText(share: Transition): string {
  if (typeof share === 'number') return String(Number(share.toPrecision(3)));
  const { value, epsilon } = share;
  if (value === 0) return epsilon === 1 ? 'ε' : `${epsilon} ε`;
  return `${value} ${epsilon < 0 ? '−' : '+'} ${Math.abs(epsilon) === 1 ? '' : `${Math.abs(epsilon)} `}ε`;
}
