import type { ConductWords } from './messages.ts';

const z = (value: string) => `z = ${value}`;

/** How a trial decides, in English. */
export const conductEn: ConductWords = {
  procedures: {
    none: 'each at the full level (no control over the family)',
    bonferroni: 'Bonferroni with fixed shares',
    holm: 'Holm',
    hochberg: 'Hochberg',
    hommel: 'Hommel',
    simes: 'closed Simes test',
    sidak: 'closed Sidak test',
    parametric: 'closed test with the known correlation',
    'fixed-sequence': 'fixed sequence',
    fallback: 'fallback',
    graph: 'graphical procedure',
    closed: 'closed test with weights of its own',
    'overall-subgroup': 'overall and subgroup with the correlation seen (Spiessens and Debois)',
    mast: 'marker sequential test',
    'interaction-gated': 'subgroup behind an interaction test',
  },
  combinations: {
    'inverse-normal': 'inverse-normal combination of the stages',
    fisher: 'Fisher’s product of the stages',
    'conditional-error': 'conditional error of the plan',
  },
  levels: (tests) =>
    `Levels to begin with: ${tests.map(({ test, level }) => `\u201c${test}\u201d ${level}`).join(', ')}.`,
  order: (tests) =>
    `They are tested in this order, up to the first that is not rejected: ${tests.map((test) => `\u201c${test}\u201d`).join(', ')}.`,
  passes: (edges) =>
    `A test that is rejected passes its level on, by these shares: ${edges.map(({ from, to, share }) => `\u201c${from}\u201d to \u201c${to}\u201d ${share}`).join(', ')}.`,
  rest: ({ test, level }, other) =>
    `Level of \u201c${test}\u201d ${level}; \u201c${other}\u201d has what the correlation of the two leaves.`,
  first: ({ test, level }) => `\u201c${test}\u201d comes first, at ${level}.`,
  gate: (test, level) => `The gate: \u201c${test}\u201d at one-sided ${level}.`,
  fractions: (shares) => `Weights and bounds of the stages are those of the shares of information ${shares}.`,
  family: (tests, level, procedure, combination) =>
    `${tests} share ${level}: ${procedure}${combination === null ? '' : `, ${combination}`}.`,
  bounds: {
    'lan-demets-obrien-fleming': () => 'Lan-DeMets spending of the O’Brien-Fleming type',
    'lan-demets-pocock': () => 'Lan-DeMets spending of the Pocock type',
    'hwang-shih-decani': (value) => `Hwang-Shih-DeCani spending, γ = ${value}`,
    'kim-demets': (value) => `Kim-DeMets spending, ρ = ${value}`,
    user: (value) => `spending of ${value} in all by look`,
    'obrien-fleming': () => 'O’Brien-Fleming bounds',
    pocock: () => 'Pocock bounds',
    'wang-tsiatis': (value) => `Wang-Tsiatis bounds, shape ${value}`,
    'haybittle-peto': (value) => `Haybittle-Peto bound ${z(value)}`,
    'posterior probability': (value) =>
      `posterior probability of benefit ${value} before the last look, its own cut-off at the last`,
    'predictive probability': (value) =>
      `predictive probability ${value}, before the last look, of the responders that it would be claimed with alone, its own cut-off at the last`,
  },
  bound: (bounds, planned) =>
    `A test is rejected at the look at which it reaches its bound: ${bounds}, for the information ${planned ? 'planned' : 'seen'}.`,
  criteria: {
    z: (value) => `its z is ${value} or less`,
    'conditional power': (value) => `its conditional power at the trend is ${value} or less`,
    'predictive power': (value) => `its predictive power is ${value} or less`,
    'hazard ratio': (value) => `its hazard ratio is ${value} or more`,
    effect: (value) => `its effect is ${value} or less`,
    'posterior probability': (value) => `its posterior probability of benefit is ${value} or less`,
    'predictive probability': (value) =>
      `its predictive probability of the responders that it would be claimed with alone is below ${value}`,
    'beta spending': (value) => `it falls below the bound that spends ${value} of beta`,
  },
  everyLevel: (tests) => `each test \u201c${tests}\u201d`,
  eachOf: (tests) => `each of ${tests}`,
  futility: (tests, criterion, looks, binding) =>
    `${tests.replace(/^each (test|of) /, 'Each $1 ')} is dropped where ${criterion} at look ${looks} (${binding ? 'binding' : 'non-binding'}).`,
  stopWhen: (condition) => `The trial stops at a look at which ${condition}.`,
  measures: {
    estimate: 'estimate',
    z: 'z',
    'conditional power': 'conditional power',
    'predictive power': 'predictive power',
    'posterior probability': 'posterior probability of an effect',
  },
  rules: {
    best: () => 'the best',
    all: () => 'all',
    'r best': (value) => `the best ${value}`,
    epsilon: (value) => `all within ${value} of the best`,
    threshold: (value) => `all that reach ${value}`,
  },
  select: (look, tests, measure, rule, restricted) =>
    `After look ${look}, of ${tests} those go on by ${measure}: ${rule}${restricted ? '; from then on only their patients are recruited' : ''}.`,
  bestOf: (tests) =>
    `Of ${tests} the one with the largest z at the end is picked; its estimate is also given corrected for that.`,
  shrunken: (towards) => `Their estimates are also given drawn towards that of ${towards}.`,
  reassess: (power, most) =>
    `The final look then waits for as many events (patients) as a conditional power of ${power} needs, no fewer than planned and at most ${most}.`,
  close: ({ tests, replaced, reOpens, pauses }) =>
    `${tests === null ? 'The looks close no level: no rule rejects or drops before the final analysis.' : `A level is recruited until its test (${tests}) is rejected or dropped; its places then ${replaced ? 'go to the levels that are open' : 'stay empty'}${reOpens ? ', and a level that was dropped is opened again where a later look would not drop it' : ''}.`} ${pauses ? 'Recruitment rests while a look waits for its patients to be assessed.' : 'Recruitment goes on while a look waits for its patients to be assessed.'}`,
};
