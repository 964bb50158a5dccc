/** First and second shape of a beta law: prior responders and non-responders. */
export type BetaShapes = readonly [number, number];

/** Options with the uniform prior where none is given. */
export const withPrior = <Options extends { readonly prior?: BetaShapes }>(options: Options) => ({
  ...options,
  prior: options.prior ?? ([1, 1] as const),
});
