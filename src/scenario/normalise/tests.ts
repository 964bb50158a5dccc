import { canonicalName } from '../cuts.ts';
import type { Endpoint, PopulationExpression, TestSpec } from '../model.ts';
import { nearest } from '../nearest.ts';
import { formatPath, type Path } from '../path.ts';
import { parsePopulation } from '../populationExpression.ts';
import { populationText } from '../populationText.ts';
import type { TestInput } from '../schema/designs.ts';
import { targetPopulation } from '../targetPopulation.ts';
import { checkAgainst, readAgainst } from './against.ts';
import { checkBasket, enrols, readBasket } from './baskets.ts';
import { type Context, checkName } from './context.ts';
import { overlap } from './designCells.ts';
import { readMargin } from './margin.ts';
import { defaultMethod, intervalsOf, METHODS, methodsWhere } from './methods.ts';
import { readStages } from './stages.ts';
import { checkOptions, pointOf } from './testOptions.ts';

/** What a trial's tests take over from it. */
export interface TrialDefaults {
  enrol: PopulationExpression;
  singleArm: boolean;
  sided: 1 | 2 | undefined;
  alpha: number | undefined;
}

/** Reads a test; null if it cannot be read. Of a test with parts of the wrong shape the other parts are checked. */
export function readTest(
  name: string,
  written: TestInput,
  path: Path,
  defaults: TrialDefaults,
  context: Context,
): TestSpec | null {
  const { checker } = context;
  checkName(checker, 'test', name, path);
  if (!checker.readable(path)) return null;
  const input = Object.fromEntries(
    Object.entries(written).filter(([key]) => checker.sound([...path, key])),
  ) as TestInput;
  const each = context.each.get(formatPath(path));
  // Levels that the design does not enrol have no test.
  if (each !== undefined && !enrols(each, defaults.enrol, context)) return null;
  const population = readPopulationIn(input.in, [...path, 'in'], defaults.enrol, context);
  const characteristics = { 'stratify by': [] as string[], covariates: [] as string[] };
  for (const key of ['stratify by', 'covariates'] as const) {
    input[key]?.forEach((one, i) => {
      const covariate = key === 'covariates';
      const name = canonicalName(one, context.names);
      characteristics[key].push(name);
      if (covariate && (context.names.scores.includes(one) || (one === 'baseline' && input.by === 'ancova')))
        return;
      checkCharacteristic(name, [...path, key, i], context);
    });
  }
  checkInteraction(input, path, population ?? { kind: 'all' }, defaults.enrol, context);
  const endpoint = checker.sound([...path, 'of']) ? readEndpointName(input.of, path, context) : null;
  const kind = endpoint === null ? null : context.names.endpoints[endpoint];
  if (endpoint === null || kind === null || population === null || !checker.sound(path)) return null;
  const by = readMethod(input, path, kind, context);
  if (by === null) return null;
  const estimate = checkOptions(input, by, path, endpoint, context);
  const against = readAgainst(input, path, population, defaults.enrol, context);
  checkBasket(by, input, path, each, context);
  checkAgainst(by, against, input, path, defaults.singleArm, context);
  if (input['re-randomise'] !== undefined && (against !== null || defaults.singleArm)) {
    const parameters = { option: 're-randomise', method: 'a test without randomised arms', known: [] };
    checker.add('option-method', [...path, 're-randomise'], parameters, 'key');
  }
  const rate = against?.kind === 'rate' ? against.value : null;
  const sided = input.sided ?? defaults.sided ?? 1;
  const margin = readMargin(input, by, against, sided, path, context);
  return {
    name,
    of: endpoint,
    in: population,
    by,
    estimate,
    stratifyBy: characteristics['stratify by'],
    covariates:
      input.covariates !== undefined ? characteristics.covariates : by === 'ancova' ? ['baseline'] : [],
    interaction: input.interaction === undefined ? null : canonicalName(input.interaction, context.names),
    against,
    stages: readStages(input, { by, of: endpoint }, path, rate, context),
    basket: each === undefined ? null : readBasket(input, each),
    target: input.for === undefined ? null : targetPopulation(population, defaults.enrol),
    prior: METHODS[by].options.includes('prior') ? (input.prior ?? { a: 1, b: 1 }) : null,
    ...(margin === null ? {} : { margin }),
    weights: input.weights ?? null,
    horizon: input.horizon ?? pointOf(input) ?? null,
    ties: input.ties ?? 'efron',
    ...(input['re-randomise'] === undefined ? {} : { reRandomise: input['re-randomise'] }),
    confidence: input.confidence ?? intervalsOf(estimate, by)[0],
    variance: input.variance ?? 'welch',
    sided,
    alpha: levelOf(input, sided) ?? defaults.alpha ?? (sided === 1 ? 0.025 : 0.05),
  };
}

/** Level of a test: of a Bayesian rule what its probability leaves, on both sides. */
function levelOf({ alpha, probability }: TestInput, sided: 1 | 2): number | undefined {
  return probability === undefined ? alpha : sided * (1 - probability);
}

/** Reads a population that must be among those enrolled. */
export function readPopulationIn(
  text: string | undefined,
  path: Path,
  enrol: PopulationExpression,
  { checker, names }: Context,
): PopulationExpression | null {
  const population = checker.attempt(path, () => parsePopulation(text ?? 'all', names, 'designs'));
  if (population !== null && !overlap([population, enrol], names)) {
    checker.add('not-enrolled', path, {
      population: populationText(population),
      enrolled: populationText(enrol),
    });
  }
  return population;
}

/** A marker, `true` and a marker, or a factor. */
export function checkCharacteristic(name: string, path: Path, { checker, names }: Context): boolean {
  const known = [...names.markers, ...Object.keys(names.factors)];
  if (known.includes(name) || names.markers.some((marker) => name === `true ${marker}`)) return true;
  const suggestion = nearest(name, known) ?? nearest(name.replace(/[+-]$/, ''), known);
  checker.add('unknown-name', path, { what: 'marker or stratum', name, suggestion, known });
  return false;
}

function checkInteraction(
  { interaction: written }: TestInput,
  path: Path,
  population: PopulationExpression,
  enrol: PopulationExpression,
  { checker, names }: Context,
): void {
  if (written === undefined) return;
  const interaction = canonicalName(written, names);
  const here = [...path, 'interaction'];
  if (!names.markers.includes(interaction)) {
    const suggestion = nearest(interaction, names.markers);
    checker.add('unknown-name', here, {
      what: 'marker',
      name: interaction,
      suggestion,
      known: names.markers,
    });
    return;
  }
  for (const status of ['+', '-'] as const) {
    const side: PopulationExpression = { kind: 'marker', marker: interaction, status, by: 'assay' };
    if (overlap([side, population, enrol], names)) continue;
    const text = population.kind === 'all' ? populationText(enrol) : populationText(population);
    checker.add('one-sided-population', here, { marker: interaction, population: text });
  }
}

function readEndpointName(of: string | undefined, path: Path, { checker, names }: Context): string | null {
  const known = Object.keys(names.endpoints);
  if (of === undefined) {
    if (known.length === 1) return known[0];
    if (known.length > 1) checker.add('name-needed', [...path, 'of'], { what: 'endpoint', known });
    return null;
  }
  if (known.includes(of)) return of;
  checker.add('unknown-name', [...path, 'of'], {
    what: 'endpoint',
    name: of,
    suggestion: nearest(of, known),
    known,
  });
  return null;
}

function readMethod(
  input: TestInput,
  path: Path,
  kind: Endpoint['kind'],
  { checker }: Context,
): TestSpec['by'] | null {
  const by = input.by ?? defaultMethod(kind, input.against);
  if (METHODS[by].kind === kind) return by;
  const known = methodsWhere((row) => row.kind === kind);
  checker.add('method-endpoint', [...path, 'by'], { method: by, kind, known });
  return null;
}
