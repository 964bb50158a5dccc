/**
 * Keeps the last few values of a function by the text of all that it depends on, the oldest forgotten: for values that are dear, never
 * changed, and asked for again by other points of a sweep, whose objects are others. Nobody can see in a result whether a value was kept.
 *
 * @param most values kept
 * @example const squares = remembered<number>(2); squares('3', () => 9) // 9, and 9 again without being computed
 */
export function remembered<V>(most: number): (key: string, make: () => V) => V {
  const known = new Map<string, V>();
  return (key, make) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (known.size >= most) known.delete(known.keys().next().value as string);
    known.set(key, made);
    return made;
  };
}
