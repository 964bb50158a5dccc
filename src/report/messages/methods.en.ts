import type { MethodWords } from './messages.ts';
import { trialMethodsEn } from './trialMethods.en.ts';

/** What each method is, in English; its formula and references stand in methods.ts. */
export const methodsEn: MethodWords = {
  blocks: {
    term: 'Permuted blocks',
    text: 'Arms are allocated by lists of blocks, each with the arms in ratio and in random order; with stratified randomisation a list for each stratum.',
  },
  biasedCoin: {
    term: 'Biased coin',
    text: 'The arm that is behind in patients, in the list or in the stratum, is drawn with a fixed probability above its share.',
  },
  minimisation: {
    term: 'Minimisation',
    text: 'The imbalance that each arm would leave is added up over the next patient’s factor levels; the arm that leaves less is drawn with a fixed probability.',
  },
  logRank: {
    term: 'Log-rank test',
    text: 'Observed and expected events of the experimental arm are summed over event times; z > 0 favours the experimental arm.',
  },
  stratified: {
    term: 'Stratified analysis',
    text: 'Statistic and variance are summed over the strata before they are divided; a stratum with an empty arm is passed over.',
  },
  flemingHarrington: {
    term: 'Fleming-Harrington test',
    text: 'A log-rank test with weights from the pooled Kaplan-Meier curve S just before the event: ρ > 0 stresses early, γ > 0 late differences.',
  },
  cox: {
    term: 'Cox model',
    text: 'Hazard ratio, experimental (x = 1) over control (x = 0), by partial likelihood; tied times as the test says (Efron unless Breslow is asked for).',
  },
  pike: {
    term: 'Pike’s estimate',
    text: 'Hazard ratio from observed and expected events of the log-rank test.',
  },
  peto: { term: 'Peto’s estimate', text: 'One-step hazard ratio from the log-rank score and its variance.' },
  rmst: {
    term: 'Restricted mean survival time',
    text: 'Difference of the areas under the Kaplan-Meier curves up to the horizon τ, with Greenwood-type variance.',
  },
  milestoneContrast: {
    term: 'Survival at a milestone on two sides',
    text: 'Kaplan-Meier estimates at the month t with Greenwood’s variance, as a difference or on the complementary log-log scale.',
  },
  rates: {
    term: 'Comparison of two rates',
    text: 'Score test of no effect, with the rates restricted to be equal; over strata with Mantel-Haenszel weights.',
  },
  cmh: {
    term: 'Cochran-Mantel-Haenszel test',
    text: 'Over strata, without continuity correction; z is the root of the usual chi-square with the sign of the effect.',
  },
  fisher: {
    term: 'Fisher’s exact test',
    text: 'One-sided: probability of as many responders or more in the experimental arm, given the margins.',
  },
  reRandomisation: {
    term: 'Re-randomisation test',
    text: 'Outcomes stay as they were seen, the arms are drawn anew by the trial’s own allocation: exact for no effect on any patient, whatever the allocation.',
  },
  margin: {
    term: 'Test against a margin',
    text: 'The hypothesis is an effect of δ₀, the margin, in place of none; a rejection says that the effect is better than the margin. Rates: score statistic with the rates restricted to the margin, in place of the standard error of the formula.',
  },
  unconditional: {
    term: 'Exact unconditional test',
    text: 'Tables are ordered by Fisher’s p-value (Boschloo); p is the largest probability over all common rates.',
  },
  logistic: {
    term: 'Logistic regression',
    text: 'Odds ratio of the arm given covariates; it is further from 1 than that of the whole population where covariates are prognostic.',
  },
  gComputation: {
    term: 'g-computation',
    text: 'Everybody’s response is predicted on both arms by logistic regression and the means are compared; standard error from the influence function, times √(N/(N − p)).',
  },
  exactBinomialTest: {
    term: 'Exact binomial test',
    text: 'Responders against a fixed rate p₀: probability of as many or more if the rate were p₀.',
  },
  scoreInterval: {
    term: 'Score interval',
    text: 'The effects that the score test does not reject at two-sided 5%; Miettinen and Nurminen multiply the variance by N/(N − 1).',
  },
  newcombe: {
    term: 'Newcombe’s interval',
    text: 'Interval of a difference of rates from the Wilson intervals of both arms.',
  },
  tTest: {
    term: 't test',
    text: 'Of two means, with pooled variance or Welch’s degrees of freedom, as the test says; z is the normal quantile of its p-value.',
  },
  ancova: {
    term: 'Analysis of covariance',
    text: 'Least squares of the outcome on arm (x), factors and baseline covariates (w); the arm’s coefficient is tested.',
  },
  interaction: {
    term: 'Treatment-by-marker interaction',
    text: 'Difference of the effects in marker-positive and marker-negative patients; z > 0 where the benefit is larger in marker-positive patients.',
  },
  ...trialMethodsEn,
  power: {
    term: 'Power and other probabilities',
    text: 'Share of replicates in which the test rejects (or the claim is made), with Wilson’s interval. Where the treatment does not truly work it is an error rate.',
  },
  bias: {
    term: 'Bias',
    text: 'Mean of the estimate θ̂ minus the true value θ of the named estimand, which is computed and not simulated; on the log scale for ratios.',
  },
  standardErrors: {
    term: 'Empirical and model standard error',
    text: 'Standard deviation of the estimates over replicates, and the mean of the standard errors that the analyses report.',
  },
  mse: { term: 'Mean squared error', text: 'Mean squared distance of the estimate from the true value θ.' },
  coverage: {
    term: 'Coverage',
    text: 'Share of replicates whose 95% interval (credible where a posterior decides, else confidence) holds the true value of the named estimand.',
  },
  exaggeration: {
    term: 'Type M and type S error',
    text: 'Among replicates that reject: how much the estimate exaggerates, and how often it has the wrong sign.',
  },
  rightClaim: {
    term: 'Right claim, false claim, missed benefit',
    text: 'A claim is right if it promises benefit to all patients who benefit and to no others, by true status; false if it promises it to some who do not benefit; benefit is missed where it leaves out some who do. A claim may be false and miss benefit at once. Benefit over time is judged by the average hazard ratio.',
  },
  programs: {
    term: 'Programs',
    text: 'A program follows its outcomes from trial to trial; a later trial recruits patients of its own after the earlier one has been analysed. Patients, events and cost of the trials on the way are summed, and so are their months and the gaps between them. The probability of replication is that of rejecting in the later trial, given that it is reached: it rests on the replicates that came so far, and in the others a trial that only follows is not played. (A trial that is also the first step of a program is played in every replicate.)',
  },
  paired: {
    term: 'Paired differences',
    text: 'Designs see the same simulated patients, or on counts draw from the same random numbers, so that a difference of two designs is taken within each replicate; its error is that of the differences, not of two independent runs. Monte Carlo intervals say nothing of the uncertainty of the assumptions.',
  },
  schoenfeld: {
    term: 'Schoenfeld’s formula',
    text: 'Approximate power of a log-rank test with d events and the share π of patients in the experimental arm, under proportional hazards.',
  },
  limitingScore: {
    term: 'Large-sample power',
    text: 'From the normal law that z tends to under the truth as the design enrols, allocates and censors (mean μ, spread σ): an approximation.',
  },
  exactPower: {
    term: 'Exact power',
    text: 'By enumeration of all tables: a check of the simulation.',
  },
  bayes: {
    term: 'Assay',
    text: 'Predictive values follow from prevalence π, sensitivity and specificity by Bayes’ rule.',
  },
  simonMaitournam: {
    term: 'Relative efficiency',
    text: 'Patients of an all-comers trial over those of an enriched trial of the same power, beside Simon and Maitournam’s ratio.',
  },
  fluidLimit: {
    term: 'Expected sizes and times',
    text: 'Expectations without random variation (fluid limit), an approximation beside the simulated means.',
  },
  expectedEnrolment: {
    term: 'Expected enrolment by quota',
    text: 'Numbers who come for each quota are Poisson given the mix; who is taken, and when the last place goes, is integrated over them, and over the Dirichlet law of a mix that varies between trials. Beyond the month at which kept places lapse, and for events, the fluid limit.',
  },
};
