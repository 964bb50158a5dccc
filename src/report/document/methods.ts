import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { fixed } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import { methodsUsed } from '../methods.ts';
import { type Block, details, heading, list, paragraph, section } from './block.ts';

/** Replicates as text: one number, or the range over the points. */
export function replicatesText(result: ScenarioResult, language: Language): string {
  const counts = result.points.map((point) => point.replicates);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? fixed(low, 0) : messages(language).interval(fixed(low, 0), fixed(high, 0));
}

/** What a convention has to be told for. */
function conventionFacts({ designs, truth }: ScenarioResult, words: Messages) {
  const marker = truth.flatMap(({ assays }) => assays)[0]?.marker;
  const ratios = designs.flatMap(({ trials }) => trials.map(({ ratio: [a, b] }) => a * b));
  return {
    times: truth.some(
      ({ curves, cells }) => curves.length > 0 || cells.some(({ measure }) => measure === 'median (months)'),
    ),
    single: ratios.includes(0),
    randomised: ratios.some((product) => product > 0),
    // A cut of a score is no name that a sign could stand at.
    population:
      marker === undefined ? null : populationName(marker.includes(' >= ') ? marker : `${marker}+`, words),
  };
}

/** How the numbers were made: the simulation, each method that this result used with formula and reference, and the conventions. */
export function methodsSection(result: ScenarioResult, language: Language): Block {
  const words = messages(language);
  const text = words.page.methodsText({
    replicates: replicatesText(result, language),
    points: words.page.truths(result.points.length),
    common: result.simulation.streams === 'common',
    seed: result.simulation.seed,
  });
  const used = methodsUsed(result);
  const references = [...new Set(used.flatMap(({ references }) => references))].sort();
  return section(
    'methods',
    words.page.methods,
    text.map((line) => paragraph(line)),
    used.flatMap(({ id, formula: symbols }) => {
      const { term, text: meaning, formula = symbols } = words.methodWords[id];
      return [heading(term), paragraph(meaning), ...(formula === '' ? [] : [paragraph(formula, 'formula')])];
    }),
    references.length === 0 ? null : [heading(words.page.references), list(references)],
    details(words.page.conventions, list(words.page.conventionsText(conventionFacts(result, words)))),
  );
}
