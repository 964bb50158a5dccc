import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { unitOf } from './metrics.ts';

/** Kinds of reference that hold for any number of patients: a distance from them is a fault of the simulation. */
const exactKinds = new Set(['exact binomial', 'enumeration', 'exact allocation law', 'Bayes']);

/** Kinds of reference that a simulated value is not meant to meet: the truth beside an estimate, the mix that is aimed at. */
const goals = new Set(['target mix', 'true value', 'error asked for']);

/**
 * Distance in MCSE from an exact value beyond which the simulation is called into question: by chance alone one value in
 * 16,000 lies so far out.
 */
export const checkLimit = 4;

/** `approximation`: the reference is none that the simulation could be judged by. */
type Verdict = 'agrees' | 'differs' | 'approximation' | 'unknown';

/** A simulated value beside its computed value. */
export interface Check {
  row: ResultRow;
  /** The row's MCSE; for a share of 0 or 1 the one that the computed value implies; null where there is none. */
  mcse: number | null;
  /** Simulated minus computed, in the metric's unit. */
  difference: number;
  /** The same in MCSEs; null where the error is zero or unknown. */
  distance: number | null;
  verdict: Verdict;
}

function errorOf(row: ResultRow, reference: number): number | null {
  if (row.mcse !== null && row.mcse > 0) return row.mcse;
  const share = unitOf(row.metric) === 'proportion' && !row.metric.endsWith(' difference');
  return share && reference > 0 && reference < 1 ? Math.sqrt((reference * (1 - reference)) / row.n) : null;
}

function verdictOf(kind: string, difference: number, distance: number | null): Verdict {
  if (!exactKinds.has(kind)) return 'approximation';
  // Without an error there is nothing to forgive but the rounding of a sum.
  if (distance === null) return Math.abs(difference) < 1e-9 ? 'agrees' : 'unknown';
  return Math.abs(distance) > checkLimit ? 'differs' : 'agrees';
}

/** Whether a reference is an approximation, so that no difference from it speaks against the simulation. */
export function isApproximate(kind: string): boolean {
  return !exactKinds.has(kind) && !goals.has(kind);
}

/** What a test is misread as: its power, or what that leaves, under another name. */
const readings = new Set([
  'false effect claim',
  'missed effect',
  'false predictive claim',
  'missed predictive marker',
]);

const subjectOf = ({ point, design, analysis }: ResultRow) => JSON.stringify([point, design, analysis]);

/**
 * A number that the design or the truth fixes, and that is so: the patients of a trial without quotas, the cost where nothing has a price, the
 * predictive value of an assay without errors.
 */
function isFixed({ metric, mcse, estimate, reference, reference_kind }: ResultRow): boolean {
  const equal = Math.abs((estimate ?? 0) - (reference ?? 0)) < 1e-9;
  const certain = reference_kind === 'Bayes' && (reference === 0 || reference === 1);
  return (unitOf(metric) !== 'proportion' || certain) && (mcse ?? 0) === 0 && equal;
}

/**
 * All simulated values that have a computed value: exact ones first, in each group the farthest first. A reference that is an
 * estimand's true value is not one: the distance to it is the bias or the coverage itself. Each comparison is counted once.
 */
export function checksOf(result: ScenarioResult): Check[] {
  const powers = new Set(
    result.rows.flatMap((row) => (row.metric === 'power' && row.reference !== null ? [subjectOf(row)] : [])),
  );
  const checks = result.rows.flatMap((row): Check[] => {
    const { reference, estimate, reference_kind: kind } = row;
    if (reference === null || estimate === null || kind === '' || kind.startsWith('estimand')) return [];
    if (goals.has(kind) || isFixed(row)) return [];
    if (readings.has(row.metric) && powers.has(subjectOf(row))) return [];
    const mcse = errorOf(row, reference);
    const difference = estimate - reference;
    const distance = mcse === null ? null : difference / mcse;
    return [{ row, mcse, difference, distance, verdict: verdictOf(kind, difference, distance) }];
  });
  const rank = ({ verdict }: Check) => (verdict === 'approximation' ? 1 : 0);
  return checks.sort((a, b) => rank(a) - rank(b) || Math.abs(b.distance ?? 0) - Math.abs(a.distance ?? 0));
}
