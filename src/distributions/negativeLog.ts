/** Nodes in an octave of U. */
const NODES = 256;

/**
 * Row k: -log(c) and 1 / (c 2^32) for the node c = (256 + k) / 512, k = 0..256.
 *
 * The logarithm is summed from + - * / only, -log c = 2 artanh((1 - c) / (1 + c)), because Math.log may differ in its
 * last bit between engines, and with it every simulated time.
 */
const TABLE = (() => {
  const table = new Float64Array(2 * (NODES + 1));
  for (let k = 0; k <= NODES; k++) {
    const c = (NODES + k) / (2 * NODES);
    const s = (1 - c) / (1 + c);
    let series = 0;
    // s <= 1/3: the terms beyond s^37 are below 2^-59.
    for (let power = 37; power >= 1; power -= 2) series = series * s * s + 1 / power;
    table[2 * k] = 2 * s * series;
    table[2 * k + 1] = 1 / (c * 4294967296);
  }
  return table;
})();

const LN2 = TABLE[0];

/**
 * -log(U) of one random word: a unit exponential, the latent time of everything that has a hazard.
 *
 * U = (word | 1) / 2^32 with the word read as unsigned, so U is in [2^-32, 1 - 2^-32], E U = 1/2. Decreasing in the
 * unsigned word, so that common random numbers couple. Relative error below 1e-15 (degree 5 about the nearest of 257
 * nodes; U near 1 is expanded about 1 itself). Only + - * and integer operations: the same bits in every engine.
 *
 * Method: table look-up and polynomial, as Tang, "Table-driven implementation of the logarithm function", ACM TOMS
 * 1990.
 *
 * @param word 32-bit word, signed or unsigned
 * @returns value in [2.3e-10, 22.2]
 * @example negativeLog(0x80000000) // 0.69314718, since U = 1/2 + 2^-32
 */
export function negativeLog(word: number): number {
  const u = word | 1;
  const octave = Math.clz32(u);
  const m = u << octave;
  const node = ((m >>> 1) + 0x200000) >>> 22;
  // The node's m is 2^32 for the last one: the difference is right all the same, modulo 2^32.
  const distance = (m - (node << 23)) | 0;
  const k = 2 * node - 2 * NODES;
  const t = distance * TABLE[k + 1];
  const square = t * t;
  const log1p = t - square * (0.5 - t * 0.3333333333333333 + square * (0.25 - t * 0.2));
  return octave * LN2 + TABLE[k] - log1p;
}

/** `out[i] = negativeLog(words[i])` for from <= i < to; two a turn, which share the engine's checks of the arrays. */
export function fillNegativeLog(words: Int32Array, out: Float64Array, from: number, to: number): void {
  let i = from;
  for (; i < to - 1; i += 2) {
    out[i] = negativeLog(words[i]);
    out[i + 1] = negativeLog(words[i + 1]);
  }
  if (i < to) out[i] = negativeLog(words[i]);
}
