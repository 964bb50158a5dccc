/** The part of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    normal: {
      cdf(x: number, mean: number, sd: number): number;
      inv(p: number, mean: number, sd: number): number;
    };
    studentt: { cdf(x: number, df: number): number };
    chisquare: { cdf(x: number, df: number): number };
    centralF: { cdf(x: number, df1: number, df2: number): number };
    beta: { cdf(x: number, a: number, b: number): number };
    gamma: { cdf(x: number, shape: number, scale: number): number };
    hypgeom: { pdf(x: number, total: number, marked: number, drawn: number): number };
    poisson: { pdf(x: number, mean: number): number };
  };
  export default jstat;
}
