import { stringify } from 'yaml';
import type { Scenario } from './model.ts';

/**
 * The scenario as one file: what it extends written out, comments and aliases gone. Reading it gives the same scenario with the
 * same hash, so that a result can carry what it was made from.
 *
 * @example parseScenario(scenarioYaml(scenario), { file: 'copy.yaml' }).canonical === scenario.canonical
 */
export function scenarioYaml({ document }: Pick<Scenario, 'document'>): string {
  return stringify(document, { lineWidth: 110, aliasDuplicateObjects: false });
}
