import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import type { Quantity } from './drawing.ts';

/**
 * Rows of a metric that is held against named estimands (bias, coverage), a panel for each test and estimand, each with the scale
 * of its test's estimate.
 */
export function estimandQuantities(result: ScenarioResult, language: Language, metric: string) {
  const words = messages(language);
  const measures = new Map<string, string>();
  const quantities: Quantity[] = [];
  for (const design of result.designs) {
    for (const test of design.tests) {
      for (const point of result.points) {
        for (const row of rowsOf(result, point.index, design.id, test.name, metric)) {
          const estimand = populationName(row.reference_kind.replace(/^estimand: /, ''), words);
          const panel = words.chart.bias.panel(test.name, estimand);
          measures.set(panel, words.measures[test.measure] ?? test.measure);
          quantities.push({ panel, row });
        }
      }
    }
  }
  return { quantities, measures };
}
