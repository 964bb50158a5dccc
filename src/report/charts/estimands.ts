import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { sameEstimand } from '../asked.ts';
import { comparisonTest, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { estimandName } from '../messages/text.ts';
import type { Quantity } from './drawing.ts';

/** Rows of panels that a reader still takes in; a result may have a dozen tests with three estimands each. */
const mostPanels = 8;

/** A panel in the making: one estimand of one test. */
interface EstimandPanel {
  name: string;
  measure: string;
  /** Place of the estimand among those of its test: the test's own comes first, of a single arm what treatment does. */
  rank: number;
  test: string;
  /** The scenario's answer asks for this estimand of the test, or for the test. */
  asked: boolean;
  quantities: Quantity[];
}

/** Whether an answer is read off a panel: its estimand where it names one, else the first of the results, as the answer tells. */
function isAsked({ scenario }: ScenarioResult, test: string, estimand: string, first: boolean): boolean {
  return (scenario.answer ?? []).some(
    (request) =>
      request.analysis === test &&
      (request.estimand === null ? first : sameEstimand(request.estimand, `estimand: ${estimand}`)),
  );
}

/** What treatment does, where a single arm is held against others: there its own estimand is the contrast, which it meets by construction. */
const EFFECT = /^(?:treatment effect in|interaction between) /;

/**
 * Estimands, of all that a test has over the sweep, that a row speaks of. Where two coincide (a perfect assay) the result has one
 * row, named without the bracket: it stands in the panel of each.
 */
function estimandsOf(name: string, all: string[]): string[] {
  if (!all.includes(`${name} (assay)`)) return [name];
  const ofTruth = all.filter((other) => other !== name && other.replaceAll('true ', '') === name);
  return [`${name} (assay)`, ...ofTruth];
}

/** Those of an effect first where a test is held against others; else as the result has them. */
function rankOf(estimand: string, all: string[], held: boolean): number {
  const ordered = held ? [...all].sort((a, b) => Number(EFFECT.test(b)) - Number(EFFECT.test(a))) : all;
  return ordered.indexOf(estimand);
}

function panelsOf(result: ScenarioResult, language: Language, metric: string): EstimandPanel[] {
  const words = messages(language);
  const panels = new Map<string, EstimandPanel>();
  for (const design of result.designs) {
    for (const { name: test, measure, against } of design.tests) {
      const rows = result.points.flatMap(({ index }) => rowsOf(result, index, design.id, test, metric));
      const nameOf = (kind: string) => kind.replace(/^estimand: /, '');
      const all = [...new Set(rows.map((row) => nameOf(row.reference_kind)))];
      for (const row of rows) {
        for (const estimand of estimandsOf(nameOf(row.reference_kind), all)) {
          const name = words.chart.bias.panel(test, estimandName(estimand, words));
          const rank = rankOf(estimand, all, against !== undefined);
          const panel = panels.get(name) ?? {
            name,
            measure: words.measures[measure] ?? measure,
            rank,
            test,
            asked: isAsked(result, test, estimand, estimand === all[0]),
            quantities: [],
          };
          panel.quantities.push({ panel: name, row });
          panels.set(name, panel);
        }
      }
    }
  }
  return [...panels.values()];
}

/** To ten decimals: the true values of equal estimands come by different sums. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e10));

/** What is drawn of a panel, as text: panels of one test with the same text differ in name alone. */
const numbersOf = ({ test, quantities }: EstimandPanel) =>
  JSON.stringify([
    test,
    quantities.map(({ row }) => [
      row.point,
      row.design,
      ...[row.estimate, row.lower, row.upper].map(rounded),
    ]),
  ]);

/** Panels of a test that agree in every number (a fixed value at which the control arm truly is), under the name of the first in rank. */
function distinct(panels: EstimandPanel[]) {
  const alike = new Map<string, EstimandPanel[]>();
  for (const panel of panels) {
    const numbers = numbersOf(panel);
    alike.set(numbers, [...(alike.get(numbers) ?? []), panel]);
  }
  return [...alike.values()].map((group) => {
    const first = group.reduce((a, b) => (b.rank < a.rank ? b : a));
    return {
      shown: { ...first, asked: group.some(({ asked }) => asked) },
      others: group.filter((panel) => panel !== first),
    };
  });
}

/**
 * Rows of a metric that is held against named estimands (bias, coverage), a panel for each test and estimand, each with the scale
 * of its test's estimate. Where there are too many, what the scenario's answer asks for goes first, then every test's own estimand
 * before further ones, and the test on which designs are compared before the others.
 *
 * @returns `leftOut` the names of the panels that are not drawn, `equal` of those that agree with a drawn one
 */
export function estimandQuantities(result: ScenarioResult, language: Language, metric: string) {
  const groups = distinct(panelsOf(result, language, metric));
  const all = groups.map(({ shown }) => shown);
  const compared = comparisonTest(result);
  const order = [...all].sort(
    (a, b) =>
      Number(b.asked) - Number(a.asked) ||
      a.rank - b.rank ||
      Number(b.test === compared) - Number(a.test === compared),
  );
  const kept = new Set(order.slice(0, mostPanels));
  const drawn = all.filter((panel) => kept.has(panel));
  return {
    quantities: drawn.flatMap(({ quantities }) => quantities),
    measures: new Map(drawn.map(({ name, measure }) => [name, measure])),
    equal: groups.flatMap(({ shown, others }) => (kept.has(shown) ? others.map(({ name }) => name) : [])),
    leftOut: all.filter((panel) => !kept.has(panel)).map(({ name }) => name),
  };
}
