/** A score cut at a quantile of the screened population; + are the patients at or above it. */
export interface Cut {
  readonly score: string;
  /** Share of the screened below the cut, in (0,1). */
  readonly rank: number;
}

/**
 * The marker that a cut makes of a score. Its name is its definition, `risk >= q60`, a form that no declared marker can have; so
 * a cut is a marker in all that asks for one: who is enrolled, strata, tests, tables of the truth.
 *
 * @example cutName({ score: 'risk', rank: 0.6 }) // 'risk >= q60'
 */
export function cutName({ score, rank }: Cut): string {
  return `${score} >= q${Number((100 * rank).toPrecision(12))}`;
}

/** The cut that a name spells out; null for a declared marker. */
export function cutOf(marker: string): Cut | null {
  const parts = /^(.+) >= q(\d+(?:\.\d+)?)$/.exec(marker);
  return parts === null ? null : { score: parts[1], rank: rankOf(parts[2]) };
}

/** Of a percentage as written: 33.3 is 0.333, not 0.33299999999999996. */
export function rankOf(percent: string): number {
  return Number((Number(percent) / 100).toPrecision(12));
}

/** Where a text speaks of a cut of a score: `risk >= q60`, `risk<q33.3`. Both sides of a cut are one marker. */
export function cutsIn(text: string, scores: readonly string[]): Cut[] {
  const found = [...text.matchAll(/([\p{L}\p{N}_ -]+?)\s*[<>]=?\s*q(\d+(?:\.\d+)?)/gu)];
  return found.flatMap(([, before, quantile]) => {
    const score = scores.filter((name) => new RegExp(`(^|\\s)${escaped(name)}$`, 'u').test(before));
    const rank = rankOf(quantile);
    return score.length === 0 || !(rank > 0 && rank < 1) ? [] : [{ score: longest(score), rank }];
  });
}

/**
 * A name by which patients are sorted, as the model writes it: a cut in its one form. `true` of a cut stays only where the score is measured with
 * error; else it errs in nobody.
 */
export function canonicalName(
  name: string,
  { scores = [], noisy = [] }: { scores?: readonly string[]; noisy?: readonly string[] },
): string {
  const [cut, ...more] = cutsIn(name, scores);
  const whole = cut !== undefined && more.length === 0 && /^(true )?[^<]*>=?\s*q[\d.]+$/.test(name.trim());
  if (!whole) return name;
  return `${/^true /.test(name.trim()) && noisy.includes(cut.score) ? 'true ' : ''}${cutName(cut)}`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
const longest = (names: readonly string[]) => names.reduce((a, b) => (b.length > a.length ? b : a));

/** Bands of a score between its cuts, with the status that each gives to the markers of the cuts, lowest band first. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly statuses: Readonly<Record<string, boolean>>;
}

/** @param markers those of one score; others are passed over */
export function bandsOf(score: string, markers: readonly string[]): Band[] {
  const own = markers.flatMap((marker) => {
    const cut = cutOf(marker);
    return cut?.score === score ? [{ marker, rank: cut.rank }] : [];
  });
  const ends = [...new Set([0, ...own.map(({ rank }) => rank), 1])].sort((a, b) => a - b);
  return ends.slice(1).map((high, b) => ({
    low: ends[b],
    high,
    statuses: Object.fromEntries(own.map(({ marker, rank }) => [marker, ends[b] >= rank])),
  }));
}
