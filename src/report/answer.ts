import type { DesignSummary, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { fixed } from './format.ts';
import { beyondError, comparisonTest, headlinePoint, pairedDifference, rowOf, testOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { localText, settingsText } from './messages/text.ts';
import { burdens, fullText, metricName, quantityName } from './metrics.ts';

/** The answer in words, with its uncertainty, and the warnings that belong to it. */
export interface Answer {
  /** The point of the sweep that the sentences speak of; '' without a sweep. */
  setting: string;
  sentences: string[];
  warnings: string[];
}

/** Replicates at which a difference of the size seen would be as long as its interval is half-wide. */
function replicatesNeeded(row: ResultRow): string | null {
  if (row.estimate === null || row.mcse === null || row.estimate === 0) return null;
  const needed = row.n * ((1.96 * row.mcse) / row.estimate) ** 2;
  if (!Number.isFinite(needed) || needed > 1e9) return null;
  const unit = 10 ** Math.floor(Math.log10(needed));
  return fixed(Math.ceil(needed / unit) * unit, 0);
}

function powerSentences(
  result: ScenarioResult,
  point: number,
  test: string,
  designs: DesignSummary[],
  language: Language,
  answer: Answer,
) {
  const words = messages(language);
  const title = (design: DesignSummary) => localText(design.title, language);
  const powers = designs.flatMap((design) => {
    const row = rowOf(result, point, design.id, test, 'power');
    return row === undefined || row.estimate === null ? [] : [{ design, row }];
  });
  if (powers.length === 0) return;
  if (powers.length === 1) {
    answer.sentences.push(
      words.answer.alone(title(powers[0]!.design), test, fullText(powers[0]!.row, words)),
    );
    return;
  }
  powers.sort((a, b) => b.row.estimate! - a.row.estimate!);
  const best = powers[0]!;
  const differences = powers.slice(1).map((other) => ({
    other,
    row: pairedDifference(result, point, best.design.id, other.design.id, test, 'power'),
  }));
  if (differences.every(({ row }) => row !== undefined && beyondError(row) === 1)) {
    answer.sentences.push(words.answer.best(title(best.design), test, fullText(best.row, words)));
    return;
  }
  answer.sentences.push(
    words.answer.unclear(
      test,
      words.list(powers.map(({ design, row }) => `${title(design)} ${fullText(row, words)}`)),
    ),
  );
  for (const { other, row } of differences) {
    const needed = row !== undefined && beyondError(row) === 0 ? replicatesNeeded(row) : null;
    if (needed !== null)
      answer.warnings.push(
        words.answer.weak(
          metricName('power', words),
          words.versus(title(best.design), title(other.design)),
          needed,
        ),
      );
  }
}

/** What a design changes against the first one, differences beyond error first and the rest named as undecided. */
function against(
  result: ScenarioResult,
  point: number,
  design: DesignSummary,
  reference: DesignSummary,
  test: string | null,
  words: Messages,
) {
  const clear: string[] = [];
  const same: string[] = [];
  const compare = (metric: string, analysis: string) => {
    const row = pairedDifference(result, point, design.id, reference.id, analysis, metric);
    if (row === undefined || row.estimate === null) return;
    const name = words.inSentence(quantityName(metric, analysis, words));
    if (beyondError(row) !== 0) clear.push(words.answer.change(name, fullText(row, words)));
    else if (row.estimate !== 0) same.push(name);
  };
  if (test !== null && testOf(design, test) !== undefined) compare('power', test);
  for (const metric of burdens)
    if (metric !== 'events' && metric !== 'months to last patient') compare(metric, '');
  return same.length === 0 ? clear : [...clear, words.answer.same(words.list(same))];
}

function sweepSentence(
  result: ScenarioResult,
  design: DesignSummary,
  reference: DesignSummary,
  test: string,
  language: Language,
): string | null {
  const counts = { above: 0, below: 0, neither: 0 };
  for (const point of result.points) {
    const row = pairedDifference(result, point.index, design.id, reference.id, test, 'power');
    if (row === undefined) continue;
    const direction = beyondError(row);
    if (direction > 0) counts.above++;
    else if (direction < 0) counts.below++;
    else counts.neither++;
  }
  if (counts.above + counts.below + counts.neither < 2) return null;
  return messages(language).answer.sweep(
    localText(design.title, language),
    localText(reference.title, language),
    test,
    counts,
  );
}

/**
 * The answer to the scenario's question as far as numbers give it: power of the comparison test, what each design changes against
 * the first, the claims, and how the comparison fares over the sweep. Every number stands with its Monte Carlo interval, and a
 * ranking that the Monte Carlo error does not support is said to be unsupported.
 */
export function answerOf(result: ScenarioResult, language: Language): Answer {
  const words = messages(language);
  const point = headlinePoint(result);
  const test = comparisonTest(result);
  const setting = result.axes.length === 0 ? '' : words.answer.at(settingsText(result, point.values, words));
  const answer: Answer = { setting, sentences: [], warnings: [] };
  const [reference, ...others] = result.designs;
  if (test !== null) powerSentences(result, point.index, test, result.designs, language, answer);
  for (const design of others) {
    const changes = against(result, point.index, design, reference!, test, words);
    if (changes.length > 0)
      answer.sentences.push(
        words.answer.against(
          localText(design.title, language),
          localText(reference!.title, language),
          words.list(changes),
        ),
      );
  }
  for (const design of result.designs) {
    const claims = design.claims.flatMap((claim) => {
      const row = rowOf(result, point.index, design.id, claim, 'claim probability');
      return row === undefined ? [] : [words.answer.claim(claim, fullText(row, words))];
    });
    if (claims.length > 0)
      answer.sentences.push(words.answer.claims(localText(design.title, language), words.list(claims)));
  }
  if (answer.sentences.length === 0) return { ...answer, sentences: [words.answer.nothing] };
  if (result.axes.length > 0) {
    for (const design of others) {
      const sentence = test === null ? null : sweepSentence(result, design, reference!, test, language);
      if (sentence !== null) answer.sentences.push(sentence);
    }
  }
  return answer;
}
