import type { PlannedInformation } from '../../designs/plannedInformation.ts';
import type { TrialDesign } from '../../scenario/model.ts';
import { RESULTS } from '../trial.ts';
import type { Conduct } from './conduct.ts';
import { CONDUCT, DECISION, DECISIONS } from './decisions.ts';
import { createFamilyTest, type FamilyTest } from './familyTest.ts';
import { ownAlpha } from './ownAlpha.ts';

/** All is decided at the last look, by the procedure of the family; tests outside it at their own alpha. */
export function fixedConduct(
  { tests, looks, multiplicity }: TrialDesign,
  information: () => PlannedInformation,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const last = looks.length - 1;
  const final = last * tests.length * RESULTS;
  const whole = tests.length * DECISIONS;
  const family = multiplicity === null ? null : createFamilyTest(multiplicity, tests, information(), results);
  const alone = Uint8Array.from(tests, (_, t) => (family?.places.includes(t) ? 0 : 1));
  const own = ownAlpha(tests, alone, results, decisions);
  const twoSided = multiplicity?.sided === 2;
  return {
    adaptation: null,
    start() {},
    decide(look) {
      if (look < last) return false;
      own.decide(final, last + 1);
      if (family !== null) {
        family.test(final);
        writeFamily(family, twoSided, last + 1, decisions);
      }
      decisions[whole + CONDUCT.stopLook] = last + 1;
      decisions[whole + CONDUCT.efficacyAt] = Number.NaN;
      decisions[whole + CONDUCT.futilityAt] = Number.NaN;
      return true;
    },
  };
}

function writeFamily(
  { places, rejected, z }: FamilyTest,
  twoSided: boolean,
  look: number,
  decisions: Float64Array,
): void {
  for (let j = 0; j < places.length; j++) {
    const to = places[j] * DECISIONS;
    const benefit = rejected[j] === 1 && z[j] > 0;
    decisions[to + DECISION.rejected] = benefit ? 1 : 0;
    decisions[to + DECISION.rejectedAt] = benefit ? look : Number.NaN;
    decisions[to + DECISION.dropped] = 0;
    if (twoSided) decisions[to + DECISION.harm] = rejected[j] === 1 && z[j] < 0 ? 1 : 0;
  }
}
