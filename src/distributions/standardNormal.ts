/** Steps between nodes in an octave of the tail probability. */
const STEPS = 32;
/** Coefficients at a node: degree 6. */
const STRIDE = 7;
/** Terms of the series that carry the solution to the next node: what is left out is below 32^-15 = 2^-75. */
const TERMS = 15;
const ONE_BIT = 1 / 4294967296;

/**
 * Taylor coefficients of the upper-tail quantile x(p) at the nodes p = (32 + k) 2^-(octave + 6), k = 0..32, by powers
 * of the last bit of the shifted word.
 *
 * x and the density f there solve x'(p) = -1 / f, f'(p) = x, so that each series follows from the other with + - * /
 * alone. They are carried upwards from p = 2^-33, the direction in which errors shrink; the node p = 1/2 is exact.
 */
const TABLE = (() => {
  const table = new Float64Array(32 * (STEPS + 1) * STRIDE);
  const x = new Float64Array(TERMS);
  const f = new Float64Array(TERMS);
  // qnorm(2^-33, lower = FALSE) and its dnorm, of R 4.2.2.
  x[0] = 6.3379577545537886;
  f[0] = 7.553855895161371e-10;
  for (let octave = 31; octave >= 0; octave--) {
    // The octave is y = p / unit from 1/2 to 1.
    const unit = 2 ** -(octave + 1);
    for (let k = 0; k <= STEPS; k++) {
      if (octave === 0 && k === STEPS) {
        x[0] = 0;
        f[0] = 0.3989422804014327;
      }
      expand(x, f, unit);
      const at = (octave * (STEPS + 1) + k) * STRIDE;
      for (let n = 0; n < STRIDE; n++) table[at + n] = x[n] * ONE_BIT ** n;
      if (k < STEPS) {
        x[0] = polynomial(x, 0.5 / STEPS);
        f[0] = polynomial(f, 0.5 / STEPS);
      }
    }
  }
  return table;
})();

/** Series of x and f in y = p / unit about the node whose x[0] and f[0] are given. */
function expand(x: Float64Array, f: Float64Array, unit: number): void {
  for (let n = 0; n < TERMS - 1; n++) {
    f[n + 1] = (unit * x[n]) / (n + 1);
    let sum = n === 0 ? -unit : 0;
    for (let j = 1; j <= n; j++) sum -= f[j] * (n - j + 1) * x[n - j + 1];
    x[n + 1] = sum / ((n + 1) * f[0]);
  }
}

function polynomial(coefficients: Float64Array, at: number): number {
  let value = 0;
  for (let n = TERMS - 1; n >= 0; n--) value = value * at + coefficients[n];
  return value;
}

/**
 * The standard normal quantile of one random word, at p = (word + 1/2) / 2^32 with the word read as unsigned.
 *
 * Increasing in the unsigned word, so that common random numbers couple; antisymmetric, standardNormal(~word) =
 * -standardNormal(word). Relative error below 2e-12. Only + - * and integer operations: the same bits in every
 * engine.
 *
 * Method: Taylor polynomials of degree 6 about 32 nodes in each octave of the tail probability.
 *
 * @param word 32-bit word, signed or unsigned
 * @returns value in [-6.338, 6.338], never 0
 * @example standardNormal(0x80000000) // 2.918e-10, the median to half a word
 */
export function standardNormal(word: number): number {
  const w = word | 0;
  const upper = w >> 31;
  // Twice the distance to the nearer end, plus one half: the tail probability in units of 2^-33.
  const tail = ((w ^ upper) << 1) | 1;
  const octave = Math.clz32(tail);
  const m = tail << octave;
  const node = ((m >>> 1) + 0x1000000) >>> 25;
  const t = (m - (node << 26)) | 0;
  const a = (octave * (STEPS + 1) + node - STEPS) * STRIDE;
  const square = t * t;
  const low = TABLE[a] + t * TABLE[a + 1] + square * (TABLE[a + 2] + t * TABLE[a + 3]);
  const high = TABLE[a + 4] + t * TABLE[a + 5] + square * TABLE[a + 6];
  return (low + square * square * high) * (-1 - 2 * upper);
}

/** `out[i] = standardNormal(words[i])` for from <= i < to. */
export function fillStandardNormal(words: Int32Array, out: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] = standardNormal(words[i]);
}
