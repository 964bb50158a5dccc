import { rowOf, rowsOf, testOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { domainsAround } from './scales.ts';

/** Replicates with the claim below which a mean says little. */
const FEWEST = 20;

/**
 * The winner's curse: mean estimate among the trials that end with a claim beside the true value, with the spread of these estimates from
 * trial to trial; a panel for each test that a claim rests on.
 */
export const winnersCurse: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const measures = new Map<string, string>();
  const quantities = result.designs.flatMap((design) =>
    design.claims.flatMap((claim) =>
      (design.claimed?.[claim] ?? []).flatMap((test) => {
        const panel = words.givenClaim(test, claim);
        const measure = testOf(design, test)?.measure ?? '';
        measures.set(panel, words.measures[measure] ?? measure);
        return result.points.flatMap(({ index }): Quantity[] => {
          const at = (metric: string) =>
            rowOf(result, index, design.id, test, `${metric} given claim ${claim}`);
          const row = at('mean estimate');
          const truth = rowsOf(result, index, design.id, test, `bias given claim ${claim}`)[0]?.reference;
          if (row === undefined || row.n < FEWEST || truth === undefined || truth === null) return [];
          const beside = { ...row, reference: truth, reference_kind: 'true value' };
          const low = at('estimate quantile 5');
          const high = at('estimate quantile 95');
          return [{ panel, row: beside, ...(low && high ? { spread: { low, high } } : {}) }];
        });
      }),
    ),
  );
  return panelChart(result, language, layout, quantities, {
    title: words.chart.winnersCurse.title,
    panelKind: words.bracket(words.chart.test, words.chart.claim),
    axisTitle: (panel) => words.chart.winnersCurse.axis(measures.get(panel)!),
    format: '.12~g',
    domain: domainsAround(quantities),
    dots: true,
    notes: [words.chart.spreadNote, words.chart.winnersCurse.note(FEWEST), words.chart.ownScaleNote],
  });
};
