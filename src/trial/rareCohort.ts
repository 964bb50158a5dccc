import { drawGamma } from '../distributions/gamma.ts';
import { createIntensity, inverseIntensity } from '../population/arrivals.ts';
import type { Population } from '../population/groups.ts';
import { createRatios, createVariedShares } from '../population/mixVariation.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { Truth } from '../scenario/model.ts';
import { type Cohort, createLatent, latentFillers } from './cohort.ts';

/** Below this share of the screened, those who are not eligible are counted and not drawn. */
export const RARE = 0.2;

/**
 * The patients of one replicate of whom a trial may enrol some, where they are rare: the others are screened in passing, as a
 * number. The same law as drawing everybody: the number screened up to the next eligible patient is geometric, and given that it
 * is K, the expected patients between them (Poisson arrivals) are gamma(K).
 *
 * @param eligible by group, whom some trial on this cohort may enrol
 * @param capacity the most eligible patients that a trial will ask for
 */
export function createRareCohort(
  truth: Truth,
  population: Population,
  eligible: Uint8Array,
  endpoints: readonly string[],
  capacity: number,
  streams: (purpose: string) => PurposeStream,
): Cohort {
  const intensity = createIntensity(population.screening.map(({ until, value }) => ({ until, value })));
  const words = new Int32Array(capacity);
  const arrival = new Float64Array(capacity);
  const group = new Int32Array(capacity);
  const screenedBy = new Int32Array(capacity);
  const members = Int32Array.from([...eligible.keys()].filter((g) => eligible[g] === 1));
  const cumulative = new Float64Array(members.length);
  const latent = Object.fromEntries(
    endpoints.map((name) => [name, createLatent(truth.endpoints[name], capacity)]),
  );
  const fillers = endpoints.flatMap((name) => latentFillers(name, truth, latent[name], words, streams));
  const screening = streams('rare:arrival');
  const groups = streams('rare:group');
  const mix = createMix(population, streams);
  let filled = 0;
  let current = 0;
  let expected = 0;
  let screened = 0;

  /** Shares of the eligible groups among all screened, in this replicate. */
  function start(): void {
    screening.start(current);
    groups.start(current);
    for (let f = 0; f < fillers.length; f++) fillers[f].purpose?.start(current);
    mix.draw(current);
    let sum = 0;
    for (let m = 0; m < members.length; m++) {
      sum += mix.shares[members[m]];
      cumulative[m] = sum;
    }
    expected = 0;
    screened = 0;
  }

  function fill(from: number, to: number): void {
    const share = cumulative[members.length - 1];
    const miss = Math.log1p(-Math.min(1 - 1e-12, share));
    const { stream } = screening;
    groups.stream.fill(words, from, to);
    for (let i = from; i < to; i++) {
      const k = 1 + Math.floor(Math.log(uniform(stream.next())) / miss);
      screened += k;
      expected += drawGamma(k, stream);
      screenedBy[i] = screened;
      arrival[i] = inverseIntensity(intensity, expected);
      const u = uniform(words[i]) * share;
      let m = 0;
      while (m < members.length - 1 && u >= cumulative[m]) m++;
      group[i] = members[m];
    }
    for (let f = 0; f < fillers.length; f++) fillers[f].fill(from, to);
  }

  return {
    group,
    arrival,
    arrivalWords: new Int32Array(0),
    screenedBy,
    drawnShare: members.reduce((sum, g) => sum + population.groups[g].probability, 0),
    latent,
    intensity,
    purposeStream: streams,
    replicate: () => current,
    start(replicate) {
      current = replicate;
      filled = 0;
    },
    ensure(n) {
      if (n <= filled) return;
      if (n > capacity) throw new RangeError(`${n} eligible patients, room for ${capacity}`);
      if (filled === 0) start();
      fill(filled, n);
      filled = n;
    },
  };
}

/** A word as a number in (0, 1). */
const uniform = (word: number): number => ((word >>> 0) + 0.5) / 4294967296;

/** Shares of all groups among the screened, drawn anew where they vary between trials. */
function createMix(population: Population, streams: (purpose: string) => PurposeStream) {
  const { groups, variation } = population;
  const shares = Float64Array.from(groups, (group) => group.probability);
  if (variation === null) return { shares, draw: (_replicate: number) => {} };
  const purpose = streams(`mix:${variation.purpose}`);
  const { draw, ratios } = createRatios(variation);
  const expected = shares.slice();
  const refill = createVariedShares(population, variation, expected, shares);
  return {
    shares,
    draw(replicate: number) {
      purpose.start(replicate);
      draw(purpose.stream);
      refill(ratios);
    },
  };
}
