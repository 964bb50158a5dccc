/** A law of a swept number, to be put in the place of a few values with weights. */
export type PriorLaw =
  | { kind: 'normal'; mean: number; sd: number }
  /** Of a positive number: its logarithm is normal. */
  | { kind: 'log-normal'; median: number; sd: number }
  /** Of a probability: its log odds are normal. */
  | { kind: 'logit-normal'; median: number; sd: number }
  | { kind: 'uniform'; from: number; to: number };

/** Points and weights of a rule for a symmetric law, from the middle outwards. */
type HalfRule = readonly (readonly [point: number, weight: number])[];

/** Gauss-Hermite rules for the standard normal law, by number of points. */
const NORMAL: Readonly<Record<number, HalfRule>> = {
  3: [
    [0, 0.6666666666666667],
    [1.7320508075688772, 0.16666666666666666],
  ],
  5: [
    [0, 0.5333333333333333],
    [1.355626179974266, 0.2220759220056126],
    [2.8569700138728056, 0.01125741132772068],
  ],
  7: [
    [0, 0.45714285714285713],
    [1.1544053947399682, 0.2401231786050127],
    [2.366759410734541, 0.03075712396758651],
    [3.7504397177257425, 0.000548268855972217],
  ],
  9: [
    [0, 0.40634920634920635],
    [1.0232556637891326, 0.2440975028949395],
    [2.07684797867783, 0.04991640676521787],
    [3.20542900285647, 0.0027891413212317692],
    [4.512745863399783, 2.2345844007746583e-5],
  ],
};

/** Gauss-Legendre rules for the uniform law on (-1, 1), by number of points. */
const UNIFORM: Readonly<Record<number, HalfRule>> = {
  3: [
    [0, 0.4444444444444444],
    [0.7745966692414834, 0.2777777777777778],
  ],
  5: [
    [0, 0.28444444444444444],
    [0.5384693101056831, 0.23931433524968324],
    [0.906179845938664, 0.11846344252809454],
  ],
  7: [
    [0, 0.20897959183673467],
    [0.4058451513773972, 0.19091502525255946],
    [0.7415311855993945, 0.13985269574463835],
    [0.9491079123427585, 0.06474248308443485],
  ],
  9: [
    [0, 0.1651196775006299],
    [0.3242534234038089, 0.15617353852000143],
    [0.6133714327005904, 0.1303053482014677],
    [0.8360311073266358, 0.0903240803474287],
    [0.9681602395076261, 0.0406371941807872],
  ],
};

/** Numbers of points that there is a rule for. */
export const PRIOR_POINTS = [3, 5, 7, 9] as const;

/**
 * A few values with weights in the place of a law: the mean of a smooth function over the law is about the weighted sum of its
 * values there, exactly for polynomials of degree 2 points - 1 in the normal or uniform variable. Values are rounded to six digits.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 25.4.29 and 25.4.46.
 *
 * @example priorPoints({ kind: 'normal', mean: 0, sd: 1 }, 3) // values -1.73205, 0, 1.73205; weights 1/6, 2/3, 1/6
 */
export function priorPoints(law: PriorLaw, points: number): { values: number[]; weights: number[] } {
  const half = (law.kind === 'uniform' ? UNIFORM : NORMAL)[points];
  const whole = [
    ...half
      .slice(1)
      .reverse()
      .map(([x, w]) => [-x, w]),
    ...half,
  ];
  return {
    values: whole.map(([x]) => Number(valueAt(law, x).toPrecision(6))),
    weights: whole.map(([, w]) => w),
  };
}

function valueAt(law: PriorLaw, x: number): number {
  switch (law.kind) {
    case 'normal':
      return law.mean + law.sd * x;
    case 'log-normal':
      return law.median * Math.exp(law.sd * x);
    case 'logit-normal': {
      const odds = (law.median / (1 - law.median)) * Math.exp(law.sd * x);
      return odds / (1 + odds);
    }
    case 'uniform':
      return (law.from + law.to) / 2 + ((law.to - law.from) / 2) * x;
  }
}
