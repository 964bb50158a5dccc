import { basePoint } from '../../operating-characteristics/basePoint.ts';
import type { DesignSummary, TestSummary } from '../../operating-characteristics/result.ts';
import { designSentences, testSentence } from '../../report/designWords.ts';
import { levelText } from '../../report/levelWords.ts';
import { cellIn, designIn, factsIn, namesOf, programIn, wordingOf } from '../../report/localised.ts';
import { messages } from '../../report/messages/index.ts';
import type { Language } from '../../report/messages/messages.ts';
import { estimandName, localText } from '../../report/messages/text.ts';
import { quantityName } from '../../report/metrics.ts';
import { programSentences } from '../../report/programWords.ts';
import { factSentences } from '../../report/truthWords.ts';
import type { Scenario } from '../../scenario/model.ts';
import { describePoint, type PointDescription } from '../describePoint.ts';
import { say } from '../say.ts';
import { readScenario, requirePoint } from '../scenarioFiles.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export interface DescribeOptions {
  point?: number;
  json?: boolean;
}

/** `markersim describe`: the truth and the designs in words and numbers; all computed, nothing simulated. */
export function describeAction(
  file: string,
  { point: asked, json }: DescribeOptions,
  terminal: Terminal,
): void {
  const scenario = readScenario(file);
  const point = asked ?? basePoint(scenario);
  requirePoint(scenario, point);
  const language = terminal.language ?? 'en';
  const description = describePoint(scenario, point, language);
  terminal.out(
    json
      ? JSON.stringify(description, null, 2)
      : words(scenario, describedIn(scenario, description, language), language),
  );
}

/** The description with names as the scenario's `titles` call them. */
function describedIn(
  { titles }: Scenario,
  description: PointDescription,
  language: Language,
): PointDescription {
  const { cells, hazards, designs, programs, facts } = description;
  const wording = wordingOf(titles, language, cells, namesOf(designs, programs));
  const { name, population, estimand } = wording;
  return {
    ...description,
    cells: cells.map((cell) => cellIn(cell, wording)),
    hazards: hazards.map((hazard) => cellIn(hazard, wording)),
    designs: designs.map((design) => ({
      ...designIn(design, wording),
      expected: design.expected.map((trial) => ({
        ...trial,
        name: name(trial.name),
        tests: trial.tests.map((test) => ({
          ...test,
          name: name(test.name),
          population: population(test.population),
          estimands: test.estimands.map((of) => ({ ...of, name: estimand(of.name) })),
        })),
      })),
    })),
    programs: programs.map((program) => programIn(program, wording)),
    facts: factsIn(facts, wording),
  };
}

/** What rounding leaves of no effect is none. */
const number = (value: number | null, digits = 4) =>
  value === null || !Number.isFinite(value)
    ? '-'
    : String(Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(digits)));

/** Patients, events, months and money, which are expectations and need no more than a decimal. */
const about = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toFixed(value < 100 ? 1 : 0))) : 'never';

function words(
  scenario: Scenario,
  { point, values, cells, hazards, assays, designs, programs, facts }: PointDescription,
  language: Language,
): string {
  const catalogue = messages(language);
  const wording = wordingOf(scenario.titles, language, cells, namesOf(designs, programs));
  const head = (names: string[]) => names.map((name) => say(language, name));
  const measure = (name: string) => catalogue.inSentence(catalogue.measures[name] ?? name);
  const setting = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return [
    localText(scenario.title, language),
    ...[scenario.question, scenario.description].flatMap((text) => (text ? [localText(text, language)] : [])),
    ...(scenario.answer.length === 0
      ? []
      : [
          say(language, 'The answer tells first: {quantities}', {
            quantities: catalogue.list(
              scenario.answer.map(({ metric, of }) =>
                catalogue.inSentence(quantityName(metric, wording.name(of), catalogue)),
              ),
            ),
          }),
        ]),
    scenario.points.length > 1
      ? say(language, 'Point {point} of {points}: {setting}', {
          point,
          points: scenario.points.length,
          setting: setting.join(', '),
        })
      : '',
    `\n${say(language, 'The truth')}`,
    tableText(
      head(['endpoint', 'patients', 'share', 'measure', 'control', 'experimental', 'effect']),
      cells.map((cell) => [
        cell.endpoint,
        cell.population,
        number(cell.probability),
        measure(cell.measure),
        number(cell.control),
        number(cell.experimental),
        facts.durations?.some(({ endpoint }) => endpoint === cell.endpoint)
          ? say(language, 'among those who respond')
          : `${measure(cell.effectMeasure)} ${cell.effect === null ? say(language, 'varies in time') : number(cell.effect)}`,
      ]),
    ),
    hazards.length === 0
      ? ''
      : tableText(
          head(['endpoint', 'patients', 'hazard on control', 'hazard on experimental']),
          hazards.map((row) => [
            row.endpoint,
            row.population,
            row.control.join('\n'),
            row.experimental.join('\n'),
          ]),
        ),
    assays.length === 0
      ? ''
      : tableText(
          head([
            'marker',
            'prevalence',
            'sensitivity',
            'specificity',
            'unevaluable',
            'called +',
            'PPV',
            'NPV',
          ]),
          assays.map((assay) => [
            assay.marker,
            ...[assay.prevalence, assay.sensitivity, assay.specificity].map((value) => number(value)),
            ...[assay.unevaluable, assay.positive, assay.ppv, assay.npv].map((value) => number(value)),
          ]),
        ),
    ...factSentences(facts, language),
    ...designs.map((design) => designWords(design, designs, language)),
    ...programs.map((program) =>
      [
        `\n${say(language, 'Program {id}', { id: localText(program.title, language) })}`,
        ...programSentences(program, designs, language),
      ].join('\n'),
    ),
  ]
    .filter(Boolean)
    .join('\n');
}

function designWords(
  design: PointDescription['designs'][number],
  designs: PointDescription['designs'],
  language: Language,
): string {
  const { id, tests, expected } = design;
  const trials = expected.flatMap((trial) => [
    say(
      language,
      trial.cost > 0
        ? '{trial}Expected: {screened} screened, {patients}, last patient at month {last}, analysis at month {analysis}, cost {cost}.'
        : '{trial}Expected: {screened} screened, {patients}, last patient at month {last}, analysis at month {analysis}.',
      {
        trial: trial.name ? `${trial.name}: ` : '',
        screened: about(trial.screened),
        patients: say(language, isSingle(design, trial.name) ? '{n} enrolled' : '{n} randomised', {
          n: about(trial.randomised),
        }),
        last: about(trial.monthsToLastPatient),
        analysis: about(trial.monthsToAnalysis),
        cost: about(trial.cost),
      },
    ),
    tableText(
      ['test', 'in', 'events or patients', 'estimand', 'scale', 'true value'].map((name) =>
        say(language, name),
      ),
      trial.tests.flatMap(({ name, population, information, estimands }) =>
        estimands.map((estimand, i) => [
          ...(i === 0 ? [name, population, about(information)] : ['', '', '']),
          estimandName(estimand.name, messages(language)),
          measureOf(tests, trial.name, name),
          number(estimand.value),
        ]),
      ),
    ),
  ]);
  const sentences = [
    ...designSentences(design, designs, language, fewerOf(design)),
    ...tests.map((test) =>
      testSentence(test, design.trials, language, levelText(test, design.trials, messages(language))),
    ),
  ];
  return [`\n${say(language, 'Design {id}', { id })}`, ...sentences, ...trials].join('\n');
}

/** Whether nobody is randomised in a trial of a design. */
const isSingle = ({ trials }: DesignSummary, name: string) =>
  trials.find((trial) => trial.name === name)?.ratio.includes(0) === true;

/** Trials that are expected to take fewer patients than they may: their events come first. */
function fewerOf({ trials, expected }: PointDescription['designs'][number]): ReadonlySet<string> {
  const few = expected.filter(
    ({ name, randomised }) =>
      randomised < (trials.find((trial) => trial.name === name)?.randomised ?? 0) - LEAST,
  );
  return new Set(few.map(({ name }) => name));
}

/** Expected patients are computed from probabilities: less than this short of the plan is rounding. */
const LEAST = 0.05;

/** The scale of a test's estimate; a test of one of several trials goes by `trial/test`. */
const measureOf = (tests: TestSummary[], trial: string, test: string) =>
  tests.find(({ name }) => name === test || name === `${trial}/${test}`)?.measure ?? '';
