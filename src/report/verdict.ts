import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { type Alternative, type Comparison, type RankedQuantity, type Rates, ratesOf } from './comparison.ts';
import { fixed } from './format.ts';
import { beyondError, pairedDifference, rowOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages, Spent } from './messages/messages.ts';
import { localText } from './messages/text.ts';
import { estimateText, fullText, metricName } from './metrics.ts';
import { unbeaten } from './ranking.ts';
import { resultWords } from './resultWords.ts';

/** What is said of the ranking, and the warnings that belong to it. */
interface Verdict {
  sentence: string;
  warnings: string[];
}

/** Probability from which, if all have it, there is nothing to choose by it. */
const saturation = 0.99;

/** A difference that nobody would choose by, when the whole of its interval is nearer to zero. */
const negligible = 0.01;

const alike = ({ lower, upper }: ResultRow) =>
  lower !== null && upper !== null && Math.max(Math.abs(lower), Math.abs(upper)) <= negligible;

/** What is looked at where the ranking does not decide. */
const thrift = ['randomised', 'screened', 'months to analysis', 'cost'];

/** Replicates beyond so many times those at hand are no advice: a difference that they would resolve is none to choose by. */
const REACH = 100;

/** Replicates at which each difference of the size seen would be as long as its interval is half-wide. */
function replicatesNeeded(rows: ResultRow[]): string | null {
  const needed = Math.max(
    ...rows.map(({ estimate, mcse, n }) =>
      estimate === null || mcse === null ? Number.NaN : n * ((1.96 * mcse) / estimate) ** 2,
    ),
  );
  if (!Number.isFinite(needed) || needed > REACH * Math.max(...rows.map(({ n }) => n))) return null;
  const unit = 10 ** Math.floor(Math.log10(needed));
  return fixed(Math.ceil(needed / unit) * unit, 0);
}

/** What designs are ranked by, inside a sentence: `power for M+`. */
export function criterionText({ metric, analysis }: RankedQuantity, words: Messages): string {
  return words.answer.criteria[metric]?.(analysis) ?? metric;
}

/** Who has most, or that nobody can be said to, or that all have all they need; null where there are no two to rank. */
export function verdictOf(
  result: ScenarioResult,
  point: number,
  comparison: Comparison,
  language: Language,
): Verdict | null {
  const found = ratesOf(result, point, comparison);
  if (found === null || comparison.by === null || found.rates.length < 2) return null;
  const { by, kind } = comparison;
  const { harm, rates } = found;
  const words = messages(language);
  const criterion = criterionText(by, words);
  const title = ({ title: text }: Alternative) => localText(text, language);
  const told = (some: Rates['rates']) =>
    words.list(some.map(({ of, row }) => words.answer.design(title(of), fullText(row, words))));
  const all = told(rates);
  const [best, ...rest] = rates;
  const differences = rest.map(({ of: other }) => ({
    other,
    row: pairedDifference(result, point, best!.of.id, other.id, by.analysis, by.metric),
  }));
  if (!harm && rates.every(({ row }) => (row.lower ?? 0) > saturation))
    return { sentence: words.answer.saturated(kind, criterion, all), warnings: [] };
  if (differences.every(({ row }) => row !== undefined && beyondError(row) === (harm ? -1 : 1))) {
    const name = title(best!.of);
    const sentence = harm
      ? words.answer.leastError(name, by.analysis, all)
      : words.answer.best(name, criterion, all);
    return { sentence, warnings: [] };
  }
  const level = differences.filter(({ row }) => row === undefined || beyondError(row) === 0);
  const open = level.flatMap(({ other, row }) =>
    row === undefined || alike(row) ? [] : [{ name: title(other), row }],
  );
  const warnings =
    open.length === 0
      ? []
      : [
          words.answer.weak(
            criterion,
            title(best!.of),
            open.map(({ name, row }) => ({ name, difference: fullText(row, words) })),
            replicatesNeeded(open.map(({ row }) => row)),
          ),
        ];
  if (level.length === differences.length) {
    const same = level.every(({ row }) => row !== undefined && alike(row)) ? 'alike' : 'unclear';
    return { sentence: words.answer[same](kind, criterion, all), warnings };
  }
  const leaders = [best!.of, ...level.map(({ other }) => other)];
  const sentence = words.answer.shared({
    criterion,
    test: by.analysis,
    harm,
    leaders: told(rates.filter(({ of }) => leaders.includes(of))),
    others: told(rates.filter(({ of }) => !leaders.includes(of))),
    thrifty: thriftiest(result, point, leaders, language),
  });
  return { sentence, warnings };
}

/** What one of those that the ranking does not tell apart spends least of, beyond error; of two, beside what the other spends. */
function thriftiest(result: ScenarioResult, point: number, leaders: Alternative[], language: Language) {
  const words = resultWords(result, language);
  const found = new Map<Alternative, Spent[]>();
  for (const metric of thrift) {
    const [best, ...level] = unbeaten(result, point, { metric, analysis: '' }, leaders);
    if (best === undefined || level.length > 0) continue;
    const value = ({ id }: Alternative) => estimateText(rowOf(result, point, id, '', metric)!, words);
    const other = leaders.length === 2 ? leaders.find((one) => one !== best)! : null;
    const spent = {
      quantity: words.inSentence(metricName(metric, words)),
      value: value(best),
      instead: other === null ? null : value(other),
    };
    found.set(best, [...(found.get(best) ?? []), spent]);
  }
  return [...found].map(([{ title }, spent]) => ({ design: localText(title, language), spent }));
}
