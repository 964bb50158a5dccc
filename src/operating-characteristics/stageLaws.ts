import type { PairLaw } from '../adaptive/twoStages.ts';
import { type Expectations, expectationsOfMix } from '../designs/expectations.ts';
import { allocationOf } from '../designs/limits/allocation.ts';
import { dataCutLimit } from '../designs/limits/dataCutLimit.ts';
import { entryProbability } from '../designs/limits/entryLaw.ts';
import { enrolledMix, type PatientMix, within } from '../designs/limits/patientMix.ts';
import { restrictedMix } from '../designs/limits/restrictedMix.ts';
import { testEstimateLaw, testLaw } from '../designs/limits/testLaw.ts';
import type { EstimateLaw, ZLaw } from '../designs/limits/zLaw.ts';
import { whoseDataCount } from '../designs/testInformation.ts';
import { informationCorrelation } from '../multiplicity/informationCorrelation.ts';
import type { Population } from '../population/groups.ts';
import type { PopulationExpression, TestSpec, Timing } from '../scenario/model.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';

/** Limiting laws of the stages of two tests. */
export interface StageLaws {
  /** z at the first look. */
  readonly first: PairLaw;
  /** Estimates there. */
  readonly estimates: readonly EstimateLaw[];
  /** What the second stage adds where the tests of a mask go on; of a test that does not its law is not known. */
  second(left: number): PairLaw;
  /** Share of the first look in the information of a test at the end. */
  share(left: number, j: number): number;
  /** Correlation of the final z where both go on. */
  readonly pooled: number;
  /** Sizes and months where the tests of a mask go on; 0: of a trial that stops at the first look. */
  expected(left: number): Expectations;
}

/** What is expected of both tests at a data cut. */
export interface CutLaws {
  readonly z: readonly ZLaw[];
  readonly information: readonly number[];
  readonly shared: number;
}

/**
 * @param tests the two of the family
 * @param recruits patients of each test by group, who alone are randomised after the first look where only that test goes on; null:
 *   everybody is
 */
export function stageLaws(
  trial: PlannedTrial,
  population: Population,
  tests: readonly TestSpec[],
  recruits: readonly Uint8Array[] | null,
): StageLaws {
  const { design, plan, truth, expectations } = trial;
  const whole = enrolledMix(design, plan, truth, population);
  const [month] = expectations.lookMonths;
  const lawsAt = (mix: PatientMix, own: Expectations, at: number) =>
    cutLaws({ ...trial, expectations: own }, population, tests, mix, at);
  const first = lawsAt(whole, expectations, month);
  const everyone = recruits === null ? null : recruits[0].map((member, g) => member | recruits[1][g]);
  const finals = new Map<number, { own: Expectations; laws: CutLaws }>();
  const finalOf = (left: number) => {
    const found = finals.get(left);
    if (found !== undefined) return found;
    const one = left === 0b11 ? null : (recruits?.[left === 0b01 ? 0 : 1] ?? null);
    const mix =
      one === null || everyone?.every((member, g) => member === one[g])
        ? whole
        : restrictedMix(whole, plan, population, one, month);
    const going = tests.filter((_, j) => (left >> j) & 1).map((test) => test.in);
    const looks = mix === whole ? design.looks : [design.looks[0], lookAfter(design.looks[1], going, mix)];
    const own = expectationsOfMix({ ...design, looks }, mix, truth, population);
    const made = { own, laws: lawsAt(mix, own, own.lookMonths[1]) };
    finals.set(left, made);
    return made;
  };

  /** Number that a look waits for once only some go on, in the expected trial. */
  function lookAfter(look: Timing, going: PopulationExpression[], mix: PatientMix): Timing {
    switch (look.kind) {
      case 'events': {
        const { events } = expectationsOfMix(design, mix, truth, population);
        const recruited: PopulationExpression = { kind: 'or', of: going };
        const inside: PopulationExpression = { kind: 'and', of: [recruited, look.in] };
        const some = within(mix.patients, population, inside).some((n) => n > 0);
        const among = some ? inside : recruited;
        const n = events(month, among, look.of) + look.n - events(month, look.in, look.of);
        return { ...look, n, in: among };
      }
      case 'patients': {
        const entered = (of: PopulationExpression) =>
          within(mix.patients, population, of).reduce(
            (sum, n, g) => sum + n * entryProbability(mix.entry[g], month),
            0,
          );
        const n = look.n - entered(look.in) + entered({ kind: 'all' });
        return { ...look, n, in: { kind: 'all' } };
      }
      case 'first of':
      case 'last of':
        return { ...look, of: look.of.map((one) => lookAfter(one, going, mix)) };
      default:
        return look;
    }
  }

  const stopped = expectationsOfMix({ ...design, looks: [design.looks[0]] }, whole, truth, population);
  const cut = dataCutLimit(truth, population, whole, month);
  const allocation = allocationOf(design, plan, whole);
  return {
    first: pairLaw(first),
    estimates: tests.map((test) => testEstimateLaw(test, cut, allocation)),
    second: (left) => added(first, finalOf(left).laws),
    share: (left, j) => first.information[j] / finalOf(left).laws.information[j],
    get pooled() {
      const { information, shared } = finalOf(0b11).laws;
      return informationCorrelation(information[0], information[1], shared);
    },
    expected: (left) => (left === 0 ? stopped : finalOf(left).own),
  };
}

/** Laws and information of two tests at a data cut of the patients of a mix. */
export function cutLaws(
  { design, plan, truth, expectations }: PlannedTrial,
  population: Population,
  tests: readonly TestSpec[],
  mix: PatientMix,
  month: number,
): CutLaws {
  const cut = dataCutLimit(truth, population, mix, month);
  const allocation = allocationOf(design, plan, mix);
  const both: PopulationExpression = { kind: 'and', of: tests.map(whoseDataCount) };
  return {
    z: tests.map((test) => testLaw(test, cut, allocation)),
    information: tests.map((test) => expectations.events(month, whoseDataCount(test), test.of)),
    shared: expectations.events(month, both, tests[0].of),
  };
}

/** Whether the correlation of two tests is that of their information. */
export function alike([a, b]: readonly TestSpec[]): boolean {
  const plain = [a, b].every(
    ({ interaction, target, against }) => interaction === null && target === null && against === null,
  );
  return plain && a.of === b.of && a.by === b.by;
}

/** The joint law of two z of one endpoint. */
function pairLaw({ z, information, shared }: CutLaws): PairLaw {
  const correlation = shared === 0 ? 0 : informationCorrelation(information[0], information[1], shared);
  return {
    mean: z.map(({ mean }) => mean),
    sd: z.map(({ sd }) => sd),
    // Two tests of the same patients are one; the plane is not to shrink to a line.
    correlation: Math.min(0.999999, correlation),
  };
}

/** What the score of the second look adds to that of the first, standardised; scores have independent increments. */
function added(before: CutLaws, after: CutLaws): PairLaw {
  const information = after.information.map((all, j) => all - before.information[j]);
  const z = after.z.map((law, j): ZLaw => {
    const [i, all] = [before.information[j], after.information[j]];
    const sum = law.mean * Math.sqrt(all) - before.z[j].mean * Math.sqrt(i);
    const variance = (law.sd ** 2 * all - before.z[j].sd ** 2 * i) / information[j];
    return { mean: sum / Math.sqrt(information[j]), sd: Math.sqrt(variance), df: law.df };
  });
  return pairLaw({ z, information, shared: after.shared - before.shared });
}
