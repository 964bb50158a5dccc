/**
 * Repeated confidence limits at a look: (z -+ bound) / shift, valid at every look together and whether or not the trial
 * stops.
 *
 * Each limit has the error of the test's upper bound: bounds of one-sided 0.025 give intervals of 95 %.
 *
 * Source: Jennison & Turnbull, JRSS B 1989;51:305-361; with an inverse-normal combination Lehmacher & Wassmer 1999.
 *
 * @param z of the look: the ordinary one, or the combination
 * @param bound upper bound of the look
 * @param shift mean of z for one unit of effect: sqrt(information), so 1 / standard error; with a combination
 * `inverseNormalShift`
 * @example repeatedInterval(2.5, 2.413, 10) // 0.0087, 0.4913
 */
export function repeatedInterval(z: number, bound: number, shift: number): [number, number] {
  return [(z - bound) / shift, (z + bound) / shift];
}
