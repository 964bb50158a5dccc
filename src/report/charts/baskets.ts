import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { quantityName } from '../metrics.ts';
import type { ChartBuilder } from './chart.ts';
import { panelChart } from './panels.ts';
import { probability } from './scales.ts';

/** What is said of all levels together: false claims, and whether the set of levels claimed is the right one. */
const METRICS = ['right set', 'familywise error', 'false pan-tumour claim'];

/** Probability of judging all levels of a factor rightly, of any false claim, and of a claim for everybody that is too wide. */
export const baskets: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const families = new Set(
    result.designs.flatMap(({ tests }) =>
      tests.flatMap(({ basket, name, against }) =>
        basket ? [basket] : against?.kind === 'rate' ? [name] : [],
      ),
    ),
  );
  const quantities = METRICS.flatMap((metric) =>
    [...families].flatMap((family) =>
      result.designs.flatMap((design) =>
        result.points.flatMap(({ index }) =>
          rowsOf(result, index, design.id, family, metric).map((row) => ({
            panel: quantityName(metric, family, words),
            row,
          })),
        ),
      ),
    ),
  );
  return panelChart(result, language, layout, quantities, {
    title: words.chart.baskets.title,
    panelKind: words.chart.measure,
    axisTitle: () => words.chart.baskets.axis,
    format: '.0%',
    ...probability,
    notes: [words.chart.baskets.note],
  });
};
