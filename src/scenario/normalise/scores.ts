import { cutOf } from '../cuts.ts';
import type { BinaryEndpoint, Endpoint, ScoreLaw } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import { namedIn } from '../populationNames.ts';
import { populationText } from '../populationText.ts';
import type { TruthInput } from '../schema/truth.ts';
import { type Context, checkName } from './context.ts';
import { checkScoreRates } from './endpoints.ts';
import { readNumbers } from './tables.ts';

/**
 * Reads the scores. One with an AUC takes its law from the endpoint that the AUC speaks of, and writes its effect on that
 * endpoint's control arm there.
 */
export function readScores(
  input: TruthInput,
  endpoints: Record<string, Endpoint>,
  context: Context,
): Record<string, ScoreLaw> {
  const { checker } = context;
  const scores: Record<string, ScoreLaw> = {};
  for (const [name, { auc, of, mean, ...measured }] of Object.entries(input.scores ?? {})) {
    const path = ['truth', 'scores', name];
    checkScoreName(name, context);
    if (!checker.sound(path)) continue;
    if (measured.reliability !== undefined && measured['error sd'] !== undefined)
      checker.add('several-of', [...path, 'error sd'], { keys: ['reliability', 'error sd'] }, 'key');
    const error = errorOf(measured);
    scores[name] = { kind: 'normal', ...error, ...readMean(mean, path, context) };
    if (mean !== undefined && auc !== undefined) {
      const parameters = { option: 'mean', method: 'a score with `auc`', known: ['a score without it'] };
      checker.add('option-method', [...path, 'mean'], parameters, 'key');
    }
    if (auc === undefined) {
      if (of !== undefined) checker.add('missing', [...path, 'auc'], { name: 'auc', hint: 'e.g. auc: 0.7' });
      continue;
    }
    // Out of range is a fault told already.
    if (!(auc > 0.5 && auc < 1)) continue;
    const endpoint = endpointOf(name, of, endpoints, context);
    if (endpoint === null) continue;
    scores[name] = { kind: 'binormal', cases: endpoint.control[0].value, auc, ...error };
    endpoint.binormal = { score: name, auc };
    const at = ['truth', 'endpoints', of ?? Object.keys(context.names.endpoints)[0], 'binary'];
    checkScoreRates(endpoint, [...at, endpoint.effect.kind], context);
  }
  return scores;
}

/** By declared markers and strata; the same for everybody is none. */
function readMean(mean: ScoreInput['mean'], path: Path, context: Context): Pick<ScoreLaw, 'mean'> {
  if (mean === undefined) return {};
  const here = [...path, 'mean'];
  const table = readNumbers(mean, here, context, 0);
  for (const { population } of table) {
    const cut = namedIn(population).find((name) => cutOf(name) !== null);
    if (cut !== undefined)
      context.checker.add('score-mean', [...here, populationText(population, 'truth')], { cut }, 'key');
  }
  // Origin and spread of a score are those of all its patients only where the mean is one for all.
  return table.every(({ value }) => value === 0) ? {} : { mean: table };
}

type ScoreInput = NonNullable<TruthInput['scores']>[string];

/** The error of the measurement: a reliability is of the normal law, 1 / (1 + its variance). Below 1e-3 there is none. */
function errorOf({ reliability = 1, 'error sd': given }: ScoreInput): Pick<ScoreLaw, 'errorSd'> {
  const errorSd = given ?? (reliability > 0 ? Math.sqrt(1 / reliability - 1) : 0);
  return errorSd < 1e-3 ? {} : { errorSd };
}

function checkScoreName(name: string, { checker, names }: Context): void {
  const path = ['truth', 'scores', name];
  checkName(checker, 'score', name, path);
  const taken = names.markers.includes(name) || name in names.factors;
  if (
    taken ||
    !/^\p{L}[\p{L}\p{N}_]*(?:[- ][\p{L}\p{N}_]+)*$/u.test(name) ||
    /(^| )(true|not|all)( |$)/.test(name)
  ) {
    const rule = taken
      ? 'must not be that of a marker or stratum'
      : 'starts with a letter, goes on with letters, digits, _, inner - or space, and holds no word of the language';
    checker.add('bad-name', path, { what: 'score', rule }, 'key');
  }
}

/** The binary endpoint that an AUC speaks of, with one control rate for everybody; null after a fault. */
function endpointOf(
  score: string,
  named: string | undefined,
  endpoints: Record<string, Endpoint>,
  { checker, names }: Context,
): BinaryEndpoint | null {
  const known = Object.keys(names.endpoints);
  const path = ['truth', 'scores', score];
  const of = named ?? (known.length === 1 ? known[0] : undefined);
  if (of === undefined) {
    checker.add('name-needed', [...path, 'of'], { what: 'endpoint', known });
    return null;
  }
  if (!known.includes(of)) {
    const suggestion = nearest(of, known);
    checker.add('unknown-name', [...path, 'of'], { what: 'endpoint', name: of, suggestion, known });
    return null;
  }
  const endpoint = endpoints[of];
  if (endpoint === undefined) return null;
  const fits =
    endpoint.kind === 'binary' &&
    endpoint.binormal === undefined &&
    endpoint.prognosticPerSd?.[score] === undefined &&
    endpoint.control.length === 1 &&
    endpoint.control[0].population.kind === 'all' &&
    endpoint.control[0].value > 0 &&
    endpoint.control[0].value < 1 &&
    endpoint.prognosticOddsRatio.every(({ value }) => value === 1);
  if (fits) return endpoint;
  checker.add('score-endpoint', named === undefined ? path : [...path, 'of'], { score, endpoint: of });
  return null;
}
