import { poissonPmf } from '../../numeric/poisson.ts';

/** Places of a trial: the most patients and the places kept, by quota. */
export interface Places {
  readonly n: number;
  readonly most: ArrayLike<number>;
  readonly kept: ArrayLike<number>;
}

/** Who may still come in, at a time. */
export interface Openness {
  /** P(places are left). */
  readonly open: number;
  /** P(a patient who comes now is taken), by quota. */
  readonly taken: readonly number[];
}

/** Free places are counted in so many steps at most; a count between two of them is shared out so that its mean stays. */
const STEPS = 128;

/**
 * Whether places are left when independent Poisson numbers of patients have come for the quotas.
 *
 * The first `kept[q]` patients of a quota have places of their own. The F = n - sum kept others are free: whoever comes takes one while one
 * is left, so that together min(F, sum_q min(most_q - kept_q, (N_q - kept_q)+)) have been taken, in whatever order they came. All
 * places are gone when every N_q >= kept_q and the F are taken. Exact by convolution of the quotas' numbers for F up to 128.
 *
 * @param means expected patients of each quota who have come by then
 * @example quotas of 10 and 20 (all places kept), means 10 and 20: open 1 - P(N >= 10 | 10) P(N >= 20 | 20) = 0.713
 */
export function placesLaw({ n, most, kept }: Places, means: ArrayLike<number>): Openness {
  const quotas = Array.from(most, (_, q) => q);
  const free = n - quotas.reduce((sum, q) => sum + kept[q], 0);
  const steps = Math.min(STEPS, free);
  const laws = quotas.map((q) => countsOf(kept[q], most[q], means[q], free, steps));
  const unmet = laws.map((law) => law.unmet);
  const met = unmet.reduce((product, p) => product * (1 - p), 1);
  if (free <= 0) return { open: 1 - met, taken: unmet };
  const before = running(laws.map(({ all }) => all));
  const after = running(laws.map(({ all }) => all).reverse()).reverse();
  // As `all`, but for who is short of the places kept.
  const whoMet = laws.map(({ all, unmet }) => all.map((p, step) => (step === 0 ? p - unmet : p)));
  const left = met === 1 ? before[quotas.length] : running(whoMet)[quotas.length];
  return {
    open: 1 - met + left.reduce((sum, p) => sum + p, 0),
    taken: quotas.map((q) => unmet[q] + overlap(convolve(before[q], laws[q].open), after[q + 1])),
  };
}

/** How far a quota is: P(short of the places kept), and by the free places that its patients would take, below F. */
interface Counts {
  readonly unmet: number;
  /** P(so many, and not full). */
  readonly open: Float64Array;
  /** P(so many, full or short). */
  readonly all: Float64Array;
}

function countsOf(kept: number, most: number, mean: number, free: number, steps: number): Counts {
  const room = Math.min(most - kept, free);
  const pmf = poissonLaw(kept + room, mean);
  // Half way between F - 1 and F is half way between the last two steps, so that steps of several places end the trial in time.
  const unit = (free - 0.5) / (steps - 0.5);
  const open = new Float64Array(steps);
  let unmet = 0;
  let full = 1;
  pmf.forEach((p, k) => {
    full -= p;
    if (k < kept) unmet += p;
    else addAt(open, (k - kept) / unit, p);
  });
  const all = open.slice();
  if (steps > 0) {
    all[0] += unmet;
    addAt(all, room / unit, Math.max(0, full));
  }
  return { unmet, open, all };
}

/** P(N = 0..size - 1) of a Poisson number, from its mode outwards. */
function poissonLaw(size: number, mean: number): Float64Array {
  const law = new Float64Array(size);
  const mode = Math.min(size - 1, Math.floor(mean));
  if (size === 0) return law;
  law[mode] = poissonPmf(mode, mean);
  for (let k = mode; k > 0 && law[k] > 0; k--) law[k - 1] = (law[k] * k) / mean;
  for (let k = mode + 1; k < size; k++) law[k] = (law[k - 1] * mean) / k;
  return law;
}

/** Puts a probability at a place between two steps; what lies at or beyond the last is left out. */
function addAt(law: Float64Array, at: number, p: number): void {
  const step = Math.floor(at + 1e-9);
  const part = Math.max(0, at - step);
  if (step < law.length) law[step] += p * (1 - part);
  if (step + 1 < law.length) law[step + 1] += p * part;
}

/** Laws of the sums of the first 0, 1, ... of some numbers. */
function running(laws: readonly Float64Array[]): Float64Array[] {
  const none = new Float64Array(laws[0].length);
  none[0] = 1;
  const sums: Float64Array[] = [none];
  for (const law of laws) sums.push(convolve(sums[sums.length - 1], law));
  return sums;
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0) continue;
    for (let j = 0; i + j < a.length; j++) out[i + j] += a[i] * b[j];
  }
  return out;
}

/** P(the sum of two numbers stays below the last step). */
function overlap(a: Float64Array, b: Float64Array): number {
  let cumulative = 0;
  let sum = 0;
  for (let j = 0, i = a.length - 1; i >= 0; i--, j++) {
    cumulative += b[j];
    sum += a[i] * cumulative;
  }
  return sum;
}
