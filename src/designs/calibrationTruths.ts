import type { Calibration, TestSpec } from '../scenario/model.ts';

/** A truth under which an error is kept: the true rate of every level, and which of them do not respond. */
export interface CalibrationTruth {
  readonly rates: readonly number[];
  /** 1 where the rate is no better than the one that the level is held against. */
  readonly isNull: Uint8Array;
}

/**
 * The truths that the cut-off of a family of basket tests is calibrated over.
 *
 * @param tests of all levels
 * @example over {responding at: 0.4}, three levels held against 0.2: (0.2, 0.2, 0.2), (0.4, 0.2, 0.2), (0.4, 0.4, 0.2)
 */
export function calibrationTruths(
  tests: readonly TestSpec[],
  { over }: Calibration,
  better: 'higher' | 'lower',
): CalibrationTruth[] {
  const against = tests.map((test) => (test.against?.kind === 'rate' ? test.against.value : Number.NaN));
  const rates =
    'respondingAt' in over
      ? tests.map((_, active) => against.map((rate, j) => (j < active ? over.respondingAt : rate)))
      : over.map((own) => tests.map(({ basket }, j) => own[basket?.level ?? ''] ?? against[j]));
  return rates.map((truth) => ({
    rates: truth,
    isNull: Uint8Array.from(truth, (rate, j) => Number(!beats(rate, against[j], better))),
  }));
}

const beats = (rate: number, against: number, better: 'higher' | 'lower'): boolean =>
  better === 'higher' ? rate > against : rate < against;

/** Why an error cannot be kept over the truths of a calibration. */
interface CalibrationProblem {
  readonly problem: 'no null' | 'never null' | 'untested' | 'no response';
  /** The level that it is about; '' where it is about all. */
  readonly level: string;
  /** Place of the truth that it is about; null where it is about all. */
  readonly truth: number | null;
}

/** What is wrong with the truths of a calibration; none where they are sound. */
export function calibrationProblems(
  tests: readonly TestSpec[],
  calibration: Calibration,
  better: 'higher' | 'lower',
): CalibrationProblem[] {
  const { over, error } = calibration;
  const levels = tests.map(({ basket }) => basket?.level ?? '');
  if ('respondingAt' in over) {
    const unbeaten = tests.findIndex(
      ({ against }) => against?.kind === 'rate' && !beats(over.respondingAt, against.value, better),
    );
    return unbeaten < 0 ? [] : [{ problem: 'no response', level: levels[unbeaten], truth: null }];
  }
  const untested = over.flatMap((own, truth) =>
    Object.keys(own)
      .filter((level) => !levels.includes(level))
      .map((level) => ({ problem: 'untested', level, truth }) as const),
  );
  if (untested.length > 0) return untested;
  const truths = calibrationTruths(tests, calibration, better);
  if (error === 'family-wise')
    return truths.flatMap(({ isNull }, truth) =>
      isNull.includes(1) ? [] : [{ problem: 'no null', level: '', truth }],
    );
  return levels
    .filter((_, j) => truths.every(({ isNull }) => isNull[j] === 0))
    .map((level) => ({ problem: 'never null', level, truth: null }));
}
