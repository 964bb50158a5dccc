import { PRESETS } from './schema/designs.ts';

/**
 * The keys that a preset stands for; the design's own keys lie on top of them. Tests are named `overall` or after
 * their population.
 *
 * - `all-comers`: everybody enrolled, tested overall
 * - `enrichment`: the marker's positives by assay enrolled, tested in them
 * - `stratified`: everybody enrolled, randomised within the marker's statuses, tested in each
 * - `separate-trials`: one trial in the positives, one in the negatives, each tested overall
 *
 * @param marker null where the truth has not exactly one and the design names none
 * @example presetKeys('enrichment', 'EGFR') // { enrol: 'EGFR+', tests: { 'EGFR+': { in: 'EGFR+' } } }
 */
export function presetKeys(preset: string, marker: string | null): object | 'no marker' | 'no preset' {
  if (!PRESETS.some((known) => known === preset)) return 'no preset';
  if (preset === 'all-comers') return { enrol: 'all', tests: { overall: { in: 'all' } } };
  if (marker === null) return 'no marker';
  const [positive, negative] = [`${marker}+`, `${marker}-`];
  if (preset === 'enrichment') return { enrol: positive, tests: { [positive]: { in: positive } } };
  if (preset === 'stratified') {
    return {
      enrol: 'all',
      randomise: { 'stratify by': [marker] },
      tests: { [positive]: { in: positive }, [negative]: { in: negative } },
    };
  }
  return {
    tests: { overall: { in: 'all' } },
    trials: { [positive]: { enrol: positive }, [negative]: { enrol: negative } },
  };
}
