import type { ByCell, CohortShift, Endpoint, ExternalCohort } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Path } from '../path.ts';
import type { TruthInput } from '../schema/truth.ts';
import { type Context, checkName } from './context.ts';
import { checkCharacteristic } from './tests.ts';

type CohortInput = NonNullable<TruthInput['external cohorts']>[string];

/** Reads the external cohorts; `readMix` reads shares of populations that exclude each other. */
export function readExternalCohorts(
  input: TruthInput,
  context: Context,
  readMix: (written: Record<string, number>, path: string[]) => ByCell<number>,
): Record<string, ExternalCohort> {
  const { checker } = context;
  const cohorts: Record<string, ExternalCohort> = {};
  for (const [name, written] of Object.entries(input['external cohorts'] ?? {})) {
    const path = ['truth', 'external cohorts', name];
    checkName(checker, 'cohort', name, path);
    if (!checker.readable(path)) continue;
    const records = written.records ?? [];
    records.forEach((one, i) => {
      checkCharacteristic(one, [...path, 'records', i], context);
    });
    cohorts[name] = {
      patients: written.patients,
      mix: written.mix === undefined ? null : readMix(written.mix, [...path, 'mix']),
      records,
      shifts: readShifts(written, path, context),
      followUp: readFollowUp(written['follow-up'], [...path, 'follow-up'], context),
    };
  }
  return cohorts;
}

function readShifts(written: CohortInput, path: Path, context: Context): Record<string, CohortShift> {
  const drift = readByEndpoint(written.drift, [...path, 'drift'], true, context);
  const unmeasured = readByEndpoint(
    written['unmeasured shift'],
    [...path, 'unmeasured shift'],
    true,
    context,
  );
  const sd = readByEndpoint(written['between-trial sd'], [...path, 'between-trial sd'], false, context);
  return Object.fromEntries(
    Object.entries(context.names.endpoints).map(([endpoint, kind]) => {
      const none = kind === 'continuous' ? 0 : 1;
      return [
        endpoint,
        {
          drift: drift(endpoint) ?? none,
          unmeasured: unmeasured(endpoint) ?? none,
          betweenTrialSd: sd(endpoint) ?? 0,
        },
      ];
    }),
  );
}

/** A value by endpoint, or one for all where they mean the same by it. @param shift whether ratios must be above 0 */
function readByEndpoint(
  written: number | Record<string, number> | undefined,
  path: Path,
  shift: boolean,
  { checker, names }: Context,
): (endpoint: string) => number | undefined {
  const known = Object.keys(names.endpoints);
  const kinds = new Set(Object.values(names.endpoints).filter((kind) => kind !== null));
  const check = (value: number, kind: Endpoint['kind'] | null, at: Path) => {
    if (shift && value <= 0 && kind !== null && kind !== 'continuous')
      checker.add('out-of-range', at, { bound: 'above 0', hint: '' });
  };
  if (typeof written !== 'object') {
    if (written !== undefined && kinds.size > 1) checker.add('cohort-kinds', path, { endpoints: known });
    else if (written !== undefined) check(written, [...kinds][0] ?? null, path);
    return () => written;
  }
  for (const [name, value] of Object.entries(written)) {
    if (known.includes(name)) check(value, names.endpoints[name], [...path, name]);
    else {
      const suggestion = nearest(name, known);
      checker.add('unknown-name', [...path, name], { what: 'endpoint', name, suggestion, known }, 'key');
    }
  }
  return (endpoint) => written[endpoint];
}

function readFollowUp(
  written: CohortInput['follow-up'],
  path: Path,
  { checker }: Context,
): ExternalCohort['followUp'] {
  if (written === undefined) return null;
  const [least, most] = typeof written === 'number' ? [written, written] : written;
  if (least > most)
    checker.add('out-of-range', [...path, 1], {
      bound: `at least ${least}, the first of the pair`,
      hint: '',
    });
  return { least, most };
}
