// Long because it is one list: every place in a result where a name of the scenario file is shown: what is not listed here stays as the file writes it.

import type {
  Axis,
  CourseFacts,
  DesignSummary,
  LocalText,
  LookSummary,
  MonitoringSummary,
  ProgramSummary,
  ResultRow,
  ScenarioResult,
  TestSummary,
  TrialSummary,
  TruthFacts,
  TruthSummary,
} from '../operating-characteristics/result.ts';
import { exposureRows } from './exposure.ts';
import { spaced } from './messages/han.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText, parameterName } from './messages/text.ts';

/** How names are shown that stand alone, in a population, an estimand or a condition. */
interface Wording {
  /** A name, or names put together: `trial/test`, `test: level`, `outcome > outcome`. */
  name(text: string): string;
  /** `tumour = lung & EGFR+`: a level stands for itself, its factor is left out where no other factor has the level. */
  population(text: string): string;
  estimand(text: string): string;
  /** What is stratified by or adjusted for: `tumour`, `true risk`, `risk >= q50`. */
  factor(text: string): string;
  /** `reject overall and not claim none` */
  condition(text: string): string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const longestFirst = (texts: Iterable<string>) => [...texts].sort((a, b) => b.length - a.length);
const SEPARATORS = [' > ', ': ', '/'];

/** What a level's title left beside the words about it: no blank inside Chinese. */
const shownIn = (language: Language, text: string) => (language === 'zh' ? spaced(text) : text);

/** Remembers answers: the rows of a sweep ask the same few again and again. */
function remembered(say: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = say(text);
      known.set(text, answer);
    }
    return answer;
  };
}

/** What follows a marker or a score in a population: `M+`, `risk >= q50`. */
const SIGN = '(?=[+-](?![\\p{L}\\p{N}])| (?:>=|<|\u2265) )';

/** Markers and scores that tell kinds of patients apart. */
const signedNames = (cells: readonly { population: string }[]): string[] => [
  ...new Set(
    cells.flatMap(({ population }) =>
      population.split(' & ').flatMap((part) => new RegExp(`^(.+?)${SIGN}`, 'u').exec(part)?.[1] ?? []),
    ),
  ),
];

/** How names are shown in a language; `cells` tell which levels belong to which factor, `others` are names that may have no title. */
export function wordingOf(
  titles: Record<string, LocalText>,
  language: Language,
  cells: readonly { population: string }[],
  others: readonly string[],
): Wording {
  const shown = new Map(Object.entries(titles).map(([name, text]) => [name, localText(text, language)]));
  const name = (text: string): string => {
    const whole = shown.get(text);
    if (whole !== undefined) return whole;
    const between = SEPARATORS.find((separator) => text.includes(separator));
    if (between === undefined) return text;
    return text
      .split(between)
      .map(name)
      .join(between === ': ' && language === 'zh' ? '：' : between);
  };
  const levels = new Map(
    cells
      .flatMap(({ population }) => population.split(' & '))
      .flatMap((part) => {
        const [factor, level, ...more] = part.split(' = ');
        return level === undefined || more.length > 0 ? [] : [[part, { factor: factor!, level }] as const];
      }),
  );
  // A factor of which some levels have titles is shown by its levels alone: the others would stand out by its name.
  const told = new Set(
    [...levels.values()].flatMap(({ factor, level }) => (shown.has(level) ? [factor] : [])),
  );
  const levelText = ({ factor, level }: { factor: string; level: string }) => {
    const shared = [...levels.values()].some((other) => other.level === level && other.factor !== factor);
    return told.has(factor) && !shared ? name(level) : `${name(factor)} = ${name(level)}`;
  };
  const levelsIn = new RegExp(
    `(${longestFirst(levels.keys()).map(escaped).join('|')})(?![\\p{L}\\p{N}_-])`,
    'gu',
  );
  const signed = signedNames(cells).filter((one) => shown.has(one));
  const signedIn = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(${longestFirst(signed).map(escaped).join('|')})${SIGN}`,
    'gu',
  );
  const population = (text: string) => {
    const named = levels.size === 0 ? text : text.replace(levelsIn, (part) => levelText(levels.get(part)!));
    return signed.length === 0
      ? named
      : shownIn(
          language,
          named.replace(signedIn, (found) => shown.get(found)!),
        );
  };
  const namesIn = new RegExp(
    `(?<=^|[\\s(/])(${longestFirst(new Set([...shown.keys(), ...others]))
      .map(escaped)
      .join('|')})(?=$|[\\s),/])`,
    'gu',
  );
  return {
    name: remembered(name),
    population: remembered(population),
    factor: (text) => (text.startsWith('true ') ? `true ${name(text.slice(5))}` : population(name(text))),
    estimand: remembered((text) =>
      population(text).replace(/(?<= against )(.+)$/u, (cohort) => shown.get(cohort) ?? cohort),
    ),
    condition: remembered((text) => text.replace(namesIn, name)),
  };
}

function lookIn(look: LookSummary, wording: Wording): LookSummary {
  switch (look.kind) {
    case 'events':
      return {
        ...look,
        endpoint: wording.name(look.endpoint),
        population: wording.population(look.population),
      };
    case 'patients':
      return { ...look, population: wording.population(look.population) };
    case 'each':
      return { ...look, factor: wording.name(look.factor), of: look.of.map((one) => lookIn(one, wording)) };
    case 'first of':
    case 'last of':
      return { ...look, of: look.of.map((one) => lookIn(one, wording)) };
    default:
      return look;
  }
}

function monitoringIn(monitoring: MonitoringSummary, { name, condition }: Wording): MonitoringSummary {
  const { futility, stopWhen, select, close } = monitoring;
  return {
    ...monitoring,
    futility: futility.map((rule) => ({ ...rule, of: rule.of.map(name) })),
    stopWhen: stopWhen === null ? null : condition(stopWhen),
    select: select === null ? null : { ...select, from: select.from.map(name) },
    close: close === null ? null : { ...close, tests: name(close.tests) },
  };
}

function trialIn(trial: TrialSummary, wording: Wording): TrialSummary {
  const { name, population } = wording;
  const { matched, strategy, quotas, looks, multiplicity, monitoring, estimates } = trial;
  return {
    ...trial,
    name: name(trial.name),
    enrols: population(trial.enrols),
    matched:
      matched === null ? null : { ...matched, test: matched.test === null ? null : name(matched.test) },
    stratifyBy: trial.stratifyBy.map(wording.factor),
    ...(strategy && {
      strategy: {
        guided: population(strategy.guided),
        unguided: strategy.unguided === null ? null : population(strategy.unguided),
      },
    }),
    quotas: quotas.map((quota) => ({ ...quota, population: population(quota.population) })),
    looks: looks.map((look) => lookIn(look, wording)),
    ...(multiplicity && { multiplicity: { ...multiplicity, of: multiplicity.of.map(name) } }),
    ...(monitoring && { monitoring: monitoringIn(monitoring, wording) }),
    ...(estimates && {
      estimates: {
        bestOf: estimates.bestOf.map(name),
        towards: estimates.towards === null ? null : name(estimates.towards),
      },
    }),
  };
}

function testIn(test: TestSummary, { name, population, factor }: Wording): TestSummary {
  const { against, basket, options } = test;
  return {
    ...test,
    name: name(test.name),
    trial: name(test.trial),
    endpoint: name(test.endpoint),
    ...(test.after !== undefined && { after: name(test.after) }),
    population: population(test.population),
    stratifyBy: test.stratifyBy.map(factor),
    covariates: test.covariates.map(factor),
    ...(basket !== undefined && { basket: name(basket) }),
    ...(options && {
      options: options.map((option) =>
        option.name === 'donors'
          ? { ...option, value: option.value.split('; ').map(name).join('; ') }
          : option,
      ),
    }),
    ...(against?.kind === 'population' && {
      against: { ...against, population: population(against.population) },
    }),
    ...(against?.kind === 'cohort' && {
      against: { ...against, cohort: name(against.cohort), for: against.for.map(name) },
    }),
  };
}

/** Whom a claim or an end promises benefit: `none` is a word of the language, also where the scenario calls an end so. */
const promisedIn = (promised: string | null, { population }: Wording): string | null =>
  promised === null || promised === 'none' ? promised : population(promised);

/** A design with the names of its tests, trials and claims as they are shown; its id stays. */
export function designIn<D extends DesignSummary>(design: D, wording: Wording): D {
  const { name, condition } = wording;
  const { claimed, classify, rules } = design;
  return {
    ...design,
    trials: design.trials.map((trial) => trialIn(trial, wording)),
    tests: design.tests.map((test) => testIn(test, wording)),
    claims: design.claims.map(name),
    ...(rules && {
      rules: rules.map(({ claim, when, for: promised }) => ({
        claim: name(claim),
        when: condition(when),
        for: promisedIn(promised, wording),
      })),
    }),
    ...(claimed && {
      claimed: Object.fromEntries(
        Object.entries(claimed).map(([claim, tests]) => [name(claim), tests.map(name)]),
      ),
    }),
    ...(classify && {
      classify: {
        ...classify,
        endpoint: name(classify.endpoint),
        predictive: classify.predictive && condition(classify.predictive),
        prognostic: classify.prognostic && condition(classify.prognostic),
      },
    }),
  };
}

/** A program with its outcomes as they are shown. */
export function programIn(program: ProgramSummary, wording: Wording): ProgramSummary {
  const { name, condition } = wording;
  return {
    ...program,
    steps: program.steps.map((step) => ({
      ...step,
      on: step.on === null ? null : name(step.on),
      outcomes: step.outcomes.map((outcome) => ({
        ...outcome,
        label: name(outcome.label),
        when: condition(outcome.when),
        for: promisedIn(outcome.for, wording),
      })),
    })),
    ends: program.ends.map(name),
    paths: program.paths.map(name),
  };
}

/** A kind of patients with endpoint and levels as they are shown. */
export const cellIn = <C extends { endpoint: string; population: string }>(cell: C, wording: Wording): C => ({
  ...cell,
  endpoint: wording.name(cell.endpoint),
  population: wording.population(cell.population),
});

type CohortSummary = NonNullable<TruthSummary['cohorts']>[number];

/** An external cohort with what it recorded, its mix and its endpoints as they are shown. */
const cohortIn = (cohort: CohortSummary, { name, population }: Wording): CohortSummary => ({
  ...cohort,
  name: name(cohort.name),
  records: cohort.records.map(name),
  ...(cohort.mix && {
    mix: cohort.mix.map((part) => ({ ...part, population: population(part.population) })),
  }),
  shifts: cohort.shifts.map((shift) => ({ ...shift, endpoint: name(shift.endpoint) })),
});

function truthIn(truth: TruthSummary, wording: Wording): TruthSummary {
  const { cells, curves } = truth;
  return {
    ...truth,
    assays: truth.assays.map((assay) => ({ ...assay, marker: wording.name(assay.marker) })),
    cells: cells.map((cell) => cellIn(cell, wording)),
    curves: curves.map((curve) => cellIn(curve, wording)),
    ...factsIn(truth, wording),
  };
}

function courseIn(
  { screening, turnaround, assessed, dropout, costs }: CourseFacts,
  wording: Wording,
): CourseFacts {
  const of = <T extends { population: string }>(one: T) => ({
    ...one,
    population: wording.population(one.population),
  });
  const ending = <T extends { endpoint: string }>(one: T) => ({
    ...one,
    endpoint: wording.name(one.endpoint),
  });
  const { relative, variation } = screening;
  return {
    screening: {
      ...screening,
      relative: relative.map(of),
      variation: variation && { ...variation, factor: wording.name(variation.factor) },
    },
    turnaround: turnaround.map(({ marker, months }) => ({
      marker: wording.name(marker),
      months: months.map(of),
    })),
    assessed: assessed.map(ending),
    dropout: dropout.map(ending),
    costs,
  };
}

export function factsIn(
  { benefit, durations, correlations, cohorts, course }: TruthFacts,
  wording: Wording,
): TruthFacts {
  const { name } = wording;
  return {
    ...(benefit && { benefit: benefit.map((one) => ({ ...one, endpoint: name(one.endpoint) })) }),
    ...(durations && {
      durations: durations.map(({ endpoint, after }) => ({ endpoint: name(endpoint), after: name(after) })),
    }),
    ...(correlations && {
      correlations: correlations.map(({ of: [a, b], value }) => ({
        of: [name(a), name(b)],
        value,
      })),
    }),
    ...(cohorts && { cohorts: cohorts.map((cohort) => cohortIn(cohort, wording)) }),
    ...(course && { course: courseIn(course, wording) }),
  };
}

/** What a program's later trials are told by: `design: outcome`, of which the design has a title of its own. */
const OF_DESIGN = ['probability of reaching', 'outcome probability given reached', 'replication probability'];

function analysisIn({ metric, analysis }: Pick<ResultRow, 'metric' | 'analysis'>, { name }: Wording): string {
  // Classes of a marker are words of the report, not names of the file.
  if (metric === 'class probability') return analysis;
  if (metric.startsWith('months to step')) return analysis;
  if (!OF_DESIGN.includes(metric)) return name(analysis);
  const [design, ...rest] = analysis.split(': ');
  return rest.length === 0 ? analysis : `${design}: ${name(rest.join(': '))}`;
}

/** `bias given claim M+ only`: the claim as the design's claims are shown. */
const metricIn = (metric: string, { name }: Wording): string =>
  metric.replace(/(?<= given claim ).*$/s, name);

const rowIn = <R extends ResultRow>(row: R, wording: Wording): R => ({
  ...row,
  metric: metricIn(row.metric, wording),
  analysis: analysisIn(row, wording),
  population: wording.population(row.population),
  reference_kind: row.reference_kind.startsWith('estimand: ')
    ? wording.estimand(row.reference_kind)
    : row.reference_kind,
});

/** Names in a scenario's own order of designs, tests, claims and outcomes. */
export const namesOf = (designs: readonly DesignSummary[], programs: readonly ProgramSummary[]): string[] => [
  ...designs.flatMap(({ tests, claims }) => [...tests.map(({ name }) => name), ...claims]),
  ...programs.flatMap(({ steps }) => steps.flatMap(({ outcomes }) => outcomes.map(({ label }) => label))),
];

/**
 * A result as reports in a language show it: names of tests, claims, levels and the like are replaced by what the scenario's `titles`
 * call them. The result itself where nothing is to be renamed; the copy has none, so that doing it twice changes nothing. Files of
 * data are made from the result itself.
 * @example testNames(localised(result, 'zh'))[0] // 总体人群
 */
export function localised(result: ScenarioResult, language: Language): ScenarioResult {
  const { titles, answer, ...scenario } = result.scenario;
  if (titles === undefined) {
    const shown = exposureRows(result, result.rows, messages(language));
    return shown === result.rows ? result : { ...result, rows: shown };
  }
  const { axes, designs, programs, truth, looks, enrolment, rows, averages, worst, warnings } = result;
  const cells = truth.flatMap((one) => one.cells);
  const others = namesOf(designs, programs ?? []);
  const wording = wordingOf(titles, language, cells, others);
  // A swept value may have a title of its own, but `M-` may be that of a test; else the levels in its name are shown by theirs, and
  // the score that it is a value of (`hazard ratio per SD of risk`) by its own.
  const scores = signedNames(cells);
  const axisText = (axis: Axis) => {
    const title = titles[axis.name];
    const called = parameterName(axis, messages(language));
    if (title !== undefined && scores.includes(axis.name))
      return shownIn(language, called.replace(axis.name, localText(title, language)));
    return title !== undefined && !others.includes(axis.name)
      ? localText(title, language)
      : shownIn(language, wording.population(called));
  };
  const named = <T extends { analysis: string }>(of: T): T => ({
    ...of,
    analysis: wording.name(of.analysis),
  });
  return {
    ...result,
    scenario: {
      ...scenario,
      ...(answer && {
        answer: answer.map((request) => ({
          ...request,
          metric: metricIn(request.metric, wording),
          analysis: analysisIn(request, wording),
          estimand: request.estimand === null ? null : wording.estimand(request.estimand),
        })),
      }),
    },
    axes: axes.map((axis) => ({ ...axis, shown: axisText(axis) })),
    designs: designs.map((design) => designIn(design, wording)),
    ...(programs && { programs: programs.map((program) => programIn(program, wording)) }),
    truth: truth.map((one) => truthIn(one, wording)),
    ...(looks && { looks: looks.map(named) }),
    ...(enrolment && {
      enrolment: enrolment.map((picture) => ({
        ...picture,
        levels: picture.levels.map((level) => ({
          ...level,
          population: wording.population(level.population),
        })),
      })),
    }),
    rows: exposureRows(
      result,
      rows.map((row) => rowIn(row, wording)),
      messages(language),
    ),
    ...(averages && { averages: averages.map((row) => rowIn(row, wording)) }),
    ...(worst && { worst: worst.map((row) => rowIn(row, wording)) }),
    warnings: warnings.map(named),
  };
}
