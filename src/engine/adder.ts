import { BINS, type Layout, type Numbers } from './accumulator.ts';

/**
 * Adds the numbers of a block to sums, column by column: the sums of a column then stay in registers. Columns that count
 * only where another is 1 come after the others, those of one condition together: the replicates in which it holds are
 * listed once, and the rarer they are, the less there is to do.
 */
export function createAdder(
  layout: Layout,
  { capacity, numbers, from, step }: Numbers,
  sums: Float64Array,
): (count: number) => void {
  const { columns, weights, anchors, histograms } = layout;
  const all = [...weights.keys()];
  const always = Int32Array.from(all.filter((j) => weights[j] < 0));
  const conditions = [...new Set(weights)]
    .filter((weight) => weight >= 0)
    .map((weight) => ({ weight, counted: Int32Array.from(all.filter((j) => weights[j] === weight)) }));
  const everybody = Int32Array.from({ length: capacity }, (_, r) => r);
  const list = new Int32Array(capacity + 1);
  const bins = Int32Array.from({ length: columns }, (_, j) => histograms.findIndex((h) => h.column === j));
  const low = Float64Array.from(histograms, (h) => h.low);
  const perUnit = Float64Array.from(histograms, (h) => 1 / h.width);
  const binsFrom = 3 * columns;

  /** Adds columns that count in the first `count` replicates of a list. */
  function addAll(some: Int32Array, replicates: Int32Array, count: number): void {
    for (let i = 0; i < some.length; i += 2) {
      const j = some[i];
      if (i + 1 < some.length) addTwo(numbers, from, step, j, some[i + 1], replicates, count, anchors, sums);
      else addOne(numbers, from, step, j, replicates, count, anchors, sums);
    }
    for (let i = 0; i < some.length; i++) {
      const h = bins[some[i]];
      if (h >= 0)
        addBins(
          numbers,
          from[some[i]],
          step[some[i]],
          replicates,
          count,
          low,
          perUnit,
          h,
          sums,
          binsFrom + h * BINS,
        );
    }
  }
  return (count) => {
    addAll(always, everybody, count);
    for (let c = 0; c < conditions.length; c++) {
      const { weight, counted } = conditions[c];
      addAll(counted, list, listOnes(numbers, from[weight], step[weight], count, list));
    }
  };
}

/** Lists the replicates in which a column is 1; one that could not be had (NaN) is not. Returns how many they are. */
function listOnes(
  numbers: Float64Array,
  from: number,
  step: number,
  count: number,
  list: Int32Array,
): number {
  let m = 0;
  for (let r = 0; r < count; r++) {
    list[m] = r;
    m += Number(numbers[from + r * step] === 1);
  }
  return m;
}

/**
 * Two columns in the first `count` replicates of a list. Two at a time, because an addition waits for the one before it: the
 * processor has time for another column meanwhile. (Numbers are read here, not handed over: a call would put them on the heap.)
 */
function addTwo(
  numbers: Float64Array,
  from: Int32Array,
  step: Int32Array,
  j: number,
  k: number,
  replicates: Int32Array,
  count: number,
  anchors: Float64Array,
  sums: Float64Array,
): void {
  const a = from[j];
  const b = from[k];
  const stepA = step[j];
  const stepB = step[k];
  const anchorA = anchors[j];
  const anchorB = anchors[k];
  let nA = 0;
  let sumA = 0;
  let squaresA = 0;
  let nB = 0;
  let sumB = 0;
  let squaresB = 0;
  for (let i = 0; i < count; i++) {
    const r = replicates[i];
    const d = numbers[a + r * stepA] - anchorA;
    const e = numbers[b + r * stepB] - anchorB;
    // False for NaN and infinities only, so that the branch is foreseen.
    if (d - d === 0) {
      nA++;
      sumA += d;
      squaresA += d * d;
    }
    if (e - e === 0) {
      nB++;
      sumB += e;
      squaresB += e * e;
    }
  }
  sums[3 * j] += nA;
  sums[3 * j + 1] += sumA;
  sums[3 * j + 2] += squaresA;
  sums[3 * k] += nB;
  sums[3 * k + 1] += sumB;
  sums[3 * k + 2] += squaresB;
}

/** The one column that is left. */
function addOne(
  numbers: Float64Array,
  from: Int32Array,
  step: Int32Array,
  j: number,
  replicates: Int32Array,
  count: number,
  anchors: Float64Array,
  sums: Float64Array,
): void {
  const a = from[j];
  const stepA = step[j];
  const anchor = anchors[j];
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const d = numbers[a + replicates[i] * stepA] - anchor;
    if (d - d === 0) {
      n++;
      sum += d;
      squares += d * d;
    }
  }
  sums[3 * j] += n;
  sums[3 * j + 1] += sum;
  sums[3 * j + 2] += squares;
}

/** A column in the bins of histogram h, from place `to` on; what lies outside is counted in the end bins. */
function addBins(
  numbers: Float64Array,
  from: number,
  step: number,
  replicates: Int32Array,
  count: number,
  lows: Float64Array,
  scales: Float64Array,
  h: number,
  sums: Float64Array,
  to: number,
): void {
  const low = lows[h];
  const perUnit = scales[h];
  for (let i = 0; i < count; i++) {
    const value = numbers[from + replicates[i] * step];
    if (value - value !== 0) continue;
    const x = (value - low) * perUnit;
    sums[to + (x < 0 ? 0 : x < BINS - 1 ? x | 0 : BINS - 1)]++;
  }
}
