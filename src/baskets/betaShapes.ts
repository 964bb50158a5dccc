/** First and second shape of a beta law: prior responders and non-responders. */
export type BetaShapes = readonly [number, number];
