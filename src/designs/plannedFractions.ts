import type { TestSpec, Timing, TrialDesign } from '../scenario/model.ts';
import type { Expectations } from './expectations.ts';

/**
 * Planned share of the final information by look: the events or patients that the looks wait for; where they wait for other
 * things, what is expected of a test by then; or as the design says.
 *
 * @param size patients planned
 */
export function plannedFractions(
  design: TrialDesign,
  size: number,
  expectations: Expectations,
  test: TestSpec,
): number[] {
  const given = design.multiplicity?.fractions;
  if (given !== undefined) return given;
  const amount = (look: Timing): number | null => {
    switch (look.kind) {
      case 'events':
      case 'patients':
        return look.n;
      case 'assessed':
        return size;
      default:
        return null;
    }
  };
  const [first] = design.looks;
  const alike = design.looks.every((look) => unitOf(look) === unitOf(first));
  const planned = design.looks.map((look, k) =>
    alike ? (amount(look) as number) : expectations.events(expectations.lookMonths[k], test.in, test.of),
  );
  return planned.map((n) => n / planned[planned.length - 1]);
}

/** What a look counts, so that two of them can be compared; each look without a count has a unit of its own. */
function unitOf(look: Timing): unknown {
  switch (look.kind) {
    case 'events':
      return JSON.stringify([look.of, look.in]);
    case 'patients':
      return JSON.stringify(look.in);
    case 'assessed':
      return JSON.stringify({ kind: 'all' });
    default:
      return look;
  }
}
