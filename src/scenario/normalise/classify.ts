import { parseClaim } from '../claimExpression.ts';
import type { ClaimExpression } from '../claimModel.ts';
import { canonicalName } from '../cuts.ts';
import type { Classification } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { DesignInput } from '../schema/designs.ts';
import { testedEndpoints, testNames } from './claims.ts';
import type { Context } from './context.ts';

/** Reads how a design puts a marker into a class; null where it does not, or cannot be read. */
export function readClassification(input: DesignInput, path: Path, context: Context): Classification | null {
  const { checker, complete, names } = context;
  const parts = ['classify', 'claims', 'tests', 'trials'];
  if (input.classify === undefined || !parts.every((key) => checker.readable([...path, key]))) return null;
  const here = [...path, 'classify'];
  if (!complete(path) || !checker.sound(here)) return null;
  const { marker, of, predictive, prognostic, scale = null } = input.classify;
  const keys = ['predictive', 'prognostic'] as const;
  if (predictive === undefined && prognostic === undefined && !checker.hasUnknownKey(here))
    checker.add('none-of', here, { keys }, 'key');
  const written = marker === undefined ? undefined : canonicalName(marker, names);
  const whose = chosen('marker', written, [...here, 'marker'], names.markers, context);
  const endpoint = chosen('endpoint', of, [...here, 'of'], testedEndpoints(input, context), context);
  if (scale !== null && endpoint !== null && names.endpoints[endpoint] !== 'binary') {
    const parameters = {
      option: 'scale',
      method: `an endpoint that is ${names.endpoints[endpoint]}`,
      known: [],
    };
    checker.add('option-method', [...here, 'scale'], parameters, 'key');
  }
  if (endpoint !== null && names.durations.includes(endpoint))
    checker.add('duration-use', of === undefined ? here : [...here, 'of'], { endpoint, use: 'class' });
  const tests = testNames(input);
  const labels = Object.keys(input.claims ?? {});
  const read = (key: (typeof keys)[number], text: string | undefined): ClaimExpression | null =>
    text === undefined ? null : checker.attempt([...here, key], () => parseClaim(text, tests, labels));
  const conditions = {
    predictive: read('predictive', predictive),
    prognostic: read('prognostic', prognostic),
  };
  return whose === null || endpoint === null ? null : { marker: whose, of: endpoint, ...conditions, scale };
}

/** A name among those known; the only one where none is written. */
function chosen(
  what: 'marker' | 'endpoint',
  name: string | undefined,
  path: Path,
  known: readonly string[],
  { checker }: Context,
): string | null {
  if (name === undefined) {
    if (known.length === 1) return known[0];
    if (known.length > 1) checker.add('name-needed', path, { what, known });
    else checker.add('unknown-name', path.slice(0, -1), { what, name: '', suggestion: null, known }, 'key');
    return null;
  }
  if (known.includes(name)) return name;
  checker.add('unknown-name', path, { what, name, suggestion: nearest(name, known), known });
  return null;
}
