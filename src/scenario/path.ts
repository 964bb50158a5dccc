/** Keys and list places from the root of a document. */
export type Path = readonly (string | number)[];

/**
 * A path in dot form, as `sweep` takes it; a key with a dot or a quote stands in double quotes.
 *
 * @example formatPath(['truth', 'markers', 'EGFR', 'prevalence']) // 'truth.markers.EGFR.prevalence'
 */
export function formatPath(path: Path): string {
  return path
    .map((key) => (/[."]|^$/.test(String(key)) ? `"${String(key).replaceAll('"', '\\"')}"` : String(key)))
    .join('.');
}

/**
 * The keys of a path in dot form; keys may hold spaces, `+`, `-`, `=`, and dots when in double quotes.
 *
 * @returns the keys, or the words for what is wrong
 * @example parsePath('designs.a.tests."M. x".alpha') // { keys: ['designs', 'a', 'tests', 'M. x', 'alpha'] }
 */
export function parsePath(text: string): { keys: string[] } | { problem: string } {
  const keys: string[] = [];
  const part = /\s*(?:"((?:[^"\\]|\\.)*)"|([^."]*))\s*(\.|$)/y;
  let at = 0;
  for (;;) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (found === null) return { problem: `a quote does not close or stands inside a key of "${text}"` };
    const key = found[1] === undefined ? found[2]!.trim() : found[1].replaceAll('\\"', '"');
    if (key === '') return { problem: `an empty key in "${text}"` };
    keys.push(key);
    at = part.lastIndex;
    if (found[3] === '') return { keys };
  }
}
