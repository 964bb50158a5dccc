/**
 * One characteristic drawn for every screened patient: a level of a stratum factor, the true status of a marker, or what
 * the assay says of it.
 *
 * A patient's state is a mixed-radix number of the characteristics drawn so far; a pass extends it:
 * `state <- state * levels + level`. The level comes from one word by the inverse of the cumulative probabilities given
 * the state, so that a patient changes level only when his own threshold is crossed: sweeping a prevalence or a
 * sensitivity keeps all other patients as they were (common random numbers).
 */
export interface StatusPass {
  /** Purpose of the stream, e.g. `marker:EGFR`. */
  readonly purpose: string;
  readonly levels: number;
  /** Row `state`: the cumulative probabilities of all levels but the last, in units of 2^-31, less 1. */
  readonly limits: Int32Array;
}

/**
 * @param probabilities row `state` holds the probabilities of the levels, each row summing to 1
 * @example createStatusPass('marker:M', [[0.4, 0.6]]) // level 0 with probability 0.4
 */
export function createStatusPass(purpose: string, probabilities: readonly (readonly number[])[]): StatusPass {
  const levels = probabilities[0].length;
  const limits = new Int32Array(probabilities.length * (levels - 1));
  probabilities.forEach((row, state) => {
    let cumulative = 0;
    for (let level = 0; level < levels - 1; level++) {
      cumulative += row[level];
      limits[state * (levels - 1) + level] = Math.min(2147483648, Math.round(cumulative * 2147483648)) - 1;
    }
  });
  return { purpose, levels, limits };
}

/** Extends `state[from..to-1]` by the level that `words[from..to-1]` give. */
export function drawStatus(
  pass: StatusPass,
  words: Int32Array,
  state: Int32Array,
  from: number,
  to: number,
): void {
  const { levels, limits } = pass;
  if (levels === 2) {
    // limit - word is negative, and its sign bit the level, just when the word is beyond the limit.
    // Two patients a turn share the engine's checks of the arrays.
    let i = from;
    for (; i < to - 1; i += 2) {
      const s = state[i];
      const r = state[i + 1];
      state[i] = 2 * s + ((limits[s] - (words[i] >>> 1)) >>> 31);
      state[i + 1] = 2 * r + ((limits[r] - (words[i + 1] >>> 1)) >>> 31);
    }
    if (i < to) state[i] = 2 * state[i] + ((limits[state[i]] - (words[i] >>> 1)) >>> 31);
    return;
  }
  for (let i = from; i < to; i++) {
    const row = state[i] * (levels - 1);
    const u = words[i] >>> 1;
    let level = 0;
    for (let j = 0; j < levels - 1; j++) level += (limits[row + j] - u) >>> 31;
    state[i] = state[i] * levels + level;
  }
}
