/**
 * Numbers that depend on a vanishing epsilon, as truncated power series: terms[at + i] is the coefficient of epsilon^i.
 *
 * All series of one computation have the same number of terms in one array. Plain numbers are series of one term.
 */

/** A coefficient below this is rounding. */
const ROUNDING = 1e-12;

/** terms[at] += terms[a] terms[b]; the target is neither of the two. */
export function addProduct(terms: Float64Array, at: number, a: number, b: number, length: number): void {
  for (let i = 0; i < length; i++)
    for (let j = 0; i + j < length; j++) terms[at + i + j] += terms[a + i] * terms[b + j];
}

/**
 * terms[at] /= divisor, in the limit also where the divisor vanishes with epsilon; the top terms that are then unknown
 * become 0. A divisor that is 0 in every term gives 0.
 */
export function divide(terms: Float64Array, at: number, divisor: Float64Array, length: number): void {
  let shift = 0;
  while (shift < length && Math.abs(divisor[shift]) < ROUNDING) shift++;
  for (let i = 0; i < length; i++) {
    let rest = i + shift < length ? terms[at + i + shift] : 0;
    for (let j = 1; j <= i && shift + j < length; j++) rest -= divisor[shift + j] * terms[at + i - j];
    terms[at + i] = shift < length ? rest / divisor[shift] : 0;
  }
}
