/**
 * Overall similarity of the observed rates, in [0, 1]: 1 where all are equal. With the gaps d between neighbouring
 * rates in ascending order, m of them: (1 - sum(d) 10^(-sum((d - 1/m)^2)))^epsilon. Empty baskets do not count.
 *
 * Source: as the R package baskexact (Baumann) defines it; design of Baumann, Sauer & Kieser, arXiv:2309.06988.
 *
 * @param baskets as many as will be asked about
 * @param epsilon > 0: the greater the less is borrowed
 * @example globalWeight(3, 2.5)([15, 15, 15], [3, 6, 8]) // 0.5746
 */
export function globalWeight(
  baskets: number,
  epsilon: number,
): (n: ArrayLike<number>, x: ArrayLike<number>) => number {
  const rates = new Float64Array(baskets);
  return (n, x) => {
    let count = 0;
    for (let j = 0; j < baskets; j++) {
      if (n[j] === 0) continue;
      const rate = x[j] / n[j];
      let place = count++;
      for (; place > 0 && rates[place - 1] > rate; place--) rates[place] = rates[place - 1];
      rates[place] = rate;
    }
    if (count < 2) return 1;
    let spread = 0;
    for (let j = 1; j < count; j++) spread += (rates[j] - rates[j - 1] - 1 / (count - 1)) ** 2;
    return (1 - (rates[count - 1] - rates[0]) * 10 ** -spread) ** epsilon;
  };
}
