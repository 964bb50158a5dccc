/** A mark of a design at a true value. */
interface Placed {
  panel: string;
  design: string;
  point: number;
  truth: number;
}

/** Most px between neighbours. */
const MOST = 10;

/** Truths that are closer in relation to their size are one. */
const ROUNDING = 1e-6;

/**
 * Places designs side by side around the true value that they share, in panels `width` px wide.
 * @param order designs as they stand from left to right
 * @returns a shift of each mark in units of the truth, and the least distance of neighbours in px
 */
export function dodge(marks: Placed[], order: string[], width: number): { shifts: number[]; gap: number } {
  const steps = new Map<string, { present: string[]; step: number }>();
  let gap = MOST;
  for (const panel of new Set(marks.map((mark) => mark.panel))) {
    const own = marks.filter((mark) => mark.panel === panel);
    const present = order.filter((design) => own.some((mark) => mark.design === design));
    const truths = [...new Map(own.map(({ point, truth }) => [point, truth])).values()].sort((a, b) => a - b);
    const apart = truths.slice(1).map((truth, i) => truth - truths[i]!);
    const size = Math.max(...truths.map(Math.abs)) || 1;
    const wide = truths.at(-1)! - truths[0]!;
    // One true value, but for rounding: nothing says how long the axis is.
    const span = wide > size * ROUNDING ? wide : size / 10;
    const least = Math.min(...apart.filter((distance) => distance > size * ROUNDING), span);
    const step = Math.min((MOST * span) / width, (0.85 * least) / present.length);
    gap = Math.min(gap, (step * width) / span);
    steps.set(panel, { present, step });
  }
  const shifts = marks.map(({ panel, design }) => {
    const { present, step } = steps.get(panel)!;
    return (present.indexOf(design) - (present.length - 1) / 2) * step;
  });
  return { shifts, gap };
}
