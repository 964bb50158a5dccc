import type { SurvivalData } from '../subjects/survivalData.ts';

/**
 * Log partial likelihood of a Cox model, its score and information, at any coefficients; buffers allocated
 * once.
 */
export interface PartialLikelihood {
  /** One entry a column. */
  readonly score: Float64Array;
  /** Lower triangle by rows: entry (j, k <= j) at j (j + 1) / 2 + k. */
  readonly information: Float64Array;
  /** Takes up the data as they stand; returns the number of events. Call before `evaluate`. */
  arrange(): number;
  /** Log partial likelihood at `beta`; refills score and information. */
  evaluate(beta: Float64Array): number;
}

const EVENT = 1;
/** Last patient of a time, going down, in his stratum. */
const LAST_OF_TIME = 2;

/**
 * The partial likelihood where a patient's covariates follow from his class = group * 2 + arm.
 *
 * With O and E the observed and expected events of a class (E = risk times the sum over event times of its
 * number at risk over the sum of risks), and m the mean covariates of the risk set at an event,
 *
 *     score = sum over classes of x (O - E),   information = sum over classes of x x' E - sum over events of m m'.
 *
 * Patients are laid out stratum by stratum, each from the longest time down, so that risk sets only grow. A
 * class's E comes from two numbers: what a patient missed of the cumulative hazard before he came at risk,
 * and its end value. Cost: patients times columns.
 *
 * @param columns a covariate each: its value by class
 * @param stratum by group, from 0; -1 leaves the group out
 * @param efron Efron's likelihood for ties, else Breslow's
 */
export function createPartialLikelihood(
  data: SurvivalData,
  columns: readonly Float64Array[],
  stratum: Int16Array,
  efron: boolean,
): PartialLikelihood {
  const p = columns.length;
  const width = 1 + p;
  const classes = 2 * stratum.length;
  const strata = Math.max(...stratum) + 1;
  const capacity = data.time.length;

  // The layout: of each patient his class and flags; of each stratum its first patient.
  const klass = new Uint16Array(capacity);
  const flags = new Uint8Array(capacity);
  const start = new Int32Array(strata + 1);
  const place = new Int32Array(strata);
  const previousTime = new Float64Array(strata);
  const patients = new Int32Array(classes);
  const observed = new Int32Array(classes);

  // By class: risk and risk times covariates; cumulative hazard missed, summed over its patients; by stratum:
  // its end value.
  const row = new Float64Array(classes * width);
  const missed = new Float64Array(classes);
  const hazard = new Float64Array(strata);
  // Of the risk set: sums of the rows; of the tied events among them; mean covariates.
  const sums = new Float64Array(width);
  const tied = new Float64Array(width);
  const mean = new Float64Array(p);
  const score = new Float64Array(p);
  const information = new Float64Array((p * (p + 1)) / 2);

  function arrange(): number {
    const { n, time, code } = data;
    start.fill(0);
    patients.fill(0);
    observed.fill(0);
    for (let i = 0; i < n; i++) {
      const c = code[i] >> 1;
      patients[c]++;
      observed[c] += code[i] & EVENT;
    }
    let events = 0;
    for (let c = 0; c < classes; c++) {
      const s = stratum[c >> 1];
      if (s < 0) continue;
      start[s + 1] += patients[c];
      events += observed[c];
    }
    for (let s = 0; s < strata; s++) {
      start[s + 1] += start[s];
      place[s] = start[s];
    }
    previousTime.fill(-1);
    for (let i = n - 1; i >= 0; i--) {
      const s = stratum[code[i] >> 2];
      if (s < 0) continue;
      const at = place[s];
      place[s] = at + 1;
      klass[at] = code[i] >> 1;
      flags[at] = (code[i] & EVENT) | LAST_OF_TIME;
      if (time[i] === previousTime[s]) flags[at - 1] &= EVENT;
      previousTime[s] = time[i];
    }
    return events;
  }

  /** Fills the rows of the classes; returns the sum of the linear predictors of the events. */
  function fillRows(beta: Float64Array): number {
    let total = 0;
    for (let c = 0; c < classes; c++) {
      if (stratum[c >> 1] < 0) continue;
      let predictor = 0;
      for (let j = 0; j < p; j++) predictor += beta[j] * columns[j][c];
      const risk = Math.exp(predictor);
      row[c * width] = risk;
      for (let j = 0; j < p; j++) row[c * width + 1 + j] = risk * columns[j][c];
      total += observed[c] * predictor;
    }
    return total;
  }

  /**
   * Takes `events` times the outer product of the mean covariates, of the risk set less `share` of the tied;
   * returns the sum of risks.
   */
  function subtractMeans(events: number, share: number): number {
    const total = sums[0] - share * tied[0];
    for (let j = 0, at = 0; j < p; j++) {
      const m = (sums[1 + j] - share * tied[1 + j]) / total;
      mean[j] = m;
      for (let k = 0; k <= j; k++, at++) information[at] -= events * m * mean[k];
    }
    return total;
  }

  /**
   * Tied events among patients from..to (one time of stratum s); returns the product of the sums of risks.
   */
  function addTied(s: number, from: number, to: number, events: number): number {
    tied.fill(0);
    if (!efron) {
      const total = subtractMeans(events, 0);
      hazard[s] += events / total;
      return total ** events;
    }
    for (let i = from; i <= to; i++)
      if (flags[i] & EVENT) for (let q = 0; q < width; q++) tied[q] += row[klass[i] * width + q];
    let product = 1;
    let spared = 0;
    for (let step = 0; step < events; step++) {
      const share = step / events;
      const total = subtractMeans(1, share);
      hazard[s] += 1 / total;
      spared += share / total;
      product *= total;
    }
    // The tied themselves are at risk with the rest of their share only.
    for (let i = from; i <= to; i++) if (flags[i] & EVENT) missed[klass[i]] += spared;
    return product;
  }

  /**
   * Walks a stratum; returns the sum of the logs of the sums of risks. The single event, nearly every one, is
   * written out: a call would cost as much.
   */
  function addStratum(s: number): number {
    const end = start[s + 1];
    sums.fill(0);
    let logs = 0;
    // Logarithms are taken of products, as few as the range of numbers allows.
    let product = 1;
    let cumulative = 0;
    let events = 0;
    let from = start[s];
    for (let i = from; i < end; i++) {
      const c = klass[i];
      const flag = flags[i];
      missed[c] += cumulative;
      for (let q = 0; q < width; q++) sums[q] += row[c * width + q];
      events += flag & EVENT;
      if (flag < LAST_OF_TIME) continue;
      if (events === 1) {
        product *= sums[0];
        const inverse = 1 / sums[0];
        cumulative += inverse;
        for (let j = 0, at = 0; j < p; j++) {
          const m = sums[1 + j] * inverse;
          mean[j] = m;
          for (let k = 0; k <= j; k++, at++) information[at] -= m * mean[k];
        }
      } else if (events > 1) {
        hazard[s] = cumulative;
        product *= addTied(s, from, i, events);
        cumulative = hazard[s];
      }
      if (!(product < 1e150 && product > 1e-150)) {
        logs += Math.log(product);
        product = 1;
      }
      events = 0;
      from = i + 1;
    }
    hazard[s] = cumulative;
    return logs + Math.log(product);
  }

  function evaluate(beta: Float64Array): number {
    let logLikelihood = fillRows(beta);
    score.fill(0);
    information.fill(0);
    missed.fill(0);
    for (let s = 0; s < strata; s++) logLikelihood -= addStratum(s);
    for (let c = 0; c < classes; c++) {
      const s = stratum[c >> 1];
      if (s < 0) continue;
      const expected = row[c * width] * (patients[c] * hazard[s] - missed[c]);
      for (let j = 0, at = 0; j < p; j++) {
        const x = columns[j][c];
        score[j] += x * (observed[c] - expected);
        for (let k = 0; k <= j; k++, at++) information[at] += x * columns[k][c] * expected;
      }
    }
    return logLikelihood;
  }

  return { score, information, arrange, evaluate };
}
