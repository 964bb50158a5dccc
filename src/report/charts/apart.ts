/** Marks with the heights `ly` of their labels, moved apart so that none covers another; `height` of the domain in px. */
export function apart<M extends { y: number }>(
  marks: readonly M[],
  domain: [number, number],
  height: number,
): (M & { ly: number })[] {
  const gap = ((domain[1] - domain[0]) / height) * 14;
  const ends = marks.map((mark) => ({ ...mark, ly: mark.y }));
  ends.sort((a, b) => a.ly - b.ly);
  for (let i = 1; i < ends.length; i++) ends[i]!.ly = Math.max(ends[i]!.ly, ends[i - 1]!.ly + gap);
  const over = ends.length === 0 ? 0 : Math.max(0, ends[ends.length - 1]!.ly - domain[1]);
  for (const end of ends) end.ly -= over;
  return ends;
}
