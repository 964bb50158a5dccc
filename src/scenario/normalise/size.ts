import { evaluatePopulation } from '../cells.ts';
import type { PopulationExpression, Quota, Randomisation, Size, TrialDesign } from '../model.ts';
import type { Path } from '../path.ts';
import { populationText } from '../populationText.ts';
import { SIZE_KEYS, type TrialInput } from '../schema/designs.ts';
import { type Context, exactlyOne } from './context.ts';
import { designCells, designCellText } from './designCells.ts';
import { readPopulationIn } from './tests.ts';

/** Reads the bounds on numbers by population; populations that overlap are a fault. */
export function readQuotas(
  input: TrialInput,
  path: Path,
  enrol: PopulationExpression,
  context: Context,
): TrialDesign['quotas'] {
  const quotas: TrialDesign['quotas'] = [];
  const { checker, names } = context;
  for (const [key, written] of Object.entries(input.quotas ?? {})) {
    const at = [...path, 'quotas', key];
    const population = readPopulationIn(key, at, enrol, context);
    if (population !== null) quotas.push({ population, ...readBounds(written, at, context) });
  }
  const cells = designCells([enrol, ...quotas.map((quota) => quota.population)], names);
  for (const cell of cells) {
    if (!evaluatePopulation(enrol, cell)) continue;
    const keys = quotas.filter((quota) => evaluatePopulation(quota.population, cell));
    if (keys.length < 2) continue;
    const texts = keys.map((quota) => populationText(quota.population));
    checker.add('quota-overlap', [...path, 'quotas'], { cell: designCellText(cell), keys: texts }, 'key');
    break;
  }
  return quotas;
}

type QuotaInput = NonNullable<TrialInput['quotas']>[string];

function readBounds(written: QuotaInput, path: Path, { checker }: Context): Omit<Quota, 'population'> {
  const never = Number.POSITIVE_INFINITY;
  if (typeof written === 'number') return { least: written, most: written, until: never };
  if (Array.isArray(written)) {
    const sum = written.reduce((total, n) => total + n, 0);
    return { least: sum, most: sum, until: never, byStage: written };
  }
  const { 'at least': least = 0, 'at most': most = Number.POSITIVE_INFINITY, until = never, from } = written;
  const afterLook = written['after look'];
  if (from !== undefined && afterLook !== undefined)
    checker.add('several-of', [...path, 'after look'], { keys: ['from', 'after look'] }, 'key');
  if (least === 0 && most === never && from === undefined && afterLook === undefined) {
    if (!checker.hasUnknownKey(path))
      checker.add('none-of', path, { keys: ['at least', 'at most', 'from', 'after look'] }, 'key');
  } else if (least > most) checker.add('quota-bounds', path, { least, most });
  if (from !== undefined && until <= from) checker.add('quota-from', [...path, 'until'], { from, until });
  return {
    least,
    most,
    until,
    ...(from === undefined ? {} : { from }),
    ...(afterLook === undefined ? {} : { afterLook }),
  };
}

/** Faults of numbers by stage: for all quotas, a number for each look, and the looks at these patients. */
export function checkStages(
  { quotas, enrol, looks }: TrialDesign,
  path: Path,
  { checker, names }: Context,
): void {
  const stages = Math.max(0, ...quotas.map(({ byStage }) => byStage?.length ?? 0));
  if (stages === 0 || !checker.sound([...path, 'looks'])) return;
  let sum = 0;
  const sums = Array.from({ length: stages }, (_, s) => {
    sum += quotas.reduce((total, { byStage }) => total + (byStage?.[s] ?? 0), 0);
    return sum;
  });
  const cells = designCells([enrol, ...quotas.map(({ population }) => population)], names);
  const left = cells.find(
    (cell) =>
      evaluatePopulation(enrol, cell) && !quotas.some((one) => evaluatePopulation(one.population, cell)),
  );
  const timed = looks.every((look, k) => {
    if (look.kind === 'patients')
      return (
        look.n === sums[k] &&
        cells.every((cell) => !evaluatePopulation(enrol, cell) || evaluatePopulation(look.in, cell))
      );
    return k === looks.length - 1 && (look.kind === 'assessed' || look.kind === 'follow-up');
  });
  const lists = quotas.every(({ byStage }) => byStage?.length === looks.length);
  if (left === undefined && timed && lists) return;
  const uncovered = left === undefined ? null : designCellText(left);
  checker.add('quota-stages', [...path, 'quotas'], { sums, uncovered }, 'key');
}

interface SizeSetting {
  randomise: Randomisation;
  quotas: TrialDesign['quotas'];
  enrol: PopulationExpression;
  /** Whether a rule of stages sizes the trial. */
  staged: boolean;
}

const QUANTITIES = ['randomised', 'events', 'screened', 'months', 'cost'] as const;

/** Reads how many are randomised: given, matched, or the sum of quotas that cover everybody. */
export function readSize(input: TrialInput, path: Path, setting: SizeSetting, context: Context): Size {
  const { checker, names } = context;
  const { quotas, enrol, randomise, staged } = setting;
  const here = [...path, 'size'];
  if (staged) {
    if (input.size !== undefined)
      checker.add('option-method', here, { option: 'size', method: 'a trial of stages', known: [] }, 'key');
    return { kind: 'stages' };
  }
  const sum = quotas.reduce((total, quota) => total + quota.least, 0);
  const room = quotas.reduce((total, quota) => total + quota.most, 0);
  const whole: Size = { kind: 'randomised', n: sum };
  const populations = quotas.map((quota) => quota.population);
  const partition =
    quotas.length > 0 &&
    designCells([enrol, ...populations], names).every(
      (cell) => !evaluatePopulation(enrol, cell) || populations.some((one) => evaluatePopulation(one, cell)),
    );
  if (input.size === undefined) {
    const fixed = partition && quotas.every((quota) => quota.least === quota.most);
    if (!fixed && checker.sound(here) && context.complete(path))
      checker.add(
        'missing',
        here,
        { name: 'size', hint: 'for instance `size: {randomised: 400}`, or {treated: 60} of a single arm' },
        'key',
      );
    return whole;
  }
  const way = exactlyOne(checker, input.size, SIZE_KEYS, here);
  if (way === null) return whole;
  if (way === 'match') {
    if (partition && room === sum) checker.add('quota-match', here, {}, 'key');
    return readMatch(input.size.match!, input.size.on, here, context);
  }
  if (input.size.on !== undefined) {
    checker.add(
      'option-method',
      [...here, 'on'],
      { option: 'on', method: `"${way}"`, known: ['match'] },
      'key',
    );
  }
  if (way === 'per arm' && randomise.ratio[0] !== randomise.ratio[1]) {
    checker.add('per-arm-ratio', [...here, 'per arm'], { ratio: randomise.ratio.join(':') }, 'key');
  }
  const single = input['single arm'] !== undefined;
  if (single !== (way === 'treated')) {
    const method = single ? 'a single-arm trial' : 'a randomised trial';
    const known = single ? ['treated'] : ['randomised', 'per arm'];
    checker.add('option-method', [...here, way], { option: way, method, known }, 'key');
  }
  const { randomised, treated } = input.size;
  const n = way === 'per arm' ? 2 * input.size['per arm']! : (randomised ?? treated)!;
  if (sum > n) checker.add('quota-sum', [...path, 'quotas'], { sum, randomised: n, partition }, 'key');
  else if (partition && room < n) {
    checker.add('quota-sum', [...path, 'quotas'], { sum: room, randomised: n, partition }, 'key');
  }
  return { kind: 'randomised', n };
}

/** Whether the design and the test exist is asked when all designs are read. */
function readMatch(design: string, on: string | undefined, path: Path, { checker }: Context): Size {
  const quantity = on ?? 'randomised';
  const power = /^power of (.+)$/.exec(quantity);
  if (power !== null) return { kind: 'match', design, on: 'power', test: power[1].trim() };
  const known = QUANTITIES.find((one) => one === quantity);
  if (known === undefined) checker.add('match-quantity', [...path, 'on'], { known: QUANTITIES });
  return { kind: 'match', design, on: known ?? 'randomised', test: null };
}
