import type { Bounds } from './bounds.ts';
import { exitProbabilities } from './exitProbabilities.ts';

/**
 * Mean information at which the trial stops, in the unit of the bounds: times the planned patients or events it is
 * their mean number (ASN).
 *
 * @param drift mean of z at information 1
 * @example expectedInformation(pocock([0.5, 1], 0.025), 0) // 0.992654
 */
export function expectedInformation(bounds: Bounds, drift: number): number {
  const { upper, lower } = exitProbabilities(bounds, drift);
  const { information } = bounds;
  let mean = information[information.length - 1];
  for (let k = 0; k < information.length - 1; k++) {
    mean -= (upper[k] + lower[k]) * (information[information.length - 1] - information[k]);
  }
  return mean;
}
