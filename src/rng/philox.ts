/** High 32 bits of the unsigned product of two 32-bit words, by 16-bit halves (JavaScript has only the low half). */
function mulHigh(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const lh = al * bh;
  const hl = ah * bl;
  const middle = ((al * bl) >>> 16) + (lh & 0xffff) + (hl & 0xffff);
  return (ah * bh + (lh >>> 16) + (hl >>> 16) + (middle >>> 16)) | 0;
}

/**
 * The Philox4x32-10 block cipher: four counter words under a two-word key give four random words.
 *
 * Used to set the state of a stream from (seed, purpose, replicate): a counter-based generator needs no history, so
 * any replicate can be replayed alone and no two streams overlap by an unlucky seed.
 * Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 3.3; known
 * answers of the Random123 distribution are in the tests.
 *
 * @param out receives four signed words
 * @example philox(0, 0, 0, 0, 0, 0, out) // out = 6627e8d5 e169c58d bc57ac4c 9b00dbd8 (hexadecimal)
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Int32Array,
): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(x0, 0xd2511f53);
    const low0 = Math.imul(x0, 0xd2511f53);
    const high1 = mulHigh(x2, 0xcd9e8d57);
    const low1 = Math.imul(x2, 0xcd9e8d57);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
