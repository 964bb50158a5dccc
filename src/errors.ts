/**
 * Faults of a scenario file, and the English catalogue of their messages. A message has two halves: the rule that was
 * broken and the next step. Call sites name a code and give parameters, so that another language is another catalogue
 * with the same codes. Long because it is a catalogue.
 */

/** One fault, ready to print. */
export interface Fault {
  code: FaultCode;
  file: string;
  /** 1-based; the column counts UTF-16 units. */
  line: number;
  col: number;
  /** The source lines with a caret under the place. */
  frame: string;
  /** Dot form, as `sweep` takes it, e.g. `truth.markers.EGFR.prevalence`. */
  path: string;
  /** What stands there, shortened; null where nothing does. */
  value: string | null;
  rule: string;
  next: string;
  /** What the message was made from, for a catalogue in another language. */
  parameters: FaultParameters<FaultCode>;
}

/** The two halves of what is said of a fault. */
export interface Message {
  rule: string;
  next: string;
}

/** `did you mean "x"?`, or the names that there are. */
function pick(suggestion: string | null, known: readonly string[], what: string): string {
  if (suggestion !== null) return `did you mean "${suggestion}"?`;
  if (known.length === 0) return `there is no ${what} here; declare one first`;
  const shown = known.slice(0, 12).join(', ');
  return `${what}s here: ${shown}${known.length > 12 ? ', ...' : ''}`;
}

/** What a procedure or analysis is refused for, by the catalogue of its own room: code and parameters, and both halves in English. */
export interface Refused extends Message {
  code: string;
  parameters: object;
}

interface Named {
  name: string;
  suggestion: string | null;
  known: readonly string[];
}

/** What is wrong with a level that is added after a look. */
export type OpeningProblem = 'no closing' | 'no level' | 'last look' | 'look of levels' | 'no other';

const OPENING_PROBLEMS: Record<OpeningProblem, (look: number) => Message> = {
  'no closing': () => ({
    rule: 'levels are added after a look where looks decide on levels one by one',
    next: 'add `close: {}` to the looks, with futility or bounds where levels are closed; or add the level by month: `from: 12`',
  }),
  'no level': () => ({
    rule: 'only a level of the tests that are closed one by one can be added after a look',
    next: 'write one level, for instance `tumour = gastric`, that `in: each tumour` tests',
  }),
  'last look': (look) => ({
    rule: `look ${look} is the last or none: nobody would be recruited after it`,
    next: 'name a look before the last',
  }),
  'look of levels': (look) => ({
    rule: `look ${look} must wait for patients whom the levels that are there from the start can give`,
    next: 'let it wait for patients in all, as `{patients: 30}`, no more than are not kept for levels added later',
  }),
  'no other': () => ({
    rule: 'every level is added after a look, so that none comes',
    next: 'leave "after look" out of one of them',
  }),
};

/** What a duration of response is refused for. */
export type DurationUse = 'comparison' | 'correlation' | 'benefit' | 'class' | 'claim';

const DURATION_USES: Record<DurationUse, Message> = {
  comparison: {
    rule: 'those who respond on two arms, or in two populations, are different patients, whom no randomisation made alike',
    next: 'hold it against a fixed curve in a single arm, for instance `against: {median: 6}`; compare arms by an endpoint of all patients, such as PFS',
  },
  correlation: {
    rule: 'it is drawn by itself, given the response',
    next: 'leave it out; let its curve differ by stratum or marker instead',
  },
  benefit: {
    rule: 'a patient who responds under one treatment alone has no such time under the other, so it shows no effect in a patient',
    next: 'name the endpoint of the response, or one of all patients',
  },
  class: {
    rule: 'no effect of treatment can be read from it, which the class of a marker is about',
    next: 'name the endpoint of the response, or one of all patients',
  },
  claim: {
    rule: 'no effect of treatment can be read from it, so it is open on what patients must benefit for a claim to be right',
    next: 'test the response too, or name an endpoint under truth, for instance `worthwhile: {ORR: 0.1}`',
  },
};

/** code -> message. Parameters are words and numbers, never sentences. */
export const ENGLISH = {
  // the file
  'yaml-syntax': (p: { message: string }): Message => ({
    rule: `not readable as YAML: ${p.message}`,
    next: 'check quotes, brackets, indentation and the space after a colon near this place',
  }),
  'several-documents': (_: object): Message => ({
    rule: 'a file holds one scenario; "---" starts a second document',
    next: 'put the second scenario into a file of its own',
  }),
  'unknown-alias': (p: { name: string }): Message => ({
    rule: `the alias *${p.name} stands for nothing: no &${p.name} comes before it`,
    next: `mark a value above with &${p.name}, or write the value here`,
  }),
  'duplicate-key': (p: { key: string }): Message => ({
    rule: `the key "${p.key}" stands twice in one table`,
    next: 'remove or rename one of the two',
  }),
  'empty-file': (_: object): Message => ({
    rule: 'the file holds no table of keys',
    next: 'start with `id: my-scenario`, then `truth:` and `designs:`',
  }),
  'file-too-large': (p: { megabytes: number; limit: number }): Message => ({
    rule: `the file has ${p.megabytes} MB; a scenario may have ${p.limit} MB`,
    next: 'a scenario is assumptions and designs, not data: check that this is the right file',
  }),
  'too-deep': (p: { limit: number }): Message => ({
    rule: `tables and lists are nested deeper than ${p.limit} levels`,
    next: 'flatten the file here',
  }),
  'too-many-nodes': (p: { limit: number }): Message => ({
    rule: `the file grows to more than ${p.limit} values when its aliases are followed`,
    next: 'write the values out, or use fewer aliases (*name)',
  }),
  'forbidden-key': (p: { key: string }): Message => ({
    rule: `"${p.key}" may not be used as a key`,
    next: 'choose another name',
  }),
  'key-not-text': (_: object): Message => ({
    rule: 'a key must be plain text',
    next: 'put the key in double quotes',
  }),
  'extends-path': (_: object): Message => ({
    rule: 'a file is extended by a relative path that ends in .yaml or .yml',
    next: 'write for instance `extends: ./base.yaml`',
  }),
  'extends-unreadable': (p: { file: string; reason: string }): Message => ({
    rule: `the file ${p.file} cannot be read (${p.reason})`,
    next: 'the path counts from the folder of this file: check it',
  }),
  'extends-cycle': (p: { chain: readonly string[] }): Message => ({
    rule: `what is extended extends itself: ${p.chain.join(' > ')}`,
    next: 'let one of them stand on its own',
  }),

  // shape
  'unknown-key': (p: Named): Message => ({
    rule: `"${p.name}" is not a key here`,
    next: pick(p.suggestion, p.known, 'key'),
  }),
  reserved: (p: { name: string }): Message => ({
    rule: `"${p.name}" is reserved for a later version of the language`,
    next: 'leave it out for now',
  }),
  missing: (p: { name: string; hint: string }): Message => ({
    rule: `"${p.name}" is missing`,
    next: p.hint === '' ? 'add it' : `add it: ${p.hint}`,
  }),
  'wrong-type': (p: { expected: string; hint: string }): Message => ({
    rule: `must be ${p.expected}`,
    next: p.hint === '' ? `write ${p.expected}` : `expected here: ${p.hint}`,
  }),
  'not-finite': (p: { hint: string }): Message => ({
    rule: 'must be a finite number',
    next: p.hint === '' ? 'write a number' : `expected here: ${p.hint}`,
  }),
  'out-of-range': (p: { bound: string; hint: string }): Message => ({
    rule: `must be ${p.bound}`,
    next: p.hint === '' ? 'change the number' : `expected here: ${p.hint}`,
  }),
  'not-one-of': (p: { known: readonly string[]; suggestion: string | null }): Message => ({
    rule: `must be one of ${p.known.join(', ')}`,
    next: p.suggestion === null ? 'choose one of them' : `did you mean "${p.suggestion}"?`,
  }),
  'bad-format': (p: { hint: string }): Message => ({
    rule: 'is not of the form that is read here',
    next: `expected here: ${p.hint}`,
  }),
  'none-of': (p: { keys: readonly string[] }): Message => ({
    rule: `exactly one of ${p.keys.join(', ')} must be given, none is`,
    next: 'add one of them',
  }),
  'several-of': (p: { keys: readonly string[] }): Message => ({
    rule: `only one of ${p.keys.join(', ')} may be given`,
    next: 'keep one; in a variant, set the inherited one to null',
  }),
  'bad-name': (p: { what: string; rule: string }): Message => ({
    rule: `the name of a ${p.what} ${p.rule}`,
    next: 'rename it',
  }),

  // names and populations
  'unknown-name': (p: Named & { what: string }): Message => ({
    rule: `there is no ${p.what} "${p.name}"`,
    next: pick(p.suggestion, p.known, p.what),
  }),
  'name-needed': (p: { what: string; known: readonly string[] }): Message => ({
    rule: `there is more than one ${p.what}, so one must be named`,
    next: `choose one of ${p.known.join(', ')}`,
  }),
  'population-syntax': (p: { problem: string }): Message => ({
    rule: `not a population: ${p.problem}`,
    next: 'write all, X+, X-, factor = level, joined by &, | and not, with parentheses',
  }),
  'population-sign': (p: { marker: string }): Message => ({
    rule: `the marker "${p.marker}" needs its status`,
    next: `write ${p.marker}+ or ${p.marker}-`,
  }),
  'already-truth': (p: { marker: string }): Message => ({
    rule: 'under truth a marker is already its true status',
    next: `write ${p.marker}+ or ${p.marker}- without "true"`,
  }),
  'no-assay-in-truth': (p: { marker: string }): Message => ({
    rule: `"${p.marker}?" is a result of the assay, and a truth does not depend on the assay`,
    next: `write ${p.marker}+ or ${p.marker}-`,
  }),
  'no-unevaluable-truth': (p: { marker: string }): Message => ({
    rule: 'a true status is + or -, never ?',
    next: `write ${p.marker}? for patients without an assay result`,
  }),
  'score-cut': (p: { score: string }): Message => ({
    rule: `a score is cut at a quantile of the screened population, q and a percentage between 0 and 100`,
    next: `write for instance ${p.score} >= q60: the 40 % with the highest ${p.score}`,
  }),
  'score-endpoint': (p: { score: string; endpoint: string }): Message => ({
    rule: `the AUC of ${p.score} speaks of a binary endpoint with one control rate for all, strictly between 0 and 1, and no other prognostic effect; ${p.endpoint} is not one`,
    next: `name a binary endpoint with a single control rate, or give ${p.score} a "prognostic odds ratio per sd"`,
  }),
  'score-effect': (p: { way: string; needs: string }): Message => ({
    rule: `"${p.way}" varies an effect that is given as "${p.needs}"`,
    next: `give the effect as "${p.needs}", or drop "${p.way}"`,
  }),
  'score-mean': (p: { cut: string }): Message => ({
    rule: `the mean of a score depends on markers and strata, not on a cut of a score (${p.cut})`,
    next: 'key the table by markers and factor = level',
  }),
  'score-rates': (p: { kind: string }): Message => ({
    rule: `a score brings control rates near 0 and 1, where this ${p.kind} would leave [0, 1]`,
    next: 'state the effect as an odds ratio, or as a risk ratio of at most 1',
  }),
  'only-conjunctions': (_: object): Message => ({
    rule: 'a key of a table by population joins parts with & only',
    next: 'give each part of an "or" its own line; write X- for "not X+"',
  }),
  'only-strata': (p: { what: string }): Message => ({
    rule: `${p.what} may depend on strata only, not on a marker`,
    next: 'key the table by factor = level; correlated markers are reserved for a later version',
  }),
  'names-nobody': (p: { population: string }): Message => ({
    rule: `no patient is ${p.population}`,
    next: 'remove the contradiction',
  }),
  'cell-uncovered': (p: { cell: string }): Message => ({
    rule: `no value for the patients ${p.cell}`,
    next: `add a line for ${p.cell}, or a default "all"`,
  }),
  'cell-ambiguous': (p: { cell: string; keys: readonly string[] }): Message => ({
    rule: `${p.keys.map((key) => `"${key}"`).join(' and ')} are equally specific for the patients ${p.cell}`,
    next: `add a line for ${p.cell}, or make the lines exclude each other`,
  }),
  'too-many-cells': (p: { cells: number; limit: number }): Message => ({
    rule: `markers and strata make ${p.cells} kinds of patients; ${p.limit} are allowed`,
    next: 'merge levels or drop markers',
  }),

  // truth
  'shares-sum': (p: { sum: number; cell: string }): Message => ({
    rule: `the shares of a factor's levels must sum to 1, not ${p.sum}${p.cell === '' ? '' : ` (patients ${p.cell})`}`,
    next: 'correct a share',
  }),
  'share-or-incidence': (p: { factor: string }): Message => ({
    rule: 'the levels of a factor have all a share, or all an incidence',
    next: `give every level of ${p.factor} a share, or every level an incidence`,
  }),
  'share-order': (p: { factor: string; known: readonly string[] }): Message => ({
    rule: `a share of ${p.factor} may depend only on factors that stand before it`,
    next:
      p.known.length === 0
        ? 'give one share for everybody, or move the factor below the one it depends on'
        : `key the table by levels of ${p.known.join(', ')}`,
  }),
  'uniform-mix': (_: object): Message => ({
    rule: 'uniform arrivals do not know when a patient comes, so neither relative rates that change in time nor "until" have a meaning',
    next: 'write `arrivals: poisson` or `even`',
  }),
  'period-order': (p: { previous: number }): Message => ({
    rule: `periods must end one after the other; the one before ends at ${p.previous}`,
    next: `write an until above ${p.previous}`,
  }),
  'period-end': (p: { last: boolean }): Message =>
    p.last
      ? { rule: 'the last period goes on for ever and has no "until"', next: 'remove this "until"' }
      : { rule: 'every period but the last needs its "until" (months)', next: 'add until: months' },
  'no-enrolment': (_: object): Message => ({
    rule: 'the last period goes on for ever and must screen somebody',
    next: 'give the last period a rate above 0',
  }),
  'survival-order': (p: { problem: 'time' | 'value'; previous: number }): Message => ({
    rule:
      p.problem === 'time'
        ? `survival points must be in order of time; the one before is at ${p.previous} months`
        : `survival cannot rise; the point before has ${p.previous}`,
    next: 'sort the points, or correct this one',
  }),
  'survival-cured': (p: { cured: number; cell: string }): Message => ({
    rule: `survival must stay above the cured share ${p.cured} (patients ${p.cell})`,
    next: 'raise the survival or lower "cured"',
  }),
  'probability-implied': (p: { cell: string; probability: number }): Message => ({
    rule: `makes the experimental probability ${p.probability} in the patients ${p.cell}; it must lie in [0, 1]`,
    next: 'make the effect smaller, or state it as an odds ratio',
  }),
  'mix-overlap': (p: { cell: string; keys: readonly string[] }): Message => ({
    rule: `populations of a mix must exclude each other; ${p.keys.join(' and ')} share the patients ${p.cell}`,
    next: 'split the populations',
  }),
  'correlation-pair': (_: object): Message => ({
    rule: 'a correlation is that of two endpoints, and each pair stands once',
    next: 'write for instance `correlations: {PFS & OS: 0.6}`',
  }),
  'correlations-law': (_: object): Message => ({
    rule: 'no joint law has these correlations: their matrix is not positive definite',
    next: 'lower the correlations, or name those of the other pairs too',
  }),
  'duration-use': (p: { endpoint: string; use: DurationUse }): Message => ({
    rule: `${p.endpoint} is the time of those who respond, and ${DURATION_USES[p.use].rule}`,
    next: DURATION_USES[p.use].next,
  }),
  'mix-sum': (p: { sum: number }): Message => ({
    rule: `shares of a mix must sum to 1, not ${p.sum}`,
    next: 'correct a share; relative weights have one above 1, for instance numbers of patients',
  }),
  'mix-empty': (_: object): Message => ({
    rule: 'the weights of a mix cannot all be 0',
    next: 'give a population a weight above 0',
  }),

  // designs
  'ratio-form': (_: object): Message => ({
    rule: 'must be experimental:control in whole numbers from 1',
    next: 'write for instance 1:1 or 2:1',
  }),
  'block-size': (p: { sum: number; ratio: string }): Message => ({
    rule: `a block must be a multiple of ${p.sum}, the sum of the ratio ${p.ratio}`,
    next: `write for instance ${2 * p.sum}`,
  }),
  'per-arm-ratio': (p: { ratio: string }): Message => ({
    rule: `"per arm" is for 1:1; the ratio here is ${p.ratio}`,
    next: 'give the total as "randomised"',
  }),
  'size-small': (p: { n: number; strata: number; least: number }): Message => ({
    rule: `${p.n} patients are too few for ${p.strata} strata: every stratum needs both arms in ratio, ${p.least} in all`,
    next: `randomise ${p.least} or more, or stratify by less`,
  }),
  'size-ratio': (p: { n: number; least: number }): Message => ({
    rule: `${p.n} patients cannot fill both arms; the ratio needs ${p.least}`,
    next: `randomise ${p.least} or more`,
  }),
  'match-unreachable': (p: {
    design: string;
    wanted: string;
    model: string;
    target: string;
    low: string;
    high: string;
    most: number;
    point: string;
  }): Message => ({
    rule:
      `no size gives ${p.design} the ${p.wanted} of ${p.model}, ${p.target}${p.point === '' ? '' : ` (at ${p.point})`}: ` +
      `from the smallest trial to one ${p.most} times as large it goes from ${p.low} to ${p.high}`,
    next: 'match on another quantity, give the size in numbers, or set "analyse at" for this design',
  }),
  'events-above-patients': (p: {
    what: 'events' | 'patients';
    n: number;
    patients: number;
    population: string;
  }): Message => ({
    rule: `${p.n} ${p.what} cannot be reached: about ${p.patients} patients are randomised in ${p.population}`,
    next: `wait for fewer ${p.what}, or randomise more patients`,
  }),
  'events-without-times': (p: { endpoint: string; kind: string }): Message => ({
    rule: `events can be waited for on a time-to-event endpoint only; ${p.endpoint} is ${p.kind}`,
    next: 'name a time-to-event endpoint with "of", or use months or follow-up',
  }),
  'not-enrolled': (p: { population: string; enrolled: string }): Message => ({
    rule: `the design enrols ${p.enrolled}, so it has no patient in ${p.population}`,
    next: 'enrol them, or name another population',
  }),
  'one-sided-population': (p: { marker: string; population: string }): Message => ({
    rule: `an interaction with ${p.marker} needs ${p.marker}+ and ${p.marker}- patients; ${p.population} lacks one of them`,
    next: 'test it in a population with both, or drop "interaction"',
  }),
  'quota-overlap': (p: { cell: string; keys: readonly string[] }): Message => ({
    rule: `quotas must exclude each other; ${p.keys.join(' and ')} share the patients ${p.cell}`,
    next: 'split the populations',
  }),
  'quota-sum': (p: { sum: number; randomised: number; partition: boolean }): Message => ({
    rule: p.partition
      ? `the quotas cover everybody and sum to ${p.sum}, but ${p.randomised} are to be randomised`
      : `the quotas sum to ${p.sum}, more than the ${p.randomised} to be randomised`,
    next: 'correct a quota or the size',
  }),
  'quota-bounds': (p: { least: number; most: number }): Message => ({
    rule: `at least ${p.least} cannot be had with at most ${p.most}`,
    next: 'make "at least" no larger than "at most"',
  }),
  'quota-stages': (p: { sums: readonly number[]; uncovered: string | null }): Message => ({
    rule: 'quotas by stage are lists of a number for each look that cover everybody, and the looks are at these patients',
    next:
      p.uncovered === null
        ? `give every quota a list, and look at ${p.sums.map((n) => `{patients: ${n}}`).join(', ')}`
        : `no quota holds ${p.uncovered}; use "not X" for everybody else, or enrol fewer`,
  }),
  'quota-from': (p: { from: number; until: number }): Message => ({
    rule: `places kept until month ${p.until} are gone before these patients are recruited, from month ${p.from} on`,
    next: 'give "until" a later month than "from", or leave it out',
  }),
  'after-look': (p: { look: number; problem: OpeningProblem }): Message =>
    OPENING_PROBLEMS[p.problem](p.look),
  'quota-nobody': (p: { population: string }): Message => ({
    rule: `places are kept for ${p.population}, of whom nobody comes`,
    next: 'remove the places, or give them a share and a relative rate above 0',
  }),
  'quota-until': (p: { population: string }): Message => ({
    rule: `the mix varies between trials, so that some trial would wait for ever for ${p.population}`,
    next: 'say until which month places are kept: {at least: 5, until: 24}',
  }),
  'mix-waits': (p: { levels: readonly string[] }): Message => ({
    rule: `the mix varies between trials, so that some trial would wait for ever for ${p.levels.join(', ')}, whose places nobody else may take`,
    next: 'enrol others too, raise the caps of others, or give the mix a larger "concentration"',
  }),
  'quota-match': (_: object): Message => ({
    rule: 'quotas that cover everybody fix the size, so it cannot be matched to another design',
    next: 'remove "size" or the quotas',
  }),
  'match-cycle': (p: { chain: readonly string[] }): Message => ({
    rule: `designs match each other in a circle: ${p.chain.join(' > ')}`,
    next: 'give one of them a size of its own',
  }),
  'match-quantity': (p: { known: readonly string[] }): Message => ({
    rule: `a size is matched on ${p.known.join(', ')} or "power of TEST"`,
    next: 'choose one, for instance `on: power of overall`',
  }),
  'match-test': (p: Named & { design: string }): Message => ({
    rule: `the design "${p.design}" has no test "${p.name}"`,
    next: pick(p.suggestion, p.known, 'test'),
  }),
  'match-events': (p: { design: string }): Message => ({
    rule: `"${p.design}" tests no time-to-event endpoint, so it has no events to match`,
    next: 'match on randomised, screened, months or cost',
  }),
  'timing-missing': (p: { endpoint: string }): Message => ({
    rule: `the design tests ${p.endpoint}, a time-to-event endpoint, and must say when`,
    next: 'add for instance `analyse at: {events: 300}` or `analyse at: {months: 36}`',
  }),
  'method-endpoint': (p: { method: string; kind: string; known: readonly string[] }): Message => ({
    rule: `${p.method} does not fit a ${p.kind} endpoint`,
    next: `for it there are ${p.known.join(', ')}`,
  }),
  'estimate-method': (p: { estimate: string; method: string; known: readonly string[] }): Message => ({
    rule: `${p.method} does not give the estimate "${p.estimate}"`,
    next: `with it go ${p.known.join(', ')}`,
  }),
  'option-method': (p: { option: string; method: string; known: readonly string[] }): Message => ({
    rule: `"${p.option}" is not an option of ${p.method}`,
    next: p.known.length === 0 ? 'remove it' : `remove it, or use ${p.known.join(', ')}`,
  }),
  'margin-sided': (_: object): Message => ({
    rule: 'a margin is held against on one side',
    next: 'add `sided: 1` with the level of that side, for instance `alpha: 0.025`',
  }),
  'option-needed': (p: { option: string; method: string; example: string }): Message => ({
    rule: `${p.method} needs "${p.option}"`,
    next: `add for instance \`${p.example}\``,
  }),
  'confidence-measure': (p: { confidence: string; estimate: string; known: readonly string[] }): Message => ({
    rule: `there is no ${p.confidence} interval for a ${p.estimate}`,
    next: `choose ${p.known.join(', ')}`,
  }),
  'against-missing': (p: { method: string; known: readonly string[] }): Message => ({
    rule: `a single-arm trial has no control arm, so the test must say what it is held against`,
    next: `add what ${p.method} can be held against: ${p.known.join(', ')}`,
  }),
  'against-randomised': (_: object): Message => ({
    rule: 'the trial randomises, so its tests compare the arms; "against" is for single-arm trials',
    next: 'remove it, or write `single arm: experimental` for the trial',
  }),
  'against-method': (p: { method: string; what: string; known: readonly string[] }): Message => ({
    rule: `${p.method} cannot be held against ${p.what}`,
    next: `give it ${p.known.join(' or ')}, or use another method`,
  }),
  'one-arm-method': (p: { method: string }): Message => ({
    rule: `${p.method} holds one arm against a fixed value, and this trial randomises`,
    next: 'use a test of two arms, or write `single arm: experimental` for the trial',
  }),
  'contrast-overlap': (p: { own: string; other: string }): Message => ({
    rule: `${p.own} and ${p.other} share patients, so they cannot be held against each other`,
    next: 'make "in" and "against" exclude each other, for instance EGFR+ and EGFR-',
  }),
  'cohort-records': (p: {
    cohort: string;
    name: string;
    adjust: string;
    records: readonly string[];
  }): Message => ({
    rule: `"adjust: ${p.adjust}" needs ${p.name} of the cohort's patients, and "${p.cohort}" records ${p.records.length === 0 ? 'no marker or factor' : `only ${p.records.join(', ')}`}`,
    next: `add ${p.name} to the cohort's "records" if it is known, or adjust for less`,
  }),
  'cohort-kinds': (p: { endpoints: readonly string[] }): Message => ({
    rule: 'one number means an odds ratio, a hazard ratio or a difference of means as the endpoint is, and the endpoints are of several kinds',
    next: `write it by endpoint, for instance {${p.endpoints[0]}: ...}`,
  }),
  'cohort-adjust': (p: { adjust: string; method: string; known: readonly string[] }): Message => ({
    rule: `"adjust: ${p.adjust}" has no analysis by ${p.method}`,
    next: `use ${p.known.join(' or ')}, or adjust otherwise`,
  }),
  'stages-form': (p: { method: string }): Message => ({
    rule:
      {
        simon: 'two stages are given by all of n1, r1, n and r, or searched from p1 with power and type',
        fleming:
          'stages are given by patients, with stop and claim or without, or searched from p1 with power and number',
      }[p.method] ??
      'looks are given by looks, or by all of first, every and n; futility and efficacy may be said',
    next: `write for instance ${
      {
        simon: '{n1: 10, r1: 1, n: 29, r: 5} or {p1: 0.3, power: 0.8, type: optimal}',
        fleming: '{patients: [20, 15, 15]} or {p1: 0.4, power: 0.8, number: 3}',
      }[p.method] ?? '{looks: [10, 20, 30, 36]} or {first: 10, every: 5, n: 36, futility: 0.05}'
    }`,
  }),
  'stages-order': (p: { method: string }): Message => ({
    rule:
      {
        simon: 'two stages need r1 < n1 < n and r1 <= r < n',
        fleming:
          'stages need a "stop" and a "claim" each, neither falling, stop below claim and below the patients so far, and a last claim of stop + 1',
      }[p.method] ?? 'looks must rise, the first before the end, and futility be below efficacy',
    next:
      {
        simon: 'correct the numbers: on with more than r1 of n1, the claim with more than r of n',
        fleming:
          'correct the numbers, for instance {patients: [20, 15, 15], stop: [2, 8, 14], claim: [never, 12, 15]}',
      }[p.method] ??
      'correct the numbers, for instance {looks: [10, 20, 30, 36], futility: 0.05, efficacy: 0.99}',
  }),
  'stages-rate': (p: { rate: number; better: 'higher' | 'lower' }): Message => ({
    rule: `the rate worth pursuing must be ${p.better === 'lower' ? 'below' : 'above'} the rate held against, ${p.rate}`,
    next: `write a p1 ${p.better === 'lower' ? 'below' : 'above'} ${p.rate}`,
  }),
  'stages-trial': (p: { test: string; problem: string }): Message => ({
    rule: `"${p.test}" is a rule of stages, which sizes and times the whole trial: ${p.problem}`,
    next: 'put other tests into a design or trial of their own',
  }),
  'baseline-missing': (p: { endpoint: string }): Message => ({
    rule: `${p.endpoint} has no baseline covariate in the truth`,
    next: 'add `baseline: {correlation: 0.5}` to the endpoint, or name other covariates',
  }),
  'preset-marker': (p: { preset: string; known: readonly string[] }): Message => ({
    rule: `the preset ${p.preset} needs to know which marker`,
    next: p.known.length === 0 ? 'declare a marker under truth' : `add \`marker: ${p.known[0]}\``,
  }),
  'rate-by-level': (_: object): Message => ({
    rule: 'values by level are for a test of every level',
    next: 'give one value, or write `in: each FACTOR`',
  }),
  'basket-each': (p: { method: string }): Message => ({
    rule: `${p.method} analyses all levels of a factor together`,
    next: 'write for instance `in: each tumour`',
  }),
  'basket-refused': (p: { method: string; option: string; refused: Refused }): Message => ({
    rule: `${p.method} cannot be set up: ${p.option} ${p.refused.rule}`,
    next: p.refused.next,
  }),
  'calibrate-prior': (p: { key: string }): Message => ({
    rule: `a cut-off that is calibrated cannot also be given by "${p.key}"`,
    next: 'keep one of them',
  }),
  'calibrate-truth': (p: {
    problem: 'no null' | 'never null' | 'untested' | 'no response';
    level: string;
  }): Message => {
    switch (p.problem) {
      case 'no null':
        return {
          rule: 'under this truth every level responds, so there is no error to keep',
          next: 'leave a level out of the table: it is then at the rate it is held against',
        };
      case 'never null':
        return {
          rule: `${p.level} responds under every truth, so there is no error to keep in it`,
          next: 'add a truth that leaves it out, such as {}: no level responds',
        };
      case 'untested':
        return {
          rule: `${p.level} is not among the levels that this trial tests`,
          next: 'leave it out, or enrol it',
        };
      case 'no response':
        return {
          rule: `this is no response in ${p.level}: no better than the rate it is held against`,
          next: 'give a rate worth finding, or list the truths one by one',
        };
    }
  },
  'claim-syntax': (p: { problem: string }): Message => ({
    rule: `not a claim: ${p.problem}`,
    next: 'write for instance "reject A and not reject B", or "otherwise" as the last claim',
  }),
  'claim-ambiguous': (p: { test: string; known: readonly string[] }): Message => ({
    rule: `more than one trial has a test "${p.test}"`,
    next: `write one of ${p.known.join(', ')}`,
  }),
  'promise-missing': (p: { label: string }): Message => ({
    rule: `other claims say whom they promise benefit ("for"), "${p.label}" does not`,
    next: 'add for instance `for: all`, `for: M+` or `for: none` to every claim',
  }),
  'benefit-endpoint': (p: { endpoints: readonly string[] }): Message => ({
    rule: `the tests are of ${p.endpoints.join(' and ')}, so it is open on which of them patients must benefit for a claim to be right`,
    next: `name the endpoints under truth, for instance \`worthwhile: {${p.endpoints[0]}: ...}\``,
  }),

  // several tests and looks
  'title-twice': (p: { text: string; other: string }): Message => ({
    rule: `"${p.text}" is also what reports call "${p.other}"`,
    next: 'give each name a text of its own',
  }),
  'test-twice': (p: { test: string }): Message => ({
    rule: `the test "${p.test}" stands twice`,
    next: 'name each test once',
  }),
  'family-sided': (_: object): Message => ({
    rule: 'tests that share an alpha must all be one-sided or all two-sided',
    next: 'set "sided" on the design',
  }),
  'one-sided-procedure': (p: { procedure: string }): Message => ({
    rule: `${p.procedure} is defined for one-sided tests`,
    next: 'set `sided: 1` and half of the alpha, or use another procedure',
  }),
  'set-members': (p: { set: string }): Message => ({
    rule: `the set "${p.set}" needs a weight for each of its tests, and for no other`,
    next: 'name the set by its tests joined by &, and give each its weight',
  }),
  'procedure-refused': (p: { refused: Refused; assumption: boolean }): Message => ({
    rule: p.refused.rule,
    next: p.assumption ? `${p.refused.next}; or run it all the same with \`insist: true\`` : p.refused.next,
  }),
  'procedure-looks': (p: { procedure: string }): Message => ({
    rule: `${p.procedure} uses the joint law of the tests, for which there are no bounds at several looks`,
    next: 'use bonferroni, holm, a fixed sequence, fallback or a graph; combine the stages, or look once',
  }),
  'look-months': (p: { look: number; month: number; before: number }): Message => ({
    rule: `look ${p.look} is expected in month ${p.month}, before the look before it (month ${p.before})`,
    next: 'sort the looks, or change what they wait for',
  }),
  'bounds-level': (p: { test: string; level: number }): Message => ({
    rule: `looks before the last would spend more than ${p.test} has: its level may be as low as ${p.level}`,
    next: 'write a higher z',
  }),
  'looks-tests': (p: { tests: number; most: number }): Message => ({
    rule: `${p.tests} tests are decided look by look; ${p.most} are the most`,
    next: 'name those that are with `multiplicity: {none: {}, of: [...]}`; the others are tested when the trial stops',
  }),
  'match-decided': (p: { test: string; design: string }): Message => ({
    rule: `the power of ${p.test} in "${p.design}" depends on other tests or on looks, and there is no formula to match it by`,
    next: 'match on randomised, events, screened, months or cost, or give the size',
  }),
  'look-order': (p: { what: string; previous: number }): Message => ({
    rule: `looks must come one after the other; one before waits for ${p.what}: ${p.previous}`,
    next: `write more than ${p.previous}, or sort the looks`,
  }),
  'look-number': (p: { most: number }): Message => ({
    rule:
      p.most === 0
        ? 'there is no look before the last'
        : `looks before the last have the numbers 1${p.most === 1 ? '' : ` to ${p.most}`}`,
    next: 'name one of them, or add a look under "at"',
  }),
  'bounds-planned': (_: object): Message => ({
    rule: 'these bounds are made for planned information',
    next: 'use "spending" where the information is to be that seen, or remove "information"',
  }),
  'spending-looks': (p: { values: number; looks: number }): Message => ({
    rule: `cumulative alpha must be given for each of the ${p.looks} looks; there are ${p.values} values`,
    next: 'write one value a look',
  }),
  'spending-order': (p: { previous: number }): Message => ({
    rule: `cumulative alpha cannot fall; the look before has ${p.previous}`,
    next: 'write what is spent up to this look, not at it',
  }),
  'spending-alpha': (p: { alpha: number }): Message => ({
    rule: `spends more than alpha = ${p.alpha}`,
    next: `end at ${p.alpha}`,
  }),
  'combine-looks': (_: object): Message => ({
    rule: 'stages are combined over looks, and there is only one',
    next: 'write them as `looks: {at: [{events: 120}, {events: 320}]}`, or remove "combine"',
  }),
  'combine-fractions': (p: { looks: number }): Message => ({
    rule: `shares of information rise to 1, one for each of the ${p.looks} looks`,
    next: 'for instance [0.4, 1]',
  }),
  'combine-procedure': (_: object): Message => ({
    rule: 'only closed tests with equal weights can drop populations or combine stages',
    next: 'use `closed: spiessens-debois`, `closed: simes`, `closed: sidak` or `closed: bonferroni`',
  }),
  'combine-size': (p: { size: number; most: number }): Message => ({
    rule: `${p.size} tests are too many to combine stages of; ${p.most} are the most`,
    next: 'name fewer with "of"',
  }),
  'combine-interaction': (p: { test: string }): Message => ({
    rule: `"${p.test}" tests an interaction, which has no population of its own to go on with`,
    next: 'name the other tests with "of"',
  }),
  'combine-correlation': (_: object): Message => ({
    rule: 'the correlation is known of tests of one endpoint with one method',
    next: 'use `closed: simes`, `closed: sidak` or `closed: bonferroni`',
  }),
  'conditional-error': (_: object): Message => ({
    rule: 'conditional errors are for two to four tests, two looks and no rejection at the first',
    next: 'remove spending and bounds, or use `combine: inverse-normal`',
  }),
  'bounds-combination': (_: object): Message => ({
    rule: "these bounds are made for sums of z, not for Fisher's product",
    next: 'use "spending", or `combine: inverse-normal`',
  }),
  'bounds-product': (p: { spent: string }): Message => ({
    rule: `Fisher's product must be smaller at each stage than at the one before, which this spending (${p.spent} by look) does not allow`,
    next: 'spend more early, for instance `spending: lan-demets-pocock`, or use `combine: inverse-normal`',
  }),
  'first-stage-missing': (_: object): Message => ({
    rule: 'how long the patients of the first stage are followed must be fixed before',
    next: 'add for instance `first stage events: 200`, or use `stages: increments`',
  }),
  'first-stage-looks': (p: { events: number }): Message => ({
    rule: `patients followed by stage need two looks, no rejection at the first, and a final look at more than ${p.events} events`,
    next: 'remove spending and bounds, and write the final look as `events`',
  }),
  'increments-other': (p: { test: string }): Message => ({
    rule: `"${p.test}" is not of the family: what it shows of the patients so far says something of their later events, so increments are not independent of the selection`,
    next: 'use `stages: patients` with `first stage events`, or `insist: true` to see what goes wrong',
  }),
  'select-pooled': (_: object): Message => ({
    rule: 'the pooled data of a population that was chosen by them are biased, so a test by them does not keep alpha',
    next: 'combine the stages: `multiplicity: {closed: spiessens-debois, combine: inverse-normal}`; or `insist: true` to see what goes wrong',
  }),
  reassess: (p: { most: number }): Message => ({
    rule: `a reassessment needs \`combine: inverse-normal\`, the selection at the last look but one, a final look at a number of events or patients, and a limit from that number to the size of the trial (here ${p.most})`,
    next: 'correct the limit, the looks or "combine"',
  }),
  'select-outside': (p: { test: string; population: string }): Message => ({
    rule: `"${p.test}" is not of the family, and no test of the family is in its population, ${p.population}`,
    next: 'add such a test to the family with "of", or choose among tests of the family',
  }),
  'select-with': (p: { what: string }): Message => ({
    rule: `populations cannot be dropped in a trial with ${p.what}`,
    next: `remove the ${p.what}, or the selection`,
  }),
  'estimates-select': (_: object): Message => ({
    rule: 'a trial that selects at a look has estimates of its own for that, and picks no best at the end',
    next: 'remove "estimates", or "select"',
  }),
  'estimates-size': (p: { size: number; most: number }): Message => ({
    rule: `${p.size} tests are too many: the best is picked of at most ${p.most}`,
    next: 'leave some out',
  }),
  'estimates-alike': (_: object): Message => ({
    rule: 'the best is picked of tests of one endpoint with one method and estimator, none of an interaction or a basket analysis',
    next: 'name tests that are alike',
  }),
  'estimates-towards': (p: { test: string }): Message => ({
    rule: `"${p.test}" must be another test, of the same endpoint, method and estimator, in a population that holds those of "best of"`,
    next: 'name the test of all their patients, or leave "shrink towards" out',
  }),
  'close-tests': (p: { known: readonly string[] }): Message => ({
    rule:
      p.known.length === 0
        ? 'levels are closed by their own tests, and no test is `in: each FACTOR`'
        : `levels are closed by one test \`in: each FACTOR\`; there is ${p.known.map((name) => `"${name}"`).join(', ')}`,
    next: p.known.length === 0 ? 'write such a test, or remove "close"' : 'name one of them with "tests"',
  }),
  'close-with': (p: {
    what:
      | 'one look'
      | 'a selection'
      | 'multiplicity'
      | '"stop when"'
      | 'bounds that share an alpha over looks'
      | 'uniform arrivals';
  }): Message => ({
    rule: `levels cannot be closed in a trial with ${p.what}`,
    next:
      p.what === 'one look'
        ? 'add a look before the last, for instance `{patients: 10, in: each tumour}`'
        : `remove it, or "close"${p.what.startsWith('bounds') ? '; `bounds: {posterior probability: 0.99}` goes with it' : ''}`,
  }),
  'close-criterion': (p: { criterion: string }): Message => ({
    rule: `levels are dropped on what is known of them at the look, not by ${p.criterion}`,
    next: 'use "posterior probability below", "predictive probability below", "effect below" or "z below"',
  }),
  'predictive-close': (_: object): Message => ({
    rule: 'a predictive probability is that of a level that is closed by itself',
    next: 'add `close: {}`, or use "posterior probability", or "predictive power below"',
  }),
  'predictive-level': (p: { problem: 'method' | 'calibrated' | 'size'; test: string }): Message => {
    switch (p.problem) {
      case 'method':
        return {
          rule: `the posterior of "${p.test}" is no beta law, so what is still to come has no law in closed form`,
          next: 'use pooled, fujikawa, power-prior or prune-and-pool, or a posterior probability',
        };
      case 'calibrated':
        return {
          rule: `"${p.test}" has no cut-off yet that responders could be predicted to reach`,
          next: 'give `probability` in place of `calibrate`, or use a posterior probability',
        };
      case 'size':
        return {
          rule: `"${p.test}" has no planned number of patients`,
          next: 'fix the patients of every level with `quotas`, or use a posterior probability',
        };
    }
  },
  'each-look': (_: object): Message => ({
    rule: 'a look of its own for each level comes before the last look of a trial with `close`',
    next: 'add `close`, or write "every" in place of "each": one look once all levels have so many',
  }),
  'futility-measure': (p: { test: string }): Message => ({
    rule: `the test "${p.test}" does not estimate a hazard ratio`,
    next: 'use "effect below", or name other tests with "of"',
  }),

  // programs
  'step-on': (p: { first: boolean; known: readonly string[] }): Message =>
    p.first
      ? { rule: 'a program begins with its first step, which nothing leads to', next: 'remove "on"' }
      : {
          rule: 'a step after the first must say which outcome leads to it',
          next:
            p.known.length === 0
              ? 'add "then" to the first step'
              : `add \`on:\` one of ${p.known.join(', ')}`,
        },
  'step-unreached': (p: Named & { cycle: boolean }): Message => ({
    rule: p.cycle
      ? `"${p.name}" is an outcome of this step or a later one, so the program would go in a circle`
      : `no step before this one has the outcome "${p.name}"`,
    next: pick(p.suggestion, p.known, 'outcome'),
  }),
  'step-taken': (p: { label: string }): Message => ({
    rule: `"${p.label}" leads to another step already, or is an outcome of several steps`,
    next: 'give the outcomes names of their own',
  }),
  'step-stop': (_: object): Message => ({
    rule: '"stop" ends a program, so no step follows it',
    next: 'rename the outcome',
  }),
  'step-otherwise': (_: object): Message => ({
    rule: 'the outcomes of a step must end with one for all other cases',
    next: 'add for instance `stop: otherwise`',
  }),
  'step-open': (p: { design: string }): Message => ({
    rule: `"${p.design}" has no claims, so it is not known what this step ends with`,
    next: 'add "then" to the step, or "claims" to the design',
  }),
  'step-repeats': (p: { design: string }): Message => ({
    rule: `the path to this step has run "${p.design}" already; a design is played once in a replicate`,
    next: `give the second trial a design of its own: \`extends: ${p.design}\``,
  }),

  // sweep and simulation
  'sweep-root': (_: object): Message => ({
    rule: 'a sweep goes over values of truth, designs or programs',
    next: 'start the path with `truth.`, `designs.` or `programs.`',
  }),
  'sweep-path': (p: { problem: string }): Message => ({
    rule: `not a path: ${p.problem}`,
    next: 'write keys joined by dots; put a key that holds a dot in double quotes',
  }),
  'sweep-through-value': (p: { at: string }): Message => ({
    rule: `the path goes through ${p.at}, which is a value and not a table`,
    next: 'end the path there, or write that value as a table',
  }),
  'sweep-index': (p: { at: string; length: number }): Message => ({
    rule: `${p.at} is a list of ${p.length}, counted from 0`,
    next: 'name one of its places by number',
  }),
  'sweep-overlap': (p: { other: string }): Message => ({
    rule: `this path and ${p.other} sweep the same value`,
    next: 'keep one of them',
  }),
  'sweep-repeat': (p: { value: string }): Message => ({
    rule: `the value ${p.value} stands twice on this axis`,
    next: 'remove one',
  }),
  'zip-length': (p: { length: number; expected: number }): Message => ({
    rule: `paths that are zipped must have equally many values: ${p.length} here, ${p.expected} in the first`,
    next: 'make the lists equally long, or sweep them as a grid outside "zip"',
  }),
  'prior-sum': (p: { sum: number }): Message => ({
    rule: `the weights of a prior add up to 1, these to ${Number(p.sum.toPrecision(4))}`,
    next: 'give one weight for each swept value, adding up to 1',
  }),
  'prior-uniform': (_: object): Message => ({
    rule: 'a uniform prior goes from a number to a greater one',
    next: 'write for instance `uniform: {from: 0.5, to: 0.9}`',
  }),
  'prior-path': (_: object): Message => ({
    rule: 'weights of a prior are for the values of a swept path, and this one is not swept',
    next: 'write the path as it stands under "sweep", or give a law, for instance `{log-normal: {median: 0.7, sd: 0.2}}`',
  }),
  'prior-twice': (_: object): Message => ({
    rule: 'values that are zipped together have one weight each, and these have been given one already',
    next: 'leave the weights at one of the paths',
  }),
  'prior-length': (p: { length: number; expected: number }): Message => ({
    rule: `a prior has a weight for each swept value: ${p.expected}, here ${p.length}`,
    next: 'give as many weights as values',
  }),
  'answer-truth': (p: { values: readonly string[] }): Message => ({
    rule: 'the sweep has no truth with this value',
    next: `choose one of ${p.values.join(', ')}`,
  }),
  'too-many-points': (p: { points: number; limit: number }): Message => ({
    rule: `the sweep makes ${p.points} points; ${p.limit} are allowed`,
    next: 'shorten an axis, or zip axes that belong together',
  }),
  'replicates-max': (p: { replicates: number; max: number }): Message => ({
    rule: `${p.replicates} replicates are more than the largest number, ${p.max}`,
    next: 'raise "max replicates"',
  }),
};

export type FaultCode = keyof typeof ENGLISH;

/** What the message of a code needs to know. */
export type FaultParameters<C extends FaultCode> = Parameters<(typeof ENGLISH)[C]>[0];

/** The messages of every code in one language; a language that lacks a code does not compile. */
export type FaultCatalogue = { readonly [C in FaultCode]: (parameters: FaultParameters<C>) => Message };

/**
 * The words of a fault.
 *
 * @param catalogue English where not given
 * @example message('ratio-form', {}).next // 'write for instance 1:1 or 2:1'
 */
export function message<C extends FaultCode>(
  code: C,
  parameters: FaultParameters<C>,
  catalogue: FaultCatalogue = ENGLISH,
): Message {
  return (catalogue[code] as (p: FaultParameters<C>) => Message)(parameters);
}

/** A fault as printed: place, path, value, rule, next step, frame. `next` is what stands before the next step. */
export function faultText(
  fault: Pick<Fault, 'file' | 'line' | 'col' | 'path' | 'value' | 'frame'> & Message,
  next = 'next: ',
): string {
  const where = `${fault.file}:${fault.line}:${fault.col}`;
  const path = fault.path === '' ? '' : ` ${fault.path}`;
  const value = fault.value === null ? '' : ` = ${fault.value}`;
  return `${where}${path}${value}\n  ${fault.rule}\n  ${next}${fault.next}\n${fault.frame}`;
}

/** Every fault of a scenario at once. The message is the text of all of them. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => faultText(fault)).join('\n\n'));
    this.faults = faults;
  }
}
