import { fillNegativeLog } from '../distributions/negativeLog.ts';
import { fillStandardNormal } from '../distributions/standardNormal.ts';
import { createIntensity, evenArrivals, type Intensity, poissonArrivals } from '../population/arrivals.ts';
import type { Population } from '../population/groups.ts';
import { varyPass } from '../population/mixVariation.ts';
import { drawStatus } from '../population/statusPass.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { Endpoint, Truth } from '../scenario/model.ts';
import { outcomeWords } from './outcomeWords.ts';

/** What a screened patient carries for an endpoint before anybody knows his arm. */
export interface Latent {
  /** Time-to-event: unit exponentials for the event and the dropout. Continuous: standard normals (outcome, baseline). */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Binary: a word. */
  readonly words: Int32Array;
}

/**
 * The patients of one replicate in order of screening, with everything that the truth decides and no design can change:
 * arrival, status, latent outcomes. All designs of a point read the same cohort, so their differences are paired.
 *
 * Columns are filled on demand, up to the patient that the greediest design asks for.
 */
export interface Cohort {
  readonly group: Int32Array;
  /** Calendar month of screening; for uniform arrivals see `arrivalWords`. */
  readonly arrival: Float64Array;
  readonly arrivalWords: Int32Array;
  /** Number screened up to and with each patient, where only some of the screened are drawn; else null. */
  readonly screenedBy: Int32Array | null;
  /** Expected share of the screened who are drawn. */
  readonly drawnShare: number;
  readonly latent: Readonly<Record<string, Latent>>;
  /** A stream of the cohort's own for a purpose of the design, e.g. `allocation`. */
  purposeStream(purpose: string): PurposeStream;
  /** The replicate at hand. */
  readonly replicate: () => number;
  readonly intensity: Intensity;
  start(replicate: number): void;
  /** Makes patients 0 to n - 1 available. */
  ensure(n: number): void;
}

/** Fills one column, from patient `from` to patient `to - 1`. */
export type Filler = {
  purpose: Pick<PurposeStream, 'start'> | null;
  fill(from: number, to: number): void;
};

/**
 * @param capacity the most patients that any design will ever ask for
 * @param streams gives the stream of a purpose, e.g. `outcome:PFS`
 */
export function createCohort(
  truth: Truth,
  population: Population,
  endpoints: readonly string[],
  capacity: number,
  streams: (purpose: string) => PurposeStream,
): Cohort {
  if (!Number.isSafeInteger(capacity))
    throw new RangeError(`capacity: got ${capacity}, a whole number of patients`);
  const intensity = createIntensity(population.screening.map(({ until, value }) => ({ until, value })));
  const words = new Int32Array(capacity);
  const arrival = new Float64Array(capacity);
  const arrivalWords = new Int32Array(capacity);
  const group = new Int32Array(capacity);
  const latent: Record<string, Latent> = {};
  const fillers: Filler[] = [
    arrivalFiller(truth, intensity, arrival, arrivalWords, words, streams),
    groupFiller(population, group, arrival, words, streams),
  ];
  for (const name of endpoints) {
    latent[name] = createLatent(truth.endpoints[name], capacity);
    fillers.push(...latentFillers(name, truth, latent[name], words, streams));
  }
  let filled = 0;
  let current = 0;
  return {
    group,
    arrival,
    arrivalWords,
    screenedBy: null,
    drawnShare: 1,
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
      if (filled === 0) for (let f = 0; f < fillers.length; f++) fillers[f].purpose?.start(current);
      if (n > capacity) throw new RangeError(`${n} patients screened, room for ${capacity}`);
      for (let f = 0; f < fillers.length; f++) fillers[f].fill(filled, n);
      filled = n;
    },
  };
}

function wordFiller(out: Int32Array, purpose: PurposeStream): Filler {
  return { purpose, fill: (from, to) => purpose.stream.fill(out, from, to) };
}

function arrivalFiller(
  truth: Truth,
  intensity: Intensity,
  arrival: Float64Array,
  arrivalWords: Int32Array,
  words: Int32Array,
  streams: (purpose: string) => PurposeStream,
): Filler {
  switch (truth.enrolment.arrivals) {
    case 'uniform':
      return wordFiller(arrivalWords, streams('arrival'));
    case 'even':
      return { purpose: null, fill: (from, to) => evenArrivals(intensity, arrival, from, to) };
    default: {
      const purpose = streams('arrival');
      const gaps = new Float64Array(arrival.length);
      const reached = new Float64Array(1);
      const fill = (from: number, to: number) => {
        purpose.stream.fill(words, from, to);
        fillNegativeLog(words, gaps, from, to);
        if (from === 0) reached[0] = 0;
        poissonArrivals(intensity, gaps, reached, arrival, from, to);
      };
      return { purpose, fill };
    }
  }
}

function groupFiller(
  population: Population,
  group: Int32Array,
  arrival: Float64Array,
  words: Int32Array,
  streams: (purpose: string) => PurposeStream,
): Filler {
  const { groupOfState, mixes, variation } = population;
  const renumber = groupOfState.some((g, state) => g !== state);
  const varied = population.passes.flatMap((pass) =>
    pass.purpose === variation?.purpose
      ? [{ ...varyPass(pass, variation), purpose: streams(`mix:${pass.purpose}`) }]
      : [],
  );
  const passes = population.passes.map(
    (pass) => varied.find((one) => one.pass.purpose === pass.purpose)?.pass ?? pass,
  );
  const untils = Float64Array.from(mixes, ({ until }) => until);
  const purposes = passes.map((pass) => streams(pass.purpose));
  const purpose: PurposeStream = {
    stream: purposes[0]?.stream,
    start: (replicate) => {
      for (const one of purposes) one.start(replicate);
      for (const one of varied) {
        one.purpose.start(replicate);
        one.draw(one.purpose.stream);
      }
    },
  };
  const fill = (from: number, to: number) => {
    if (untils.length === 1) group.fill(0, from, to);
    else periodsOf(arrival, untils, group, from, to);
    for (let p = 0; p < passes.length; p++) {
      purposes[p].stream.fill(words, from, to);
      drawStatus(passes[p], words, group, from, to);
    }
    if (renumber) for (let i = from; i < to; i++) group[i] = groupOfState[group[i]];
  };
  return { purpose, fill };
}

/** The period of the mix in which each patient came. */
function periodsOf(
  arrival: Float64Array,
  untils: Float64Array,
  period: Int32Array,
  from: number,
  to: number,
): void {
  let p = 0;
  for (let i = from; i < to; i++) {
    // Patients stand in order of arrival.
    while (arrival[i] >= untils[p]) p++;
    period[i] = p;
  }
}

export function createLatent(endpoint: Endpoint, capacity: number): Latent {
  const numbers = endpoint.kind === 'binary' ? 0 : capacity;
  return {
    first: new Float64Array(numbers),
    // 1 stays where there is no second draw: the latent dropout of an endpoint that nobody drops out of.
    second: new Float64Array(numbers).fill(1),
    words: new Int32Array(endpoint.kind === 'binary' ? capacity : 0),
  };
}

export function latentFillers(
  name: string,
  truth: Truth,
  latent: Latent,
  words: Int32Array,
  streams: (purpose: string) => PurposeStream,
): Filler[] {
  const endpoint = truth.endpoints[name];
  const outcome = outcomeWords(name, truth, streams);
  if (endpoint.kind === 'binary')
    return [{ purpose: outcome, fill: (from, to) => outcome.fill(latent.words, from, to) }];
  const transform = endpoint.kind === 'time-to-event' ? fillNegativeLog : fillStandardNormal;
  const first: Filler = {
    purpose: outcome,
    fill: (from, to) => {
      outcome.fill(words, from, to);
      transform(words, latent.first, from, to);
    },
  };
  const needsSecond =
    endpoint.kind === 'time-to-event'
      ? endpoint.dropout.some((p) => p.value > 0)
      : endpoint.baselineCorrelation !== null;
  if (!needsSecond) return [first];
  const purpose = streams(endpoint.kind === 'time-to-event' ? `dropout:${name}` : `baseline:${name}`);
  const fill = (from: number, to: number) => {
    purpose.stream.fill(words, from, to);
    transform(words, latent.second, from, to);
  };
  return [first, { purpose, fill }];
}
