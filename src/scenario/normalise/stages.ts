import type { StagedRule, TestSpec } from '../model.ts';
import type { Path } from '../path.ts';
import type { TestInput } from '../schema/designs.ts';
import type { Context } from './context.ts';

type StagesInput = NonNullable<TestInput['stages']>;
type StagesKey = keyof StagesInput;
type Method = 'simon' | 'fleming' | 'predictive-probability';
/** A rule without what all kinds have alike. */
type Rule = StagedRule extends infer R ? (R extends StagedRule ? Omit<R, 'rests' | 'better'> : never) : never;

/** The ways to write the stages of a method: keys that are needed, keys that may be there. */
const FORMS: Record<Method, readonly { needs: readonly StagesKey[]; takes: readonly StagesKey[] }[]> = {
  simon: [
    { needs: ['n1', 'r1', 'n', 'r'], takes: [] },
    { needs: ['p1'], takes: ['power', 'type'] },
  ],
  fleming: [
    { needs: ['patients'], takes: [] },
    { needs: ['patients', 'stop', 'claim'], takes: [] },
    { needs: ['p1'], takes: ['power', 'number'] },
  ],
  'predictive-probability': [
    { needs: ['looks'], takes: ['futility', 'efficacy'] },
    { needs: ['first', 'every', 'n'], takes: ['futility', 'efficacy'] },
  ],
};

/** Reads the stages of a single arm; null where its method has none or they cannot be read. */
export function readStages(
  { stages }: TestInput,
  { by, of }: Pick<TestSpec, 'by' | 'of'>,
  path: Path,
  rate: number | null,
  context: Context,
): StagedRule | null {
  if (stages === undefined || !(by in FORMS)) return null;
  const method = by as Method;
  const here = [...path, 'stages'];
  const { checker, names } = context;
  const { 'screening rests': rests = true, ...own } = stages;
  const written = (Object.keys(own) as StagesKey[]).filter(
    (key) => own[key as keyof typeof own] !== undefined,
  );
  const form = FORMS[method].find(
    ({ needs, takes }) =>
      needs.every((key) => written.includes(key)) &&
      written.every((key) => needs.includes(key) || takes.includes(key)),
  );
  if (form === undefined) {
    checker.add('stages-form', here, { method }, 'key');
    return null;
  }
  const better = names.fewerIsBetter.includes(of) ? 'lower' : 'higher';
  const { p1 } = own;
  if (p1 !== undefined && rate !== null && (better === 'lower' ? p1 >= rate : p1 <= rate))
    checker.add('stages-rate', [...here, 'p1'], { rate, better });
  const rule = method === 'predictive-probability' ? predictive(own) : staged(method, own);
  if (!ordered(rule, own)) checker.add('stages-order', here, { method }, 'key');
  return { ...rule, rests, better };
}

function staged(method: 'simon' | 'fleming', input: StagesInput): Rule {
  const { p1, power = 0.8, type = 'optimal', number = 2, patients = [], stop, claim } = input;
  if (p1 !== undefined)
    return method === 'simon'
      ? { kind: 'simon', p1, power, type }
      : { kind: 'fleming search', p1, power, number };
  const never = Number.POSITIVE_INFINITY;
  if (method === 'simon') {
    const { n1 = 0, r1 = 0, n = 0, r = 0 } = input;
    const second = { n: n - n1, stop: r, claim: r + 1 };
    return { kind: 'stages', stages: [{ n: n1, stop: r1, claim: never }, second] };
  }
  if (stop === undefined || claim === undefined) return { kind: 'fleming', patients };
  const claims = claim.map((one) => (one === 'never' ? never : one));
  const stages = patients.map((n, k) => ({ n, stop: stop[k] ?? -1, claim: claims[k] ?? never }));
  return { kind: 'stages', stages };
}

function predictive({
  looks,
  first = 1,
  every = 1,
  n = 1,
  futility = 0.05,
  efficacy = 1,
}: StagesInput): Rule {
  const between = Array.from(
    { length: Math.max(0, Math.ceil((n - first) / every)) },
    (_, k) => first + k * every,
  );
  return { kind: 'predictive probability', looks: looks ?? [...between, n], futility, efficacy };
}

/** Whether patients and borders rise as they must. */
function ordered(rule: Rule, { stop, claim, first, n }: StagesInput): boolean {
  switch (rule.kind) {
    case 'stages': {
      const { stages } = rule;
      const sameLength = [stop, claim].every((list) => list === undefined || list.length === stages.length);
      const last = stages[stages.length - 1];
      let enrolled = 0;
      return (
        sameLength &&
        last.claim === last.stop + 1 &&
        stages.every((stage, k) => {
          const { stop: least, claim: most } = stages[k - 1] ?? { stop: -1, claim: 0 };
          enrolled += stage.n;
          const rises =
            stage.stop >= least &&
            (k === 0 || stage.claim === Infinity || most === Infinity || stage.claim >= most);
          return rises && stage.n > 0 && stage.stop < stage.claim && stage.stop < enrolled;
        })
      );
    }
    case 'predictive probability': {
      const { looks, futility, efficacy } = rule;
      const rising = looks.every((look, k) => k === 0 || look > looks[k - 1]);
      return rising && futility < efficacy && (first === undefined || n === undefined || first < n);
    }
    default:
      return true;
  }
}

/** Patients of a rule in all; 0 where they are yet to be found. */
export function mostPatients(rule: StagedRule): number {
  switch (rule.kind) {
    case 'stages':
      return rule.stages.reduce((sum, { n }) => sum + n, 0);
    case 'fleming':
      return rule.patients.reduce((sum, n) => sum + n, 0);
    case 'predictive probability':
      return rule.looks[rule.looks.length - 1];
    default:
      return 0;
  }
}
