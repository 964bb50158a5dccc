import { anyTest, byMethod, confidence, estimatedBy, hasMetric, type MethodEntry } from './methodEntry.ts';

/** Methods whose strata are weighted by a target mix. */
export const standardisedBy: readonly string[] = [
  'post-stratified',
  'model-based',
  'post-stratified-milestone',
];

/** A test against an external cohort with one of these adjustments. */
const cohortBy = (...adjustments: string[]) =>
  anyTest(({ against }) => against?.kind === 'cohort' && adjustments.includes(against.adjustment));

/** Single-arm trials and baskets. */
export const singleArmMethods = {
  simon: {
    formula: 'EN = n₁ + (1 − PET)(n − n₁),  PET = Pr(X₁ ≤ r₁ | p₀)',
    references: [
      'Simon R. Optimal two-stage designs for phase II clinical trials. Control Clin Trials 1989;10:1-10.',
    ],
    used: byMethod('simon'),
  },
  fleming: {
    formula: 'rₖ = ⌊nₖp₀ + z₁₋α√(Np₀q₀)⌋ + 1',
    references: [
      'Fleming TR. One-sample multiple testing procedure for phase II clinical trials. Biometrics 1982;38:143-151.',
    ],
    used: byMethod('fleming'),
  },
  predictiveProbability: {
    formula: 'PP = Σ Pr(Y = y | x)·1{Pr(p > p₀ | x + y) > θ}',
    references: [
      'Lee JJ, Liu DD. A predictive probability design for phase II cancer clinical trials. Clin Trials 2008;5:93-106.',
    ],
    used: byMethod('predictive-probability'),
  },
  stagewise: {
    formula: 'Pr(early claim) + Pr(X ≥ x at this stage) = α/2',
    references: [
      'Jennison C, Turnbull BW. Confidence intervals for a binomial parameter following a multistage test. Technometrics 1983;25:49-58.',
      'Koyama T, Chen H. Proper inference from Simon’s two-stage designs. Stat Med 2008;27:3145-3154.',
    ],
    used: confidence('stage-wise'),
  },
  umvue: {
    formula: 'p̃ = E(X₁/n₁ | stage, X)',
    references: [
      'Jung SH, Kim KM. On the estimation of the binomial probability in multistage clinical trials. Stat Med 2004;23:881-896.',
    ],
    used: estimatedBy('umvue'),
  },
  posterior: {
    formula: 'p | x ~ Beta(a + x, b + n − x)',
    references: [
      'Thall PF, Simon R. Practical Bayesian guidelines for phase IIB clinical trials. Biometrics 1994;50:337-349.',
    ],
    used: byMethod('posterior', 'beta-binomial'),
  },
  oneSampleLogRank: {
    formula: 'z = (E − O)/√E,  E = ΣΛ₀(tᵢ)',
    references: [
      'Breslow NE. Analysis of survival data under the proportional hazards model. Int Stat Rev 1975;43:45-57.',
    ],
    used: byMethod('one-sample-log-rank'),
  },
  duration: {
    formula: 'S(t) = Σwⱼpⱼ·Sⱼ(t) / Σwⱼpⱼ',
    references: [
      'Ellis S, Carroll KJ, Pemberton K. Analysis of duration of response in oncology trials. Contemp Clin Trials 2008;29:456-465.',
    ],
    used: anyTest(({ after }) => after !== undefined),
  },
  milestone: {
    formula: 'z = (g(Ŝ(t)) − g(S₀(t)))/SE',
    references: [
      'Klein JP, Logan B, Harhoff M, Andersen PK. Analyzing survival curves at a fixed point in time. Stat Med 2007;26:4505-4519.',
    ],
    used: anyTest(
      ({ method, against }) =>
        method === 'post-stratified-milestone' || (method === 'milestone' && against?.kind === 'curve'),
    ),
  },
  hierarchical: {
    formula: 'logit pⱼ = θⱼ ~ N(μ, τ²);  τ² = exp(a + b·log T)',
    references: [
      'Berry SM, Broglio KR, Groshen S, Berry DA. Bayesian hierarchical modeling of patient subpopulations. Clin Trials 2013;10:720-734.',
      'Chu Y, Yuan Y. A Bayesian basket trial design using a calibrated Bayesian hierarchical model. Clin Trials 2018;15:149-158.',
    ],
    used: byMethod('bhm', 'cbhm'),
  },
  exnex: {
    formula: 'θⱼ ~ πⱼ·N(μ, τ²) + (1 − πⱼ)·N(mⱼ, vⱼ)',
    references: [
      'Neuenschwander B, Wandel S, Roychoudhury S, Bailey S. Robust exchangeability designs for early phase clinical trials with multiple strata. Pharm Stat 2016;15:123-134.',
    ],
    used: byMethod('exnex'),
  },
  mem: {
    formula: '',
    references: [
      'Hobbs BP, Landin R. Bayesian basket trial design with exchangeability monitoring. Stat Med 2018;37:3557-3572.',
    ],
    used: byMethod('mem'),
  },
  fujikawa: {
    formula: 'ωⱼₖ = (1 − JSD(πⱼ, πₖ))^ε',
    references: [
      'Fujikawa K, Teramukai S, Yokota I, Daimon T. A Bayesian basket trial design that borrows information across strata based on the similarity between the posterior distributions of the response probability. Biom J 2020;62:330-338.',
    ],
    used: byMethod('fujikawa'),
  },
  powerPrior: {
    formula: 'π(p | D) ∝ π(p)·Πₖ L(p | Dₖ)^ωₖ;  ω = 1 / (1 + exp(a + b·log S)),  S = n^¼·|p̂ⱼ − p̂ₖ|',
    references: [
      'Ibrahim JG, Chen MH. Power prior distributions for regression models. Stat Sci 2000;15:46-60.',
    ],
    used: byMethod('power-prior'),
  },
  prunePool: {
    formula: '',
    references: [
      'Cunanan KM, Iasonos A, Shen R, Begg CB, Gönen M. An efficient basket trial design. Stat Med 2017;36:1568-1579.',
    ],
    used: byMethod('prune-and-pool'),
  },
  robustMap: {
    formula: 'π(p) = (1 − w)·MAP + w·vague',
    references: [
      'Schmidli H, Gsteiger S, Roychoudhury S, O’Hagan A, Spiegelhalter D, Neuenschwander B. Robust meta-analytic-predictive priors in clinical trials with historical control information. Biometrics 2014;70:1023-1032.',
    ],
    used: byMethod('robust-map'),
  },
  calibration: {
    formula: 'c = min{c: Pr₀(Pr(p > p₀ | x) ≥ c) ≤ α}',
    references: [
      'David HA, Nagaraja HN. Order Statistics. 3rd ed. Wiley 2003, section 7.1 (intervals for quantiles).',
    ],
    used: hasMetric('calibrated cut-off'),
  },
  standardised: {
    formula: 'θ = Σwⱼpⱼ',
    references: [
      'Keiding N, Clayton D. Standardization and control for confounding in observational studies: a historical perspective. Stat Sci 2014;29:529-558.',
    ],
    used: byMethod(...standardisedBy),
  },
  modelBased: {
    formula: 'pⱼ ~ Beta(mk, (1 − m)k),  θ̂ = Σwⱼ·E(pⱼ | x)',
    references: [
      'Gelman A, Carlin JB, Stern HS, et al. Bayesian Data Analysis. 3rd ed. Chapman & Hall/CRC 2013, section 5.3.',
    ],
    used: byMethod('model-based'),
  },
  cohortStandardised: {
    formula: 'θ = Σ(n₁ₛ/n₁)(ȳ₁ₛ − ȳ₀ₛ)',
    references: ['Hernán MA, Robins JM. Causal Inference: What If. Chapman & Hall/CRC 2020, chapter 13.'],
    used: cohortBy('standardised'),
  },
  cohortWeighted: {
    formula: 'w = Pr(trial | x) / Pr(cohort | x)',
    references: [
      'Signorovitch JE, Wu EQ, Yu AP, et al. Comparative effectiveness without head-to-head trials. Pharmacoeconomics 2010;28:935-945.',
      'Binder DA. Fitting Cox’s proportional hazards models from survey data. Biometrika 1992;79:139-147.',
    ],
    used: cohortBy('weighted'),
  },
  cohortBorrowed: {
    formula: 'θ₀,cohort = θ₀ + δ,  δ ~ N(0, τ²)',
    references: [
      'Ibrahim JG, Chen MH. Power prior distributions for regression models. Stat Sci 2000;15:46-60.',
      'Schmidli H, Gsteiger S, Roychoudhury S, O’Hagan A, Spiegelhalter D, Neuenschwander B. Robust meta-analytic-predictive priors in clinical trials with historical control information. Biometrics 2014;70:1023-1032.',
    ],
    used: cohortBy('power prior', 'robust map', 'power prior, matched', 'robust map, matched'),
  },
} satisfies Record<string, MethodEntry>;
