import type { TrialMethodId } from '../methods.ts';
import type { MethodWords } from './messages.ts';

/** Methods of multiplicity, looks, single arms and baskets, in English. */
export const trialMethodsEn: Pick<MethodWords, TrialMethodId> = {
  closure: {
    term: 'Closed test',
    text: 'A hypothesis is rejected where every intersection that holds it is rejected at level α; this keeps the familywise error whatever is true.',
  },
  bonferroni: {
    term: 'Bonferroni',
    text: 'Each test at its own share of α.',
  },
  holm: {
    term: 'Holm',
    text: 'Bonferroni, step down: the share of what is rejected goes to the tests that are left.',
  },
  stepUp: {
    term: 'Simes-type procedures',
    text: 'Compare ordered p-values with rising shares of α; α is kept for independent or positively dependent tests.',
  },
  fixedSequence: {
    term: 'Fixed sequence',
    text: 'Tests in order, each at full α, up to the first that is not rejected.',
  },
  fallback: {
    term: 'Fallback',
    text: 'Tests in order, each at its own share of α plus what the one before it had if that was rejected.',
  },
  graph: {
    term: 'Graphical procedure',
    text: 'The level of a rejected test goes along the arrows to the others, and the arrows are redrawn.',
  },
  overallSubgroup: {
    term: 'Overall and subgroup',
    text: 'Levels use the correlation that comes from the patients in both; where it is observed, the share of information that each trial happens to have.',
  },
  mast: {
    term: 'Marker sequential test',
    text: 'M+ first; M- at full α if M+ is rejected, else the overall population at what is left. It does not keep α for a claim in M- where only M+ benefits.',
  },
  interactionGate: {
    term: 'Interaction gate',
    text: 'M+ is tested on its own where the interaction passes the gate, else everybody; the level behind the gate is lowered so that the global error is α, unless the design insists.',
  },
  spending: {
    term: 'Alpha spending',
    text: 'Bounds at each look spend the α that the spending function gives for the information seen or planned; the final analysis spends what is left.',
  },
  classicalBounds: {
    term: 'Classical bounds',
    text: 'Bounds of one shape for the planned information, with the constant C that makes the error α.',
  },
  sequentialGraph: {
    term: 'Several tests at several looks',
    text: 'Each test has the bounds of the level that it has in an intersection; a rejected test passes its level on, and bounds follow.',
  },
  conditionalPower: {
    term: 'Conditional and predictive power',
    text: 'Probability to reject at a later look given z so far, at the trend of the data; predictive power averages it over a flat prior.',
  },
  predictiveLevels: {
    term: 'Predictive probability of a level',
    text: 'Probability, given the data of all levels at the look, that a level will have with its planned patients the responders that it would be claimed with alone; patients to come are beta-binomial from its borrowing posterior. The final test borrows again, so its own decision may differ.',
  },
  betaSpending: {
    term: 'Beta spending',
    text: 'Futility bounds spend the type II error as efficacy bounds spend the type I error.',
  },
  combination: {
    term: 'Combination of stages',
    text: 'Each stage has a p-value of its own for every intersection, from its own patients or increments; weights are fixed before the trial, so that later changes keep α.',
  },
  selection: {
    term: 'Selection at an interim',
    text: 'Populations that go on are chosen by the interim data; the closed combination test keeps α whatever the choice. With survival times the patients of each stage keep to themselves, followed as fixed before.',
  },
  medianUnbiased: {
    term: 'Median-unbiased estimate',
    text: 'The effect under which the result is as likely exceeded as not, an earlier stop counting as more extreme. Of several tests each is taken where its own data stop it, so that it does not depend on the others.',
  },
  laterStages: {
    term: 'Later stages alone, and fixed weights',
    text: 'Later stages did not see the selection, so their estimate is unbiased given it. All stages at the weights of the combination are median-unbiased for a population that goes on for certain.',
  },
  shrunken: {
    term: 'Shrunken estimates',
    text: 'Estimates of subgroups are drawn towards that of all their patients, by as much as their scatter about it is what chance alone would give (empirical Bayes). Their intervals take the heterogeneity as known.',
  },
  selectionCorrected: {
    term: 'Correction for picking the best',
    text: 'Less what the largest of several normal estimates about the values seen, with their known correlation, is too large by on average: one step of a parametric bootstrap. Part of the bias is left where effects are equal.',
  },
  assurance: {
    term: 'Average over a prior',
    text: 'Operating characteristics at several truths, weighted by how likely these are; a distribution stands in by the points of a Gauss rule.',
  },
  familywise: {
    term: 'Familywise error',
    text: 'Probability that any test of the family rejects although there is no effect in its population under this truth.',
  },
  simon: {
    term: 'Simon’s two stages',
    text: 'The second stage is entered where responders of the first exceed r₁; rejected where all responders exceed r.',
  },
  fleming: {
    term: 'Fleming’s stages',
    text: 'Each stage ends the trial with or without the claim where the single-stage test of all patients as good as settles it; level and power are exact.',
  },
  predictiveProbability: {
    term: 'Predictive probability',
    text: 'At each look the probability that the trial, if it went on to its end, would make its claim, with the patients to come drawn from the posterior; ends where this is low (or high). Level and power are exact.',
  },
  stagewise: {
    term: 'Stage-wise ordering',
    text: 'p-values and intervals of a trial of stages: an earlier claim is worth more than any later end, an earlier end without one less; within a stage responders count.',
  },
  umvue: {
    term: 'UMVUE',
    text: 'The unbiased estimate of least variance after a trial of stages: the mean first-stage rate over all ways that lead to the same end. The observed share is biased, since trials stop where it is extreme.',
  },
  posterior: {
    term: 'Beta-binomial posterior',
    text: 'A rate’s posterior from its prior and its own responders; rejects where the probability of exceeding the fixed rate reaches the cut-off.',
  },
  oneSampleLogRank: {
    term: 'One-sample log-rank test',
    text: 'Events seen against those expected under a fixed survival curve.',
  },
  duration: {
    term: 'Duration of response',
    text: 'The time of those who respond, from the assessment of the response; cut and dropout censor it. Held against a fixed curve, among responders: on another treatment other patients would respond, so it shows no effect of treatment.',
  },
  milestone: {
    term: 'Milestone',
    text: 'Kaplan-Meier survival at a fixed time against a fixed value, on a transformed scale.',
  },
  hierarchical: {
    term: 'Bayesian hierarchical model',
    text: 'Baskets are draws of one normal distribution; its spread says how much they lend each other. It has a prior (Berry), or follows from the statistic T of homogeneity (calibrated model, with a and b as told). Posteriors by quadrature.',
  },
  exnex: {
    term: 'EXNEX',
    text: 'Each basket is exchangeable with the others or stands alone, with a prior probability of each; the mixture is summed exactly, posteriors by quadrature.',
  },
  mem: {
    term: 'Multi-source exchangeability',
    text: 'Averages over which baskets are exchangeable, by their posterior probabilities: over all patterns of pairs or, as partitions, over groups of one rate. Exact.',
  },
  fujikawa: {
    term: 'Borrowing by similarity',
    text: 'Posteriors share their data and priors with weights by the Jensen-Shannon divergence between the posteriors of baskets alone; weights up to τ are 0.',
  },
  powerPrior: {
    term: 'Power prior',
    text: 'Data of the other baskets count with a weight between 0 and 1. Calibrated, it falls with the difference of the observed rates (n: patients of the larger basket); equal rates have weight 1.',
  },
  prunePool: {
    term: 'Prune and pool',
    text: 'Baskets that alone exceed the rate held against with too small a posterior probability speak for themselves; the rest are pooled, or kept apart where a test rejects that they are alike.',
  },
  robustMap: {
    term: 'Robust MAP',
    text: 'The predictive prior from other data, mixed with a vague one that takes over in conflict.',
  },
  calibration: {
    term: 'Calibrated cut-off',
    text: 'The smallest cut-off of the posterior probability that levels without response reach no more often than asked for, a level (basket-wise) or any (family-wise), in trials of the same design: where no level responds, or in the worst of (on average over) the truths given. Found from 20,000 trials under each truth, with the 95 % interval of the order statistic; its error is judged in 20,000 others. Under other truths the error may be larger.',
  },
  standardised: {
    term: 'Standardisation to the target mix',
    text: 'Rates (survival at the milestone) by stratum, weighted by the target mix instead of the enrolled one.',
  },
  modelBased: {
    term: 'Model-based rates',
    text: 'Rates of the strata are draws of a beta law whose mean m and within-stratum correlation 1/(k + 1) are uniform on (0, 1): a small stratum leans on the others as far as the strata are alike. Estimate and standard error are posterior mean and standard deviation of the weighted sum.',
  },
  cohortStandardised: {
    term: 'Standardisation to the treated',
    text: 'Outcome of an external cohort in each stratum of the markers it recorded, averaged over the mix of the treated. What was not recorded stays.',
  },
  cohortWeighted: {
    term: 'Weighting to the treated',
    text: 'Patients of an external cohort count by their odds of being in the trial, so that the markers’ margins agree; variances are robust, with the weights as given.',
  },
  cohortBorrowed: {
    term: 'Borrowing from an external cohort',
    text: 'The cohort informs the control arm, for rates by beta priors, for hazard ratios and means by a normal approximation in which it may be shifted: less with a power prior’s weight, and with a robust prior the less the more the two disagree. Bias under drift is bounded, not removed.',
  },
};
