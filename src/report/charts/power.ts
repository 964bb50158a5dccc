import { rowOf, testNames, testOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { populationName } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { probability } from './scales.ts';

/** Power (or rejection rate) of every test by design, over the sweep where there is one. */
export const power: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities: Quantity[] = testNames(result).flatMap((name) =>
    result.designs.flatMap((design) => {
      if (testOf(design, name) === undefined) return [];
      return result.points.flatMap((point) => {
        const row = rowOf(result, point.index, design.id, name, 'power');
        return row === undefined ? [] : [{ panel: name, row }];
      });
    }),
  );
  const population = (name: string) =>
    result.designs.map((design) => testOf(design, name)).find((test) => test !== undefined)!.population;
  return panelChart(result, language, layout, quantities, {
    title: words.chart.power.title,
    panelKind: words.chart.test,
    axisTitle: (name) => words.bracket(words.chart.power.axis, populationName(population(name), words)),
    format: '.0%',
    ...probability,
    notes: [],
  });
};
