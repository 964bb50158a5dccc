import type {
  CourseFacts,
  TimedValues,
  TruthFacts,
  TruthSummary,
} from '../operating-characteristics/result.ts';
import { truthText } from './charts/truthCells.ts';
import { plain } from './format.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { populationName } from './messages/text.ts';

type TruthCell = TruthSummary['cells'][number];

/** Kinds of patients beyond which prose would only repeat the table. */
const mostCells = 4;

const percent = (value: number) => `${plain(100 * value, 3)}%`;

/** Which side an effect is on: 1 for the experimental arm, -1 for control, 0 for neither or unknown. */
function sideOf({ effect, effectMeasure, control, experimental }: TruthCell): -1 | 0 | 1 {
  if (effect === null) {
    return control === null || experimental === null || control === experimental
      ? 0
      : experimental > control
        ? 1
        : -1;
  }
  const benefit = effectMeasure === 'hazard ratio' ? -Math.log(effect) : effect;
  return Math.abs(benefit) < 1e-12 ? 0 : benefit > 0 ? 1 : -1;
}

const differ = (values: (number | null)[]) =>
  values.some((value) => value !== null && values[0] !== null && Math.abs(value - values[0]!) > 1e-9);

/** By the effect as the truth names it: medians that move apart under the same hazard ratio in time are no other effect. */
function effectsDiffer(cells: TruthCell[]): boolean {
  const [{ inTime } = {}] = cells;
  if (inTime !== undefined) return inTime.some((_, i) => differ(cells.map((cell) => cell.inTime![i]!.value)));
  return differ(
    cells.map(({ effect, experimental, control }) => effect ?? (experimental ?? 0) - (control ?? 0)),
  );
}

/** Whether the endpoint's outcome differs between kinds of patients (prognostic) and whether the effect does (predictive). */
function natureOf(cells: TruthCell[], words: Messages): string[] {
  if (cells.length < 2) return [];
  const prognostic = differ(cells.map(({ control }) => control));
  const predictive = effectsDiffer(cells);
  const sides = new Set(cells.map(sideOf).filter((side) => side !== 0));
  const [{ endpoint, effect, inTime, effectMeasure }] = cells as [TruthCell];
  const known = effect !== null || inTime !== undefined;
  const scale = known ? (words.classes.scales[effectMeasure] ?? null) : null;
  return [words.truth.nature({ endpoint, prognostic, predictive, opposite: sides.size > 1, scale })];
}

function cellSentence(cell: TruthCell, after: string | undefined, words: Messages): string {
  if (after !== undefined)
    return words.truth.duration({
      endpoint: cell.endpoint,
      population: words.estimands.responders(populationName(cell.population, words)),
      measure: words.inSentence(words.measures[cell.measure] ?? cell.measure),
      value: truthText(cell.experimental, words),
    });
  return words.truth.cell({
    endpoint: cell.endpoint,
    population: populationName(cell.population, words),
    measure: words.inSentence(words.measures[cell.measure] ?? cell.measure),
    control: truthText(cell.control, words),
    experimental: truthText(cell.experimental, words),
    effect:
      cell.effect === null
        ? null
        : `${words.inSentence(words.measures[cell.effectMeasure] ?? cell.effectMeasure)} ${truthText(cell.effect, words)}`,
  });
}

/** What the quantiles are by which scores tell kinds of patients apart: `q75` is nowhere else explained. */
function quantileSentence(cells: TruthCell[], words: Messages): string[] {
  const found = cells.flatMap(({ population }) =>
    [...population.matchAll(/ (?:>=|<) q(\d+(?:\.\d+)?)/g)].map(([, of]) => Number(of)),
  );
  const quantiles = [...new Set(found)].sort((a, b) => a - b);
  if (quantiles.length === 0) return [];
  const names = words.list(quantiles.map((of) => `q${of}`));
  const shares = words.list(quantiles.map((of) => percent(1 - of / 100)));
  return [words.truth.quantiles(names, shares, quantiles.length > 1)];
}

/** The truth at a point in words: the marker and its assay, each kind of patients, and what the marker is good for. */
export function truthSentences(truth: TruthSummary, language: Language): string[] {
  const words = messages(language);
  const endpoints = [...new Set(truth.cells.map(({ endpoint }) => endpoint))];
  return [
    ...truth.assays.map((assay) =>
      words.truth.assay({
        marker: assay.marker,
        prevalence: percent(assay.prevalence),
        sensitivity: percent(assay.sensitivity),
        specificity: percent(assay.specificity),
        unevaluable: assay.unevaluable > 0 ? percent(assay.unevaluable) : null,
        ppv: percent(assay.ppv),
      }),
    ),
    ...quantileSentence(truth.cells, words),
    ...endpoints.flatMap((endpoint) => {
      const cells = truth.cells.filter((cell) => cell.endpoint === endpoint);
      const after = truth.durations?.find((one) => one.endpoint === endpoint)?.after;
      return [
        ...(cells.length > mostCells ? [] : cells.map((cell) => cellSentence(cell, after, words))),
        ...(after === undefined ? natureOf(cells, words) : []),
      ];
    }),
    ...factSentences(truth, language),
  ];
}

/** What counts as benefit, which times begin with a response, how endpoints go together, cohorts outside the trial, and how trials run. */
export function factSentences(
  { benefit = [], durations = [], correlations = [], cohorts = [], course }: TruthFacts,
  language: Language,
): string[] {
  const words = messages(language);
  const least = benefit.map(({ endpoint, scale, least }) => words.truth.least(endpoint, scale, plain(least)));
  return [
    ...(least.length === 0 ? [] : [words.truth.benefit(least)]),
    ...durations.map(({ endpoint, after }) => words.truth.after(endpoint, after)),
    ...correlations.map(({ of: [first, second], value }) =>
      words.truth.correlation(first, second, plain(value, 3)),
    ),
    ...cohortSentences(cohorts, language),
    ...(course === undefined ? [] : courseSentences(course, words)),
  ];
}

const timed = (values: TimedValues, words: Messages) =>
  words.truth.inTime(
    values.map(({ value, until }) => ({ value: plain(value), until: until === null ? null : plain(until) })),
  );

/** What a hazard that never changes comes to in a year, in percent. */
const yearly = (hazard: TimedValues) =>
  hazard.length === 1 ? plain(100 * -Math.expm1(-12 * hazard[0]!.value), 2) : null;

const COSTS = ['screened', 'randomised', 'event', 'month'] as const;

/** How patients come, when they are known, how they leave, and what they cost. */
function courseSentences(
  { screening, turnaround, assessed, dropout, costs }: CourseFacts,
  words: Messages,
): string[] {
  const { perMonth, arrivals, relative, variation } = screening;
  const by = (values: { population: string; value: string }[]) =>
    words.truth.byPopulation(
      values.map(({ population, value }) => ({
        population: population === 'all' ? population : populationName(population, words),
        value,
      })),
    );
  const rates = relative.map(({ population, rate }) => ({ population, value: timed(rate, words) }));
  return [
    words.truth.screening(timed(perMonth, words), arrivals),
    ...(rates.length === 0 ? [] : [words.truth.relativeRate(by(rates))]),
    ...(variation === null
      ? []
      : [words.truth.mixVariation(variation.factor, plain(variation.concentration))]),
    ...turnaround.map(({ marker, months }) =>
      words.truth.turnaround(marker, by(months.map((one) => ({ ...one, value: plain(one.value) })))),
    ),
    ...assessed.map(({ endpoint, months }) => words.truth.assessed(endpoint, plain(months))),
    ...dropout.map(({ endpoint, hazard }) =>
      hazard.every(({ value }) => value === 0)
        ? words.truth.noDropout(endpoint)
        : words.truth.dropout(endpoint, timed(hazard, words), yearly(hazard)),
    ),
    ...(costs === null
      ? []
      : [
          words.truth.costs(COSTS.flatMap((of) => (costs[of] === 0 ? [] : [{ of, cost: plain(costs[of]) }]))),
        ]),
  ];
}

const shareText = ({ population, share }: { population: string; share: number }, words: Messages) =>
  words.truth.cohortShare(populationName(population, words), plain(100 * share, 3));

/** External cohorts: how large, in what mix, how long followed, and how they are shifted. */
function cohortSentences(cohorts: NonNullable<TruthSummary['cohorts']>, language: Language): string[] {
  const words = messages(language);
  return cohorts.map(({ name, patients, records, mix, followUp, shifts }) =>
    words.truth.cohort({
      name,
      patients: plain(patients),
      records: words.list(records),
      ...(mix === undefined ? {} : { mix: words.list((mix ?? []).map((part) => shareText(part, words))) }),
      ...(followUp === undefined
        ? {}
        : { followUp: followUp && { least: plain(followUp.least), most: plain(followUp.most) } }),
      shifts: words.clauses(
        shifts.map(({ endpoint, scale, drift, unmeasured, betweenTrialSd }) =>
          words.truth.cohortShift(endpoint, scale, plain(drift), plain(unmeasured), plain(betweenTrialSd)),
        ),
      ),
    }),
  );
}
