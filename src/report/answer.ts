import type { DesignSummary, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { testText } from './designWords.ts';
import { fixed } from './format.ts';
import { headline } from './headline.ts';
import { beyondError, comparisonTest, pairedDifference, rowOf, testOf, trulyBeneficial } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { baseText, localText } from './messages/text.ts';
import { burdens, estimateText, fullText, lessIsBetter, metricName, quantityName } from './metrics.ts';
import { unbeaten } from './ranking.ts';

/** The answer in words, with its uncertainty, and the warnings that belong to it. */
export interface Answer {
  /** The point of the sweep that the sentences speak of, and on what designs are compared; '' without either. */
  setting: string;
  sentences: string[];
  warnings: string[];
}

/** Power from which, if all designs have it, there is nothing to choose by power. */
const saturation = 0.99;

/** A difference of power that nobody would choose by, when the whole of its interval is nearer to zero. */
const negligible = 0.01;

const alike = ({ lower, upper }: ResultRow) =>
  lower !== null && upper !== null && Math.max(Math.abs(lower), Math.abs(upper)) <= negligible;

/** What is looked at where power does not decide. */
const thrift = ['randomised', 'screened', 'months to analysis', 'cost'];

/** Replicates at which a difference of the size seen would be as long as its interval is half-wide. */
function replicatesNeeded(row: ResultRow): string | null {
  if (row.estimate === null || row.mcse === null || row.estimate === 0) return null;
  const needed = row.n * ((1.96 * row.mcse) / row.estimate) ** 2;
  if (!Number.isFinite(needed) || needed > 1e9) return null;
  const unit = 10 ** Math.floor(Math.log10(needed));
  return fixed(Math.ceil(needed / unit) * unit, 0);
}

/** What a verdict on power is made of. */
interface Powers {
  test: string;
  /** Where the treatment does not truly work, rejecting is an error and the lowest rate comes first. */
  harm: boolean;
  /** Best first. */
  rates: { design: DesignSummary; row: ResultRow }[];
  /** The best against each of the others; undefined where the result holds no such difference. */
  differences: { other: DesignSummary; row: ResultRow | undefined }[];
}

function powersOf(result: ScenarioResult, point: number, test: string): Powers | null {
  const rates = result.designs.flatMap((design) => {
    const row = rowOf(result, point, design.id, test, 'power');
    return row === undefined || row.estimate === null ? [] : [{ design, row }];
  });
  const [first, ...others] = rates;
  if (first === undefined) return null;
  const harm = rates.every(({ design }) => trulyBeneficial(result, point, design, test) === false);
  if (others.length > 0) rates.sort((a, b) => (harm ? -1 : 1) * (b.row.estimate! - a.row.estimate!));
  const [best, ...rest] = rates;
  const differences = rest.map(({ design: other }) => ({
    other,
    row: pairedDifference(result, point, best!.design.id, other.id, test, 'power'),
  }));
  return { test, harm, rates, differences };
}

/** The verdict on power: who has most, or that nobody can be said to, or that all have all they need. */
function powerVerdict(
  result: ScenarioResult,
  point: number,
  { test, harm, rates, differences }: Powers,
  language: Language,
): Omit<Answer, 'setting'> {
  const words = messages(language);
  const title = (design: DesignSummary) => localText(design.title, language);
  const best = rates[0]!;
  if (rates.length === 1)
    return {
      sentences: [words.answer.alone(title(best.design), test, fullText(best.row, words))],
      warnings: [],
    };
  const all = words.list(
    rates.map(({ design, row }) => words.answer.design(title(design), fullText(row, words))),
  );
  if (!harm && rates.every(({ row }) => (row.lower ?? 0) > saturation))
    return { sentences: [words.answer.saturated(test, all)], warnings: [] };
  if (differences.every(({ row }) => row !== undefined && beyondError(row) === (harm ? -1 : 1))) {
    const verdict = harm ? words.answer.leastError : words.answer.best;
    return { sentences: [verdict(title(best.design), test, all)], warnings: [] };
  }
  const level = differences.filter(({ row }) => row === undefined || beyondError(row) === 0);
  const warnings = level.flatMap(({ other, row }) =>
    row === undefined || alike(row)
      ? []
      : [
          words.answer.weak(
            metricName('power', words),
            words.list([title(best.design), title(other)]),
            fullText(row, words),
            replicatesNeeded(row),
          ),
        ],
  );
  if (level.length === differences.length) {
    const verdict = level.every(({ row }) => row !== undefined && alike(row)) ? 'alike' : 'unclear';
    return { sentences: [words.answer[verdict](test, all)], warnings };
  }
  const leaders = [best.design, ...level.map(({ other }) => other)];
  const numbers = (leading: boolean) =>
    words.list(
      rates
        .filter(({ design }) => leaders.includes(design) === leading)
        .map(({ design, row }) => words.answer.design(title(design), fullText(row, words))),
    );
  const verdict = words.answer.shared({
    test,
    harm,
    leaders: numbers(true),
    others: numbers(false),
    thrifty: thriftiest(result, point, leaders, language),
  });
  return { sentences: [verdict], warnings };
}

/** What one of the designs that power does not tell apart spends least of, beyond error; null where none does. */
function thriftiest(
  result: ScenarioResult,
  point: number,
  leaders: DesignSummary[],
  language: Language,
): string | null {
  const words = messages(language);
  const spent = new Map<DesignSummary, string[]>();
  for (const metric of thrift) {
    const best = unbeaten(result, point, { metric, analysis: '' }, leaders);
    if (best.length !== 1) continue;
    const row = rowOf(result, point, best[0]!.id, '', metric)!;
    const text = words.answer.change(words.inSentence(metricName(metric, words)), estimateText(row, words));
    spent.set(best[0]!, [...(spent.get(best[0]!) ?? []), text]);
  }
  if (spent.size === 0) return null;
  return words.list(
    [...spent].map(([design, texts]) =>
      words.bracket(localText(design.title, language), words.settings(texts)),
    ),
  );
}

/** Where power does not decide: which design needs fewest patients, months or money, beyond error. */
function cheapestSentence(result: ScenarioResult, language: Language): string[] {
  const words = messages(language);
  const { columns, rows } = headline(result, language, result.base);
  const designs = rows.flatMap(({ design, cells }) => {
    const marks = columns.flatMap(({ metric, name }, i) => {
      const mark = lessIsBetter.has(metric) ? cells[i]!.mark : null;
      return mark === null ? [] : [{ mark, quantity: name }];
    });
    return marks.length === 0 ? [] : [words.answer.cheapest(design, marks)];
  });
  return designs.length === 0 ? [] : [words.answer.cheapestOf(designs)];
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

/** The point of the sweep, and what the designs are compared on. */
function settingText(result: ScenarioResult, test: string | null, language: Language): string {
  const words = messages(language);
  const compared = result.designs.flatMap((design) => (test === null ? [] : (testOf(design, test) ?? [])))[0];
  return words.sentences([
    ...(result.axes.length === 0 ? [] : [words.answer.at(baseText(result, words))]),
    ...(compared === undefined || result.designs.length < 2
      ? []
      : [words.answer.compared(compared.name, testText(compared, words))]),
  ]);
}

/**
 * The answer to the scenario's question as far as numbers give it: power of the comparison test, what each design changes against
 * the first, and the claims. Every number stands with its Monte Carlo interval, and a
 * ranking that the Monte Carlo error does not support is said to be unsupported.
 */
export function answerOf(result: ScenarioResult, language: Language): Answer {
  const words = messages(language);
  const point = result.base;
  const test = comparisonTest(result);
  const answer: Answer = { setting: settingText(result, test, language), sentences: [], warnings: [] };
  const [reference, ...others] = result.designs;
  const powers = test === null ? null : powersOf(result, point, test);
  if (powers !== null) {
    const { sentences, warnings } = powerVerdict(result, point, powers, language);
    answer.sentences.push(
      ...sentences,
      ...(powers.rates.length > 1 ? cheapestSentence(result, language) : []),
    );
    answer.warnings.push(...warnings);
  }
  for (const design of others) {
    const changes = against(result, point, design, reference!, test, words);
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
      const row = rowOf(result, point, design.id, claim, 'claim probability');
      return row === undefined ? [] : [words.answer.claim(claim, fullText(row, words))];
    });
    if (claims.length > 0)
      answer.sentences.push(words.answer.claims(localText(design.title, language), words.list(claims)));
  }
  if (answer.sentences.length === 0) return { ...answer, sentences: [words.answer.nothing] };
  return answer;
}
