import { Command } from 'commander';
import { basePoint } from '../../operating-characteristics/basePoint.ts';
import type { TestSummary } from '../../operating-characteristics/result.ts';
import { designSentences, testSentence } from '../../report/designWords.ts';
import type { Scenario } from '../../scenario/model.ts';
import { describePoint, type PointDescription } from '../describePoint.ts';
import { examples, index } from '../options.ts';
import { readScenario, requirePoint } from '../scenarioFiles.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface DescribeOptions {
  point?: number;
  json?: boolean;
}

/** `markersim describe`: the truth and the designs in words and numbers; all computed, nothing simulated. */
export const describeCommand = (terminal: Terminal): Command =>
  new Command('describe')
    .description(
      'Tell the truth and the designs in words and numbers: hazards, medians, PPV, expected events. Simulates nothing.',
    )
    .argument('<scenario>', 'scenario file, or name of a shipped scenario')
    .option('-p, --point <i>', 'point of the sweep, from 0 (default: as the file itself states it)', index)
    .option('--json', 'print JSON')
    .addHelpText('after', examples('markersim describe ipass', 'markersim describe my.yaml --point 3'))
    .action((file: string, { point: asked, json }: DescribeOptions) => {
      const scenario = readScenario(file);
      const point = asked ?? basePoint(scenario);
      requirePoint(scenario, point);
      const description = describePoint(scenario, point);
      terminal.out(json ? JSON.stringify(description, null, 2) : words(scenario, description));
    });

const number = (value: number | null, digits = 4) =>
  value === null || !Number.isFinite(value) ? '-' : String(Number(value.toPrecision(digits)));

/** Patients, events, months and money, which are expectations and need no more than a decimal. */
const about = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toFixed(value < 100 ? 1 : 0))) : 'never';

function words(
  scenario: Scenario,
  { point, values, cells, hazards, assays, designs }: PointDescription,
): string {
  const setting = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return [
    scenario.title.en,
    ...[scenario.question, scenario.description].flatMap((text) => (text ? [text.en] : [])),
    scenario.points.length > 1 ? `Point ${point} of ${scenario.points.length}: ${setting.join(', ')}` : '',
    '\nThe truth',
    tableText(
      ['endpoint', 'patients', 'share', 'measure', 'control', 'experimental', 'effect'],
      cells.map((cell) => [
        cell.endpoint,
        cell.population,
        number(cell.probability),
        cell.measure,
        number(cell.control),
        number(cell.experimental),
        `${cell.effectMeasure} ${cell.effect === null ? 'varies in time' : number(cell.effect)}`,
      ]),
    ),
    hazards.length === 0
      ? ''
      : tableText(
          ['endpoint', 'patients', 'hazard on control', 'hazard on experimental'],
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
          ['marker', 'prevalence', 'sensitivity', 'specificity', 'unevaluable', 'called +', 'PPV', 'NPV'],
          assays.map((assay) => [
            assay.marker,
            ...[assay.prevalence, assay.sensitivity, assay.specificity].map((value) => number(value)),
            ...[assay.unevaluable, assay.positive, assay.ppv, assay.npv].map((value) => number(value)),
          ]),
        ),
    ...designs.map((design) => designWords(design, designs)),
  ]
    .filter(Boolean)
    .join('\n');
}

function designWords(
  { id, trials: facts, tests, expected }: PointDescription['designs'][number],
  designs: PointDescription['designs'],
): string {
  const trials = expected.flatMap((trial) => [
    `${trial.name ? `${trial.name}: e` : 'E'}xpected: ${about(trial.screened)} screened, ${about(trial.randomised)} randomised, ` +
      `last patient at month ${about(trial.monthsToLastPatient)}, analysis at month ${about(trial.monthsToAnalysis)}` +
      `${trial.cost > 0 ? `, cost ${about(trial.cost)}` : ''}.`,
    tableText(
      ['test', 'in', 'events or patients', 'estimand', 'scale', 'true value'],
      trial.tests.flatMap(({ name, population, information, estimands }) =>
        estimands.map((estimand, i) => [
          ...(i === 0 ? [name, population, about(information)] : ['', '', '']),
          estimand.name,
          measureOf(tests, trial.name, name),
          number(estimand.value),
        ]),
      ),
    ),
  ]);
  const sentences = [
    ...designSentences({ trials: facts }, designs, 'en'),
    ...tests.map((test) => testSentence(test, 'en')),
  ];
  return [`\nDesign ${id}`, ...sentences, ...trials].join('\n');
}

/** The scale of a test's estimate; a test of one of several trials goes by `trial/test`. */
const measureOf = (tests: TestSummary[], trial: string, test: string) =>
  tests.find(({ name }) => name === test || name === `${trial}/${test}`)?.measure ?? '';
