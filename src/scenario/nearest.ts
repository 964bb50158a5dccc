/**
 * The known name nearest to a mistyped one, by edit distance with neighbours swapped counted once (optimal string
 * alignment), ignoring case. When none is near (more than a third of the letters, at least one, would change): the longest
 * one that the name begins or ends with as words of its own; null when there is none.
 *
 * @example nearest('EFGR', ['EGFR', 'KRAS']) // 'EGFR'
 * @example nearest('against rate', ['of', 'against']) // 'against'
 */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
    if (distance <= allowed && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  if (best !== null) return best;
  const within = known.filter((word) => name.startsWith(`${word} `) || name.endsWith(` ${word}`));
  return within.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 40) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
