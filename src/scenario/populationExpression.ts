import { cutName, rankOf } from './cuts.ts';
import type { PopulationExpression, Status } from './model.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

/** Names that a population may use. */
export interface PopulationNames {
  markers: readonly string[];
  /** factor -> levels */
  factors: Record<string, readonly string[]>;
  scores?: readonly string[];
  /** Scores that are measured with error: of them a cut has a true status and one by what was measured. */
  noisy?: readonly string[];
}

/**
 * Reads a population expression:
 *
 *     or   = and ("|" and)*         and  = unary ("&" unary)*
 *     unary = "not" unary | "(" or ")" | atom
 *     atom = "all" | ["true"] marker ("+" | "-" | "?") | factor "=" level | score (">=" | "<") "q" percent
 *
 * @param voice under `truth` a marker is its true status; in `designs` it is the assay's result unless `true` is said
 * @throws Problem for faulty syntax and unknown names
 * @example parsePopulation('EGFR+ & age = child', names, 'designs')
 */
export function parsePopulation(
  text: string,
  names: PopulationNames,
  voice: 'truth' | 'designs',
): PopulationExpression {
  const tokens = text.match(/[&|()=]|[^\s&|()=]+/g) ?? [];
  let at = 0;

  const fail = (problem: string): never => {
    throw new Problem('population-syntax', { problem });
  };
  const seen = () => (at === 0 ? 'at the start' : `after "${tokens[at - 1]}"`);

  function joined(kind: 'and' | 'or', sign: string, part: () => PopulationExpression): PopulationExpression {
    const parts = [part()];
    while (tokens[at] === sign) {
      at++;
      parts.push(part());
    }
    return join(kind, parts);
  }
  const or = (): PopulationExpression => joined('or', '|', and);
  const and = (): PopulationExpression => joined('and', '&', unary);

  function unary(): PopulationExpression {
    if (tokens[at] === 'not') {
      at++;
      return { kind: 'not', of: unary() };
    }
    if (tokens[at] === '(') {
      at++;
      const inner = or();
      if (tokens[at] !== ')') fail('a parenthesis is not closed');
      at++;
      return inner;
    }
    return atom();
  }

  function words(): string {
    const from = at;
    while (at < tokens.length && !/^[&|()=]$/.test(tokens[at])) {
      if (tokens[at] === 'and' || tokens[at] === 'or')
        fail(`"${tokens[at]}" is written ${tokens[at] === 'or' ? '|' : '&'}`);
      at++;
    }
    if (at === from) fail(`a name is missing ${seen()}`);
    return tokens.slice(from, at).join(' ');
  }

  function atom(): PopulationExpression {
    const phrase = words();
    if (tokens[at] === '=') {
      at++;
      const sided = /^(.*\S)\s*([<>])$/.exec(phrase);
      return sided === null
        ? levelAtom(phrase, words(), names)
        : cutAtom(sided[1], sided[2], words(), names, voice);
    }
    const sided = /^(.*\S)\s*([<>])\s*(\S+)$/.exec(phrase);
    if (sided !== null) return cutAtom(sided[1], sided[2], sided[3], names, voice);
    return phrase === 'all' ? { kind: 'all' } : markerAtom(phrase, names, voice);
  }

  // Bounds the recursion: an expression in a file is a line, not a program.
  if (tokens.length > 200) fail('it has more than 200 parts');
  const expression = or();
  if (at < tokens.length) fail(`"${tokens[at]}" is not expected ${seen()}`);
  return expression;
}

/** Nested parts of the same kind are one list, and nothing stands twice. */
function join(kind: 'and' | 'or', parts: PopulationExpression[]): PopulationExpression {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const unique = new Map(flat.map((part) => [JSON.stringify(part), part]));
  return unique.size === 1 ? flat[0] : { kind, of: [...unique.values()] };
}

function levelAtom(factor: string, level: string, names: PopulationNames): PopulationExpression {
  const factors = Object.keys(names.factors);
  if (!factors.includes(factor)) {
    throw new Problem('unknown-name', {
      what: 'stratum',
      name: factor,
      suggestion: nearest(factor, factors),
      known: factors,
    });
  }
  const known = names.factors[factor];
  if (!known.includes(level)) {
    throw new Problem('unknown-name', {
      what: 'level',
      name: level,
      suggestion: nearest(level, known),
      known,
    });
  }
  return { kind: 'level', factor, level };
}

/** A score above (+) or below (-) one of its quantiles: the status of the marker that the cut is. */
function cutAtom(
  phrase: string,
  side: string,
  quantile: string,
  { scores = [], noisy = [] }: PopulationNames,
  voice: 'truth' | 'designs',
): PopulationExpression {
  const score = phrase.replace(/^true /, '');
  if (!scores.includes(score)) {
    const suggestion = nearest(score, scores);
    throw new Problem('unknown-name', { what: 'score', name: score, suggestion, known: scores });
  }
  const percent = /^q(\d+(?:\.\d+)?)$/.exec(quantile);
  const rank = percent === null ? Number.NaN : rankOf(percent[1]);
  if (!(rank > 0 && rank < 1)) throw new Problem('score-cut', { score });
  const marker = cutName({ score, rank });
  const byTruth = phrase !== score && noisy.includes(score);
  const by = voice === 'truth' || byTruth ? 'truth' : 'assay';
  return { kind: 'marker', marker, status: side === '>' ? '+' : '-', by };
}

function markerAtom(
  phrase: string,
  names: PopulationNames,
  voice: 'truth' | 'designs',
): PopulationExpression {
  const byTruth = phrase.startsWith('true ');
  const signed = byTruth ? phrase.slice(5).trim() : phrase;
  const status = signed.at(-1) as string;
  if (names.markers.includes(signed)) throw new Problem('population-sign', { marker: signed });
  const marker = '+-?'.includes(status) ? signed.slice(0, -1).trim() : signed;
  if (!names.markers.includes(marker)) {
    const near = nearest(marker, names.markers);
    const sign = marker === signed ? '+' : status;
    const suggestion = near === null ? levelNamed(phrase, names) : `${near}${sign}`;
    throw new Problem('unknown-name', { what: 'marker', name: marker, suggestion, known: names.markers });
  }
  if (voice === 'truth') {
    if (byTruth) throw new Problem('already-truth', { marker });
    if (status === '?') throw new Problem('no-assay-in-truth', { marker });
    return { kind: 'marker', marker, status: status as Status, by: 'truth' };
  }
  if (byTruth && status === '?') throw new Problem('no-unevaluable-truth', { marker });
  return { kind: 'marker', marker, status: status as Status, by: byTruth ? 'truth' : 'assay' };
}

/** `factor = level` where a level's name stands without its factor. */
function levelNamed(name: string, { factors }: PopulationNames): string | null {
  const factor = Object.keys(factors).find((each) => factors[each].includes(name));
  return factor === undefined ? null : `${factor} = ${name}`;
}
