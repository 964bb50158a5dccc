import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { isBasketMethod } from '../../scenario/basketMethods.ts';
import { testedText } from '../designWords.ts';
import { tellsHarm } from '../headline.ts';
import { testedIn } from '../hypothesis.ts';
import { rowOf, testNames, testOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { probabilities } from './scales.ts';

/** One-sided level at which every design that has the test tests it; null where they differ or judge by a posterior probability. */
function levelOf(result: ScenarioResult, name: string): number | null {
  const levels = new Set(
    result.designs.flatMap((design) => {
      const test = testOf(design, name);
      if (test === undefined) return [];
      return [test.method === 'posterior' || isBasketMethod(test.method) ? null : test.alpha / test.sided];
    }),
  );
  return levels.size === 1 ? [...levels][0]! : null;
}

/** Power (or rejection rate) of every test by design, over the sweep where there is one. */
export const power: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const names = testNames(result);
  const quantities: Quantity[] = names.flatMap((name) =>
    result.designs.flatMap((design) => {
      if (testOf(design, name) === undefined) return [];
      return result.points.flatMap((point) => {
        const row = rowOf(result, point.index, design.id, name, 'power');
        return row === undefined ? [] : [{ panel: name, row }];
      });
    }),
  );
  const scale = probabilities(quantities);
  const harm = names.filter((name) => tellsHarm(result, result.base, name));
  const levels = new Map(names.map((name) => [name, levelOf(result, name)]));
  const population = (name: string) => {
    const tested = testedIn(result, name, result.designs);
    return new Set(tested.map(({ patients }) => patients)).size > 1
      ? words.chart.power.others
      : testedText(tested[0]!.test, tested[0]!.of.trials, words);
  };
  return panelChart(result, language, layout, quantities, {
    title: words.chart.power.title,
    panelKind: words.chart.test,
    axisTitle: (name) => words.bracket(words.chart.power.axis, population(name)),
    format: '.0%',
    domain: scale.domain,
    ticks: scale.ticks,
    baseline: (cell) => (scale.rare(cell) ? levels.get(cell.panel)! : null),
    notes: harm.length === 0 ? [] : [words.chart.harmNote(words.list(harm))],
    cellNotes: (cells) => {
      const rare = cells.filter(scale.rare);
      return [
        ...(rare.length > 0 ? [words.chart.rareNote] : []),
        ...(rare.some(({ panel }) => levels.get(panel) !== null) ? [words.chart.levelNote] : []),
      ];
    },
  });
};
