/*
 * The sentences of a design stand together, in the order in which a reader meets them: who, how many, when, tests, conduct, claims. Split,
 * each part would take the same names, words and simulated facts; hence the length.
 */
import type {
  DesignSummary,
  LookSummary,
  ScenarioResult,
  TestSummary,
  TrialSummary,
} from '../operating-characteristics/result.ts';
import { isBasketMethod } from '../scenario/basketMethods.ts';
import { conditionText, type Named } from './conditionWords.ts';
import { conductSentences } from './conductWords.ts';
import { fixed, nearOne, plain } from './format.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { factorsText, localText, populationName, promisedTo } from './messages/text.ts';
import { metricName, quantityName } from './metrics.ts';

type Designs = Pick<ScenarioResult, 'designs'>['designs'];

/** What is only known once trials have been simulated: the trials that on average take fewer patients than they may. */
type Fewer = ReadonlySet<string>;

/** @param single nobody is randomised */
function lookText(look: LookSummary, single: boolean, words: Messages): string {
  const { design } = words;
  switch (look.kind) {
    case 'events':
      return design.events(
        fixed(look.n, 0),
        look.endpoint,
        look.population === 'all' ? null : populationName(look.population, words),
      );
    case 'patients':
      return design.patients(
        fixed(look.n, 0),
        look.population === 'all' ? null : populationName(look.population, words),
      );
    case 'months':
      return design.months(plain(look.months));
    case 'follow-up':
      return design.followUp(plain(look.months), single);
    case 'assessed':
      return design.assessed;
    case 'each': {
      const texts = look.of.map((inner) =>
        lookText('population' in inner ? { ...inner, population: 'all' } : inner, single, words),
      );
      return design.eachOf(look.factor, words.list([...new Set(texts)]));
    }
    case 'first of':
      return design.firstOf(words.list(look.of.map((inner) => lookText(inner, single, words))));
    case 'last of':
      return design.lastOf(words.list(look.of.map((inner) => lookText(inner, single, words))));
  }
}

function matchedText(
  { design, on, test }: NonNullable<TrialSummary['matched']>,
  designs: Designs,
  language: Language,
): string {
  const words = messages(language);
  const other = designs.find(({ id }) => id === design);
  const quantity =
    test === null
      ? metricName(on === 'months' ? 'months to analysis' : on, words)
      : quantityName(on, test, words);
  return words.design.matched(other === undefined ? design : localText(other.title, language), quantity);
}

function trialSentences(
  trial: TrialSummary,
  design: Pick<DesignSummary, 'tests' | 'claims'>,
  designs: Designs,
  fewer: Fewer,
  language: Language,
): string[] {
  const words = messages(language);
  const [experimental, control] = trial.ratio;
  const most = fewer.has(trial.name) && !trial.monitoring?.select?.reassess;
  const n = fixed(trial.randomised, 0);
  const population = populationName(trial.enrols, words);
  const single = experimental === 0 || control === 0;
  const quotas = trial.quotas.map((quota) => {
    const whose = populationName(quota.population, words);
    const text =
      quota.n === null
        ? words.design.bounds(quota.atLeast ?? 0, quota.atMost ?? null, quota.until ?? null, whose)
        : words.design.quota(fixed(quota.n, 0), whose, quota.byStage ?? []);
    if (quota.afterLook !== undefined) return words.design.recruitedAfter(text, String(quota.afterLook));
    return quota.from === undefined ? text : words.design.recruitedFrom(text, plain(quota.from, 3));
  });
  return [
    single
      ? words.design.treated({
          population,
          n,
          arm: control === 0 ? 'experimental' : 'control',
          most: most || design.tests.some((test) => test.trial === trial.name && test.stages !== undefined),
        })
      : words.design.enrolment({
          population,
          n,
          most,
          ratio: `${experimental}:${control}`,
          block: trial.block === null ? null : String(trial.block),
          coin:
            trial.method === 'biased-coin' || trial.method === 'minimisation'
              ? { method: trial.method, percent: plain(100 * (trial.coin?.probability ?? 0.5), 3) }
              : null,
          strata: factorsText(trial.stratifyBy, words),
        }),
    ...(trial.strategy === undefined
      ? []
      : [
          words.design.strategy(
            populationName(trial.strategy.guided, words),
            trial.strategy.unguided === null ? null : populationName(trial.strategy.unguided, words),
          ),
        ]),
    ...(quotas.length === 0 ? [] : [words.design.quotas(words.list(quotas))]),
    ...(trial.matched === null ? [] : [matchedText(trial.matched, designs, language)]),
    words.design.analysed(trial.looks.map((look) => lookText(look, single, words))),
    ...conductSentences(trial, design, words),
  ];
}

/** The claims with their conditions, the first that holds; none where nothing is claimed. */
function claimSentences(rules: NonNullable<DesignSummary['rules']>, design: Named, words: Messages) {
  if (rules.length === 0) return [];
  const told = rules.map(({ claim, when, for: promised }) => ({
    label: claim,
    when: when === 'otherwise' ? null : conditionText(when, design, words),
    promised: promisedTo(promised, words),
  }));
  return [words.design.claims(told)];
}

/**
 * Who is enrolled, how they are allocated, how many, when they are analysed, what is claimed and what a marker is declared by: one sentence an entry.
 *
 * @param designs all designs, for the name of one that the size is matched on
 * @param fewer trials by name that on average take fewer patients than they may, where that has been simulated
 */
export function designSentences(
  design: Pick<DesignSummary, 'trials' | 'classify' | 'onDemand' | 'tests' | 'claims' | 'rules'>,
  designs: Designs,
  language: Language,
  fewer: Fewer = new Set(),
): string[] {
  const words = messages(language);
  const { trials, classify, onDemand, rules = [] } = design;
  const ofTrials = trials.flatMap((trial) => {
    const sentences = trialSentences(trial, design, designs, fewer, language);
    return trial.name === ''
      ? sentences
      : sentences.map((sentence) => words.design.inTrial(trial.name, sentence));
  });
  const { marker = '', predictive = null, prognostic = null } = classify ?? {};
  const ruled = (rule: string | null) => rule && conditionText(rule, design, words);
  return [
    ...ofTrials,
    ...claimSentences(rules, design, words),
    ...(predictive === null && prognostic === null
      ? []
      : [words.classes.rule(marker, ruled(predictive), ruled(prognostic))]),
    ...(onDemand === true ? [words.design.onDemand] : []),
  ];
}

function againstText({ against, horizon, covariates, stratifyBy }: TestSummary, words: Messages): string[] {
  switch (against?.kind) {
    case 'population':
      return [words.design.againstPopulation(populationName(against.population, words))];
    case 'rate':
      return [words.design.againstRate(plain(against.value))];
    case 'curve':
      return [
        against.survival === undefined || horizon === null
          ? words.design.againstCurve(plain(against.median))
          : words.design.againstSurvival(plain(against.survival, 3), plain(horizon)),
      ];
    case 'cohort': {
      const { adjustments, againstCohort } = words.design;
      // A model that adjusts by itself is told with its covariates.
      const alone = covariates.length + stratifyBy.length === 0;
      const how =
        against.adjustment === 'none' && !alone
          ? null
          : (adjustments[against.adjustment] ?? against.adjustment);
      const { weight, sd } = against;
      return [
        againstCohort(against.cohort, how, words.list(against.for)),
        ...(weight === undefined
          ? []
          : [words.design.borrowedBy(plain(weight), sd === undefined ? null : plain(sd))]),
      ];
    }
    default:
      return [];
  }
}

/** Stages at a glance; of many looks only how many and where they begin and end. */
function stagesText({ stages }: TestSummary, { design }: Messages): string[] {
  if (stages === undefined) return [];
  let patients = 0;
  const by = stages.map(({ n, stop, claim }) => {
    patients += n;
    return { patients, stop, claim };
  });
  if (by.length > MOST_STAGES) return [design.manyStages(by.length, by[0].patients, patients)];
  return by.map((stage) => design.stage(stage));
}

/** Stages that are told one by one. */
const MOST_STAGES = 5;

/** Held against a survival at the milestone, which is told with its month. */
const isMilestone = ({ against }: TestSummary) => against?.kind === 'curve' && against.survival !== undefined;

/** Method with its options: `log-rank, stratified by EGFR`. */
export function methodText(test: TestSummary, words: Messages): string {
  const { design } = words;
  const named = (names: Record<string, string>, name: string | null) =>
    name === null ? [] : [names[name] ?? name];
  return design.options([
    ...(test.interaction === null ? [] : [design.interaction(test.interaction)]),
    words.methods[test.method] ?? test.method,
    ...againstText(test, words),
    ...(test.weights === null ? [] : [design.weights(plain(test.weights.rho), plain(test.weights.gamma))]),
    ...(test.horizon === null || isMilestone(test) ? [] : [design.horizon(plain(test.horizon))]),
    ...(test.margin === undefined ? [] : [design.margin(test.margin.of, plain(test.margin.value))]),
    ...(test.stratifyBy.length === 0 ? [] : [design.stratified(factorsText(test.stratifyBy, words))]),
    ...(test.covariates.length === 0 ? [] : [design.adjusted(factorsText(test.covariates, words))]),
    ...named(design.ties, test.method === 'cox' ? test.ties : null),
    ...named(design.variance, test.variance),
    ...(test.reRandomise === undefined ? [] : [design.reRandomised(plain(test.reRandomise))]),
    ...(test.options ?? []).map(({ name, value }) => design.option(design.optionNames[name] ?? name, value)),
    ...named(design.confidence, test.confidence),
    ...stagesText(test, words),
  ]);
}

/** `one-sided 0.025`, or what the cut-off is calibrated to. */
export function significanceText(
  { method, sided, alpha, nominalAlpha, calibrate }: TestSummary,
  words: Messages,
): string {
  if (calibrate !== undefined) {
    const { error, at, hold = 'worst', over = [{}], cutoff } = calibrate;
    const truths = 'respondingAt' in over ? { responding: plain(over.respondingAt) } : over.length;
    return words.design.calibrated({
      error,
      at: plain(at),
      hold,
      truths,
      cutoff: cutoff === undefined ? null : nearOne(cutoff),
    });
  }
  // Where a posterior probability decides, alpha is what the probability asked for leaves.
  if (method === 'posterior' || isBasketMethod(method)) return words.design.posterior(plain(1 - alpha));
  const level = words.design.significance(sided, plain(alpha));
  return nominalAlpha === undefined ? level : words.design.aboveNominal(level, plain(nominalAlpha));
}

/** `log hazard ratio (Cox model)`: scale and estimator. */
export function estimateMethodText(test: TestSummary, words: Messages): string {
  const { measure, estimate, method, ties } = test;
  const scale = words.measures[measure] ?? measure;
  const estimator = words.design.options([
    words.design.estimators[estimate] ?? estimate,
    ...(ties === null || method === 'cox' ? [] : [words.design.ties[ties] ?? ties]),
  ]);
  return estimator === scale ? scale : words.bracket(scale, estimator);
}

/** Whose data a test is of: everybody in its trial are those whom the trial enrols; of a duration those alone who respond. */
export function testedText(
  { population, after, trial }: TestSummary,
  trials: readonly TrialSummary[],
  words: Messages,
): string {
  const whole = trials.find(({ name }) => name === trial)?.enrols ?? population;
  const name = populationName(population === 'all' ? whole : population, words);
  return after === undefined ? name : words.estimands.responders(name);
}

/**
 * What a test is, inside a sentence: `PFS in EGFR+ by log-rank, one-sided 0.025`.
 *
 * @param level its level, where it shares one with others
 */
export function testText(
  test: TestSummary,
  trials: readonly TrialSummary[],
  words: Messages,
  level: string = significanceText(test, words),
): string {
  return words.design.test({
    endpoint: test.endpoint,
    population: testedText(test, trials, words),
    method: methodText(test, words),
    significance: level,
  });
}

/** A test as a sentence of its own. */
export function testSentence(
  test: TestSummary,
  trials: readonly TrialSummary[],
  language: Language,
  level?: string,
): string {
  const words = messages(language);
  return words.design.testSentence(
    test.name,
    testText(test, trials, words, level),
    estimateMethodText(test, words),
  );
}
