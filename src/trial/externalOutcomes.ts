import type { EndpointData } from '../analyses/endpointData.ts';
import { addToMoments, clearMoments, createMoments } from '../analyses/moments.ts';
import { cohortEndpoint } from '../designs/cohortTruth.ts';
import { fillNegativeLog } from '../distributions/negativeLog.ts';
import { fillStandardNormal, standardNormal } from '../distributions/standardNormal.ts';
import type { SurvivalLaw } from '../distributions/survivalLaw.ts';
import { SurvivalSampler } from '../distributions/survivalSampler.ts';
import { continuousOutcome } from '../endpoints/continuous.ts';
import { dropoutLaw, normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { createFollowUp } from '../endpoints/timeToEvent.ts';
import type { Population } from '../population/groups.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type {
  BinaryEndpoint,
  CohortShift,
  ContinuousEndpoint,
  Endpoint,
  ExternalCohort,
  TimeToEventEndpoint,
} from '../scenario/model.ts';
import { createDataCut } from './dataCut.ts';

/** Outcomes of an external cohort in one endpoint. */
export interface ExternalOutcomes {
  /** Of the control arm, by group. */
  readonly data: EndpointData;
  /** Refills `data` for the groups of the cohort's patients as they stand. */
  draw(replicate: number): void;
}

type Streams = (purpose: string) => PurposeStream;

/** @param group of each patient of the cohort, filled before every draw */
export function createExternalOutcomes(
  endpoint: Endpoint,
  cohort: ExternalCohort,
  shift: CohortShift,
  population: Population,
  group: Int32Array,
  purpose: string,
  streams: Streams,
): ExternalOutcomes {
  const sd = shift.betweenTrialSd;
  switch (endpoint.kind) {
    case 'binary':
      return responses(cohortEndpoint(endpoint, shift), sd, population, group, streams(purpose));
    case 'continuous':
      return values(
        cohortEndpoint(endpoint, shift),
        normalLaw(endpoint, population.groups[0], 0).mean,
        sd,
        population,
        group,
        purpose,
        streams,
      );
    case 'time-to-event':
      return times(cohortEndpoint(endpoint, shift), cohort, sd, population, group, purpose, streams);
  }
}

function responses(
  endpoint: BinaryEndpoint,
  sd: number,
  { groups }: Population,
  group: Int32Array,
  stream: PurposeStream,
): ExternalOutcomes {
  const n = group.length;
  const odds = Float64Array.from(groups, (one) => {
    const rate = responseRate(endpoint, one, 0);
    return rate / (1 - rate);
  });
  const counts = new Int32Array(4 * groups.length);
  const limits = new Float64Array(groups.length);
  const words = new Int32Array(n);
  return {
    data: { kind: 'binary', counts },
    draw(replicate) {
      stream.start(replicate);
      const shift = Math.exp(sd * standardNormal(stream.stream.next()));
      for (let g = 0; g < limits.length; g++) {
        const shifted = odds[g] * shift;
        limits[g] = (shifted === Number.POSITIVE_INFINITY ? 1 : shifted / (1 + shifted)) * 4294967296;
      }
      stream.stream.fill(words, 0, n);
      counts.fill(0);
      for (let k = 0; k < n; k++) counts[4 * group[k] + Number(words[k] >>> 0 < limits[group[k]])]++;
    },
  };
}

/** @param centre that the trial's own sums are about, see its observer */
function values(
  endpoint: ContinuousEndpoint,
  centre: number,
  sd: number,
  { groups }: Population,
  group: Int32Array,
  purpose: string,
  streams: Streams,
): ExternalOutcomes {
  const n = group.length;
  const stream = streams(purpose);
  const laws = groups.map((one) => normalLaw(endpoint, one, 0));
  const outcome = continuousOutcome(
    laws.flatMap((law) => [law.mean, law.mean]),
    laws.flatMap((law) => [law.sd, law.sd]),
    endpoint.baselineCorrelation ?? 0,
  );
  const baselines = endpoint.baselineCorrelation === null ? null : streams(`${purpose}:baseline`);
  const moments = createMoments(groups.length, baselines === null ? 0 : 1);
  const patients = { n, group, arm: new Uint8Array(n), entry: new Float64Array(n) };
  const words = new Int32Array(n);
  const noise = new Float64Array(n);
  const baseline = new Float64Array(n);
  const value = new Float64Array(n);
  return {
    data: { kind: 'continuous', moments },
    draw(replicate) {
      stream.start(replicate);
      const shift = sd * standardNormal(stream.stream.next());
      stream.stream.fill(words, 0, n);
      fillStandardNormal(words, noise, 0, n);
      if (baselines !== null) {
        baselines.start(replicate);
        baselines.stream.fill(words, 0, n);
        fillStandardNormal(words, baseline, 0, n);
      }
      outcome(patients, noise, baseline, value);
      clearMoments(moments);
      for (let k = 0; k < n; k++) addToMoments(moments, group[k], 0, value[k] + shift - centre, baseline, k);
    },
  };
}

/** Follow-up of a cohort that is followed to the end: a month by which all that can be seen has been. */
const END = 1e6;

function times(
  endpoint: TimeToEventEndpoint,
  { followUp }: ExternalCohort,
  sd: number,
  { groups }: Population,
  group: Int32Array,
  purpose: string,
  streams: Streams,
): ExternalOutcomes {
  const n = group.length;
  const stream = streams(purpose);
  const dropouts = streams(`${purpose}:dropout`);
  const entries = streams(`${purpose}:entry`);
  const laws: SurvivalLaw[] = groups.map((one) => timeLaw(endpoint, one, 0));
  const cured = Float64Array.from(laws, (law) => law.cured);
  // Of the uncured: a random shift is of their hazard, so it divides the hazard that a patient is to reach.
  const events = new SurvivalSampler(laws.map((law) => ({ ...law, cured: 0 })));
  const leaving = dropoutLaw(endpoint);
  const dropout = leaving === null ? null : new SurvivalSampler([leaving]);
  const most = followUp?.most ?? END;
  const spread = followUp === null ? 0 : followUp.most - followUp.least;
  const seen = createFollowUp(n);
  const entry = new Float64Array(n);
  const cut = createDataCut(n, followUp === null ? 4 * longestOf(laws) : most);
  const end = Float64Array.of(most);
  const words = new Int32Array(n);
  const unit = new Float64Array(n);
  const left = new Float64Array(n);
  return {
    data: { kind: 'time-to-event', data: cut.data },
    draw(replicate) {
      stream.start(replicate);
      const ratio = Math.exp(sd * standardNormal(stream.stream.next()));
      stream.stream.fill(words, 0, n);
      fillNegativeLog(words, unit, 0, n);
      if (dropout !== null) {
        dropouts.start(replicate);
        dropouts.stream.fill(words, 0, n);
        fillNegativeLog(words, left, 0, n);
      }
      if (spread > 0) {
        entries.start(replicate);
        entries.stream.fill(words, 0, n);
        for (let k = 0; k < n; k++) entry[k] = (spread * ((words[k] >>> 0) + 0.5)) / 4294967296;
      }
      for (let k = 0; k < n; k++) {
        const g = group[k];
        const c = cured[g];
        const hazard = c === 0 ? unit[k] : -Math.log((Math.exp(-unit[k]) - c) / (1 - c));
        const t = hazard < Number.POSITIVE_INFINITY ? events.draw(g, hazard / ratio) : Number.MAX_VALUE;
        const d = dropout === null ? Number.MAX_VALUE : dropout.draw(0, left[k]);
        seen.time[k] = t < d ? t : d;
        seen.calendar[k] = entry[k] + seen.time[k];
        seen.code[k] = 4 * g + Number(t < d);
      }
      cut.take(seen, entry, n, end);
    },
  };
}

/** Longest median, in months: tunes the sorting. */
function longestOf(laws: readonly SurvivalLaw[]): number {
  return Math.max(1, ...laws.map((law) => new SurvivalSampler([{ ...law, cured: 0 }]).draw(0, Math.LN2)));
}
