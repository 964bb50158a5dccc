import { canonicalName } from '../cuts.ts';
import type { Randomisation } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { TrialInput } from '../schema/designs.ts';
import type { Context } from './context.ts';
import { checkCharacteristic } from './tests.ts';

/** Options of the allocation and the methods that take them. */
const TAKEN_BY: Record<
  'blocks' | 'stratify by' | 'probability' | 'measure' | 'weights',
  readonly Randomisation['method'][]
> = {
  blocks: ['blocks'],
  'stratify by': ['blocks', 'biased-coin', 'minimisation'],
  probability: ['biased-coin', 'minimisation'],
  measure: ['minimisation'],
  weights: ['minimisation'],
};

/** How patients are allocated; permuted blocks unless the design says otherwise. */
export function readRandomisation(input: TrialInput, path: Path, context: Context): Randomisation {
  const { checker } = context;
  const given = input.randomise ?? {};
  const here = [...path, 'randomise'];
  const parts = /^([1-9]\d{0,3}):([1-9]\d{0,3})$/.exec(
    typeof given.ratio === 'number' ? `${given.ratio}:1` : (given.ratio ?? '1:1').replaceAll(' ', ''),
  );
  if (parts === null) checker.add('ratio-form', [...here, 'ratio'], {});
  const ratio: [number, number] = parts === null ? [1, 1] : [Number(parts[1]), Number(parts[2])];
  const sum = ratio[0] + ratio[1];
  if (parts !== null && given.blocks !== undefined && given.blocks % sum !== 0) {
    checker.add('block-size', [...here, 'blocks'], { sum, ratio: ratio.join(':') });
  }
  const stratifyBy = (given['stratify by'] ?? []).map((one) => canonicalName(one, context.names));
  stratifyBy.forEach((one, i) => {
    checkCharacteristic(one, [...here, 'stratify by', i], context);
  });
  const method = given.method ?? 'blocks';
  for (const option of Object.keys(TAKEN_BY) as (keyof typeof TAKEN_BY)[]) {
    if (given[option] === undefined || TAKEN_BY[option].includes(method)) continue;
    const known = TAKEN_BY[option].map((other) => `method: ${other}`);
    checker.add('option-method', [...here, option], { option, method: `"${method}"`, known }, 'key');
  }
  const base = { ratio, method, block: given.blocks ?? 2 * sum, stratifyBy };
  if (method !== 'biased-coin' && method !== 'minimisation') return base;
  if (method === 'minimisation' && stratifyBy.length === 0) {
    const example = 'stratify by: [EGFR]';
    checker.add('option-needed', here, { option: 'stratify by', method, example }, 'key');
  }
  const weights = Object.fromEntries(
    Object.entries(given.weights ?? {}).map(([name, w]) => [canonicalName(name, context.names), w]),
  );
  for (const name of Object.keys(weights)) {
    if (stratifyBy.includes(name)) continue;
    const suggestion = nearest(name, stratifyBy);
    const parameters = { what: 'name under "stratify by"', name, suggestion, known: stratifyBy };
    checker.add('unknown-name', [...here, 'weights', name], parameters, 'key');
  }
  const probability = given.probability ?? (method === 'minimisation' ? 0.8 : 2 / 3);
  return { ...base, coin: { probability, measure: given.measure ?? 'range', weights } };
}
