// Long because it is a list: formula and references of every method, and where it is used.

import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { conductMethods } from './conductMethods.ts';
import {
  anyTest,
  byMethod,
  confidence,
  estimatedBy,
  hasMetric,
  hasReference,
  type MethodEntry,
} from './methodEntry.ts';
import { singleArmMethods, standardisedBy } from './singleArmMethods.ts';

const allocatedBy =
  (name: string) =>
  ({ designs }: ScenarioResult) =>
    designs.some(({ trials }) => trials.some(({ method }) => method === name));

const morris =
  'Morris TP, White IR, Crowther MJ. Using simulation studies to evaluate statistical methods. Stat Med 2019;38:2074-2102.';
const miettinen = 'Miettinen O, Nurminen M. Comparative analysis of two rates. Stat Med 1985;4:213-226.';
const newcombe =
  'Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-890.';

/** Every method that a report can explain, in the order in which it does: what is done in a trial, then how trials are judged. */
export const methodEntries = {
  blocks: {
    formula: '',
    references: [],
    used: allocatedBy('blocks'),
  },
  biasedCoin: {
    formula: '',
    references: ['Efron B. Forcing a sequential experiment to be balanced. Biometrika 1971;58:403-417.'],
    used: allocatedBy('biased-coin'),
  },
  minimisation: {
    formula: '',
    references: [
      'Pocock SJ, Simon R. Sequential treatment assignment with balancing for prognostic factors in the controlled clinical trial. Biometrics 1975;31:103-115.',
      'Taves DR. Minimization: a new method of assigning patients to treatment and control groups. Clin Pharmacol Ther 1974;15:443-453.',
    ],
    used: allocatedBy('minimisation'),
  },
  logRank: {
    formula: 'z = −Σ(O₁ − E₁) / √ΣV,  E₁ = d·n₁/n,  V = d·n₁n₀(n − d) / (n²(n − 1))',
    references: [
      'Mantel N. Evaluation of survival data and two new rank order statistics. Cancer Chemother Rep 1966;50:163-170.',
    ],
    used: byMethod('log-rank'),
  },
  stratified: {
    formula: '',
    references: [],
    used: anyTest(({ stratifyBy, method }) => stratifyBy.length > 0 && !standardisedBy.includes(method)),
  },
  flemingHarrington: {
    formula: 'z = −Σw(O₁ − E₁) / √Σw²V,  w = S(t−)^ρ · (1 − S(t−))^γ',
    references: [
      'Fleming TR, Harrington DP. Counting Processes and Survival Analysis. Wiley 1991, section 7.2.',
    ],
    used: byMethod('fleming-harrington'),
  },
  cox: {
    formula: 'h(t | x) = h₀(t)·exp(βx),  HR = exp(β),  95% CI: exp(β ± 1.96·SE)',
    references: [
      'Cox DR. Regression models and life-tables. J R Stat Soc B 1972;34:187-220.',
      'Efron B. The efficiency of Cox’s likelihood function for censored data. J Am Stat Assoc 1977;72:557-565.',
    ],
    used: anyTest(({ method, estimate }) => method === 'cox' || estimate === 'cox'),
  },
  pike: {
    formula: 'log HR = log[(O₁/E₁) / (O₀/E₀)],  SE = √(1/E₁ + 1/E₀)',
    references: [
      'Pike MC. Contribution to the discussion of Peto and Peto. J R Stat Soc A 1972;135:201-203.',
    ],
    used: estimatedBy('pike'),
  },
  peto: {
    formula: 'log HR = Σ(O₁ − E₁) / ΣV,  SE = 1/√ΣV',
    references: [
      'Yusuf S, Peto R, Lewis J, Collins R, Sleight P. Beta blockade during and after myocardial infarction. Prog Cardiovasc Dis 1985;27:335-371.',
    ],
    used: estimatedBy('peto'),
  },
  rmst: {
    formula: 'Δ = ∫₀^τ S₁(t) dt − ∫₀^τ S₀(t) dt',
    references: [
      'Royston P, Parmar MKB. Restricted mean survival time. BMC Med Res Methodol 2013;13:152.',
      'Uno H, et al. Moving beyond the hazard ratio in quantifying the between-group difference in survival analysis. J Clin Oncol 2014;32:2380-2385.',
    ],
    used: anyTest(({ method, estimate }) => method === 'rmst' || estimate === 'rmst'),
  },
  milestoneContrast: {
    formula: 'Δ = Ŝ₁(t) − Ŝ₀(t);  log(−log Ŝ₁) − log(−log Ŝ₀),  z = Δ/SE',
    references: [
      'Klein JP, Logan B, Harhoff M, Andersen PK. Analyzing survival curves at a fixed point in time. Stat Med 2007;26:4505-4519.',
    ],
    used: anyTest(({ method, against }) => method === 'milestone' && against?.kind !== 'curve'),
  },
  rates: {
    formula: 'z = (p₁ − p₀) / √[p(1 − p)(1/n₁ + 1/n₀)],  p = (x₁ + x₀)/(n₁ + n₀)',
    references: [miettinen],
    used: byMethod('risk-difference', 'risk-ratio', 'odds-ratio'),
  },
  cmh: {
    formula: 'z = Σ(x₁ − n₁m/N) / √Σ[n₁n₀m(N − m) / (N²(N − 1))]',
    references: [
      'Mantel N, Haenszel W. Statistical aspects of the analysis of data from retrospective studies of disease. J Natl Cancer Inst 1959;22:719-748.',
    ],
    used: byMethod('cmh'),
  },
  fisher: {
    formula: 'p = Σ_{x ≥ x₁} C(n₁, x)·C(n₀, m − x) / C(N, m)',
    references: ['Fisher RA. Statistical Methods for Research Workers. 5th ed. Oliver and Boyd 1934.'],
    used: byMethod('fisher'),
  },
  unconditional: {
    formula: 'p = max_π Pr(T ≥ t | π₁ = π₀ = π)',
    references: [
      'Barnard GA. Significance tests for 2 × 2 tables. Biometrika 1947;34:123-138.',
      'Boschloo RD. Raised conditional level of significance for the 2 × 2-table. Stat Neerl 1970;24:1-35.',
    ],
    used: byMethod('barnard'),
  },
  logistic: {
    formula: 'log(p / (1 − p)) = α + β·arm + γ·x,  z = β̂ / SE(β̂)',
    references: [
      'Gail MH, Wieand S, Piantadosi S. Biased estimates of treatment effect in randomized experiments with nonlinear regressions and omitted covariates. Biometrika 1984;71:431-444.',
    ],
    used: byMethod('logistic'),
  },
  gComputation: {
    formula: 'δ = Σ p̂(1, xᵢ) / N − Σ p̂(0, xᵢ) / N',
    references: [
      'Ge M, Durham LK, Meyer RD, Xie W, Thomas N. Covariate-adjusted difference in proportions from clinical trials using logistic regression and weighted risk differences. Drug Inf J 2011;45:481-493.',
      'Moore KL, van der Laan MJ. Covariate adjustment in randomized trials with binary outcomes. Stat Med 2009;28:39-64.',
    ],
    used: byMethod('g-computation'),
  },
  reRandomisation: {
    formula: 'p = (1 + #{z* ≥ z}) / (1 + B)',
    references: ['Rosenberger WF, Lachin JM. Randomization in Clinical Trials. 2nd ed. Wiley 2016.'],
    used: anyTest(({ reRandomise }) => reRandomise !== undefined),
  },
  margin: {
    formula: 'z = (δ̂ − δ₀) / SE(δ̂)',
    references: [
      'Farrington CP, Manning G. Test statistics and sample size formulae for comparative binomial trials with null hypothesis of non-zero risk difference or non-unity relative risk. Stat Med 1990;9:1447-1454.',
    ],
    used: anyTest(({ margin }) => margin !== undefined),
  },
  exactBinomialTest: {
    formula: 'p = Σ_{k ≥ x} C(n, k)·p₀^k·(1 − p₀)^(n − k)',
    references: [
      'Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 1934;26:404-413.',
    ],
    used: byMethod('exact', 'exact-binomial'),
  },
  scoreInterval: {
    formula: '{δ : |z(δ)| ≤ 1.96}',
    references: [miettinen],
    used: (result) => confidence('score')(result) || confidence('miettinen-nurminen')(result),
  },
  newcombe: { formula: '', references: [newcombe], used: confidence('newcombe') },
  tTest: {
    formula: 't = (m₁ − m₀) / (s·√(1/n₁ + 1/n₀))',
    references: ['Welch BL. The generalization of Student’s problem. Biometrika 1947;34:28-35.'],
    used: byMethod('t-test'),
  },
  ancova: { formula: 'y = α + βx + γᵀw + ε,  t = β̂ / SE(β̂)', references: [], used: byMethod('ancova') },
  interaction: {
    formula: 'z = (θ₊ − θ₋) / √(SE₊² + SE₋²)',
    references: [
      'Altman DG, Bland JM. Interaction revisited: the difference between two estimates. BMJ 2003;326:219.',
    ],
    used: anyTest(({ interaction }) => interaction !== null),
  },
  ...singleArmMethods,
  ...conductMethods,
  power: {
    formula: 'MCSE = √(p(1 − p)/n)',
    references: [
      'Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212.',
      morris,
    ],
    used: hasMetric('power', 'claim probability'),
  },
  bias: { formula: 'Σ(θ̂ − θ)/n,  MCSE = SD/√n', references: [morris], used: hasMetric('bias') },
  standardErrors: { formula: '', references: [], used: hasMetric('empirical se', 'model se') },
  mse: { formula: 'Σ(θ̂ − θ)²/n', references: [], used: hasMetric('mse') },
  coverage: { formula: '', references: [], used: hasMetric('coverage') },
  exaggeration: {
    formula: 'M = E(|θ̂|/|θ| | z ≥ c),  S = Pr(θ̂·θ < 0 | z ≥ c)',
    references: [
      'Gelman A, Carlin J. Beyond power calculations: assessing type S (sign) and type M (magnitude) errors. Perspect Psychol Sci 2014;9:641-651.',
    ],
    used: hasMetric('type M error', 'type S error'),
  },
  rightClaim: {
    formula: '',
    references: [
      'Kalbfleisch JD, Prentice RL. Estimation of the average hazard ratio. Biometrika 1981;68:105-112.',
    ],
    used: hasMetric('right claim probability'),
  },
  programs: {
    formula: '',
    references: [],
    used: ({ programs }) => programs !== undefined,
  },
  paired: {
    formula: 'MCSE(B − A) = SD(b − a)/√n',
    references: [morris],
    used: ({ rows, simulation }) =>
      simulation.streams === 'common' && rows.some(({ metric }) => metric.endsWith(' difference')),
  },
  schoenfeld: {
    formula: '1 − β = Φ(√(d·π(1 − π))·|log HR| − z₁₋ₐ)',
    references: [
      'Schoenfeld DA. Sample-size formula for the proportional-hazards regression model. Biometrics 1983;39:499-503.',
    ],
    used: hasReference('Schoenfeld'),
  },
  limitingScore: {
    formula: '1 − β = Φ((μ − z₁₋ₐ)/σ)',
    references: [],
    used: hasReference('limiting score', 'normal theory'),
  },
  exactPower: { formula: '', references: [], used: hasReference('exact binomial', 'enumeration') },
  bayes: {
    formula: 'PPV = π·Se / (π·Se + (1 − π)(1 − Sp))',
    references: [],
    used: ({ truth }) => truth.some(({ assays }) => assays.length > 0),
  },
  simonMaitournam: {
    formula: '',
    references: [
      'Simon R, Maitournam A. Evaluating the efficiency of targeted designs for randomized clinical trials. Clin Cancer Res 2004;10:6759-6763.',
    ],
    used: hasReference('Simon-Maitournam'),
  },
  fluidLimit: { formula: '', references: [], used: hasReference('fluid limit') },
  expectedEnrolment: {
    formula: 'E[T] = ∫ P(N_q(t) < n_q, some q) dt',
    references: [],
    used: hasReference('expected enrolment'),
  },
} satisfies Record<string, MethodEntry>;

export type MethodId = keyof typeof methodEntries;

/** Those of multiplicity, looks, single arms and baskets. */
export type TrialMethodId = keyof typeof conductMethods | keyof typeof singleArmMethods;

/** The methods that a result used, in order: a report explains these and no others. */
export function methodsUsed(result: ScenarioResult): ({ id: MethodId } & MethodEntry)[] {
  return (Object.entries(methodEntries) as [MethodId, MethodEntry][])
    .filter(([, { used }]) => used(result))
    .map(([id, entry]) => ({ id, ...entry }));
}
