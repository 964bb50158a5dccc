import type { EndpointData } from '../analyses/endpointData.ts';
import { createMoments, type Moments } from '../analyses/moments.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { PopulationExpression, TestSpec } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { createSurvivalData, type SurvivalData } from '../subjects/survivalData.ts';
import { comparisonName, isMatched } from './cohortComparison.ts';
import type { ContrastView } from './contrastView.ts';

/** The patients whose data a test reads: of a contrast, those of both sides. */
export function patientsRead({ in: own, against }: TestSpec): PopulationExpression {
  // The cohort's patients are in groups that the trial need not enrol.
  if (against?.kind === 'cohort') return isMatched(against.adjustment) ? own : { kind: 'all' };
  return against?.kind === 'population' ? { kind: 'or', of: [own, against.population] } : own;
}

/** Name of the data that a test reads: the endpoint's, or a contrast's view of it. */
export function dataOf(test: TestSpec): string {
  if (test.against?.kind === 'cohort') return comparisonName(test, test.against);
  if (test.against?.kind !== 'population') return test.of;
  const { population, arm } = test.against;
  const where = arm === undefined ? '' : ` in ${arm}`;
  return `${test.of}: ${populationText(test.in)} against ${populationText(population)}${where}`;
}

/**
 * Side of a contrast that a group is on: 1 `in`, 0 `against`, -1 neither. The sides stand where the arms of a randomised trial
 * stand, so every test of two arms is a test of two populations.
 */
export function sidesOf({ in: own, against }: TestSpec, population: Population): Int8Array {
  const first = membersOf(population, own);
  const other = against?.kind === 'population' ? membersOf(population, against.population) : first;
  return Int8Array.from(first, (member, g) => (member === 1 ? 1 : other[g] === 1 ? 0 : -1));
}

/** The one arm that a contrast looks at; null where everybody is on one arm anyway. */
export function armOf({ against }: Pick<TestSpec, 'against'>): 0 | 1 | null {
  if (against?.kind !== 'population' || against.arm === undefined) return null;
  return against.arm === 'experimental' ? 1 : 0;
}

/**
 * @param sides by group, see `sidesOf`
 * @param arm whose patients alone are seen; null: all
 */
export function contrastView(source: EndpointData, sides: Int8Array, arm: 0 | 1 | null = null): ContrastView {
  switch (source.kind) {
    case 'time-to-event':
      return arm === null ? survivalView(source.data, sides) : armSurvivalView(source.data, sides, arm);
    case 'binary': {
      const counts = new Int32Array(source.counts.length);
      const refresh = () => fillCounts(source.counts, sides, arm, counts);
      return { data: { kind: 'binary', counts }, refresh };
    }
    case 'continuous': {
      const moments = createMoments(source.moments.groups, source.moments.covariates);
      const refresh = () => fillMoments(source.moments, sides, arm, moments);
      return { data: { kind: 'continuous', moments }, refresh };
    }
  }
}

function survivalView(source: SurvivalData, sides: Int8Array): ContrastView {
  const data: SurvivalData = {
    ...createSurvivalData(0),
    time: source.time,
    code: new Uint16Array(source.code.length),
  };
  const { code } = data;
  // The bit of the arm, by group; who is on neither side is in no selection.
  const bits = Uint8Array.from(sides, (side) => (side === 1 ? 2 : 0));
  return {
    data: { kind: 'time-to-event', data },
    refresh() {
      data.n = source.n;
      data.tied = source.tied;
      for (let i = 0; i < source.n; i++) {
        const c = source.code[i];
        code[i] = (c & ~2) | bits[c >> 2];
      }
    },
  };
}

/** The same of one arm's patients: they are copied in the order in which they stand. */
function armSurvivalView(source: SurvivalData, sides: Int8Array, arm: 0 | 1): ContrastView {
  const data: SurvivalData = {
    ...createSurvivalData(0),
    time: new Float64Array(source.time.length),
    code: new Uint16Array(source.code.length),
  };
  const bits = Uint8Array.from(sides, (side) => (side === 1 ? 2 : 0));
  return {
    data: { kind: 'time-to-event', data },
    refresh() {
      const { time, code } = data;
      let n = 0;
      for (let i = 0; i < source.n; i++) {
        const c = source.code[i];
        if (((c >> 1) & 1) !== arm) continue;
        time[n] = source.time[i];
        code[n] = (c & ~2) | bits[c >> 2];
        n++;
      }
      data.n = n;
      data.tied = source.tied;
    },
  };
}

function fillCounts(from: Int32Array, sides: Int8Array, arm: 0 | 1 | null, to: Int32Array): void {
  const [control, experimental] = [arm === 1 ? 0 : 1, arm === 0 ? 0 : 1];
  for (let g = 0; g < sides.length; g++) {
    if (sides[g] < 0) continue;
    const at = 4 * g;
    const side = at + 2 * sides[g];
    to[side] = control * from[at] + experimental * from[at + 2];
    to[side + 1] = control * from[at + 1] + experimental * from[at + 3];
  }
}

function fillMoments(from: Moments, sides: Int8Array, arm: 0 | 1 | null, to: Moments): void {
  const k = from.covariates;
  for (let g = 0; g < sides.length; g++) {
    if (sides[g] < 0) continue;
    const side = 2 * g + sides[g];
    addUp(from.n, to.n, g, arm, side, 1);
    addUp(from.y, to.y, g, arm, side, 1);
    addUp(from.yy, to.yy, g, arm, side, 1);
    addUp(from.x, to.x, g, arm, side, k);
    addUp(from.xy, to.xy, g, arm, side, k);
    addUp(from.xx, to.xx, g, arm, side, k * k);
  }
}

/** Sum over the arms of a group, or one of them, `width` numbers each, to one class. */
function addUp(
  from: Float64Array,
  to: Float64Array,
  group: number,
  arm: 0 | 1 | null,
  cls: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) {
    const control = arm === 1 ? 0 : from[2 * group * width + i];
    to[cls * width + i] = control + (arm === 0 ? 0 : from[(2 * group + 1) * width + i]);
  }
}
