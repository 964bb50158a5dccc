import type { ByCell, ExternalCohort } from '../model.ts';
import type { TruthInput } from '../schema/truth.ts';
import { type Context, checkName } from './context.ts';
import { checkCharacteristic } from './tests.ts';

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
      driftOddsRatio: written.drift ?? 1,
      betweenTrialSd: written['between-trial sd'] ?? 0,
    };
  }
  return cohorts;
}
