import jstat from 'jstat';

/**
 * Distribution functions of jstat, a program independent of the ones in use: the second road of the qualification
 * suite.
 *
 * For comparison only. Measured: normal, hypergeometric and Poisson to 1e-14, chi-square and gamma to 1e-10, t, F and
 * beta to 2e-8; its binomial cdf and beta quantile are wrong and stay outside.
 */
export const secondRoad = {
  normalCdf: (x: number) => jstat.normal.cdf(x, 0, 1),
  normalQuantile: (p: number) => jstat.normal.inv(p, 0, 1),
  studentTCdf: (x: number, df: number) => jstat.studentt.cdf(x, df),
  chiSquareCdf: (x: number, df: number) => jstat.chisquare.cdf(x, df),
  fisherFCdf: (x: number, df1: number, df2: number) => jstat.centralF.cdf(x, df1, df2),
  betaCdf: (x: number, a: number, b: number) => jstat.beta.cdf(x, a, b),
  gammaCdf: (x: number, shape: number, rate: number) => jstat.gamma.cdf(x, shape, 1 / rate),
  hypergeometricPmf: (x: number, total: number, marked: number, drawn: number) =>
    jstat.hypgeom.pdf(x, total, marked, drawn),
  poissonPmf: (x: number, mean: number) => jstat.poisson.pdf(x, mean),
};
