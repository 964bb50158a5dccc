import type { ScenarioResult, TrialSummary } from '../operating-characteristics/result.ts';
import type { MultipleProcedure } from '../scenario/conductModel.ts';
import { hasMetric, type MethodEntry } from './methodEntry.ts';

const anyTrial = (holds: (trial: TrialSummary) => boolean) => (result: ScenarioResult) =>
  result.designs.some(({ trials }) => trials.some(holds));
const byProcedure = (...kinds: MultipleProcedure['kind'][]) =>
  anyTrial(({ multiplicity }) => multiplicity !== undefined && kinds.includes(multiplicity.procedure.kind));
const bounds = (holds: (kind: string) => boolean) =>
  anyTrial(({ monitoring }) => monitoring?.bounds != null && holds(monitoring.bounds.kind));
const classical = ['obrien-fleming', 'pocock', 'wang-tsiatis', 'haybittle-peto'];
/** Bounds that share no alpha. */
const bayesian = ['posterior probability', 'predictive probability'];
const futility = (...kinds: string[]) =>
  anyTrial(({ monitoring }) =>
    (monitoring?.futility ?? []).some(({ criterion }) => kinds.includes(criterion.kind)),
  );

const bretz =
  'Bretz F, Maurer W, Brannath W, Posch M. A graphical approach to sequentially rejective multiple test procedures. Stat Med 2009;28:586-604.';

/** How a trial decides: several tests together, looks, combination of stages. */
export const conductMethods = {
  closure: {
    formula: '',
    references: [
      'Marcus R, Peritz E, Gabriel KR. On closed testing procedures with special reference to ordered analysis of variance. Biometrika 1976;63:655-660.',
    ],
    used: byProcedure('closed', 'simes', 'sidak', 'parametric', 'overall-subgroup'),
  },
  bonferroni: {
    formula: 'pⱼ ≤ wⱼα,  Σwⱼ ≤ 1',
    references: ['Dunn OJ. Multiple comparisons among means. J Am Stat Assoc 1961;56:52-64.'],
    used: byProcedure('bonferroni'),
  },
  holm: {
    formula: 'pⱼ ≤ α·wⱼ/Σ_{k kept} w_k',
    references: [
      'Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65-70.',
    ],
    used: byProcedure('holm'),
  },
  stepUp: {
    formula: '',
    references: [
      'Hochberg Y. A sharper Bonferroni procedure for multiple tests of significance. Biometrika 1988;75:800-802.',
      'Hommel G. A stagewise rejective multiple test procedure based on a modified Bonferroni test. Biometrika 1988;75:383-386.',
    ],
    used: byProcedure('hochberg', 'hommel', 'simes'),
  },
  fixedSequence: {
    formula: '',
    references: [
      'Westfall PH, Krishen A. Optimally weighted, fixed sequence and gatekeeper multiple testing procedures. J Stat Plan Inference 2001;99:25-40.',
    ],
    used: byProcedure('fixed-sequence'),
  },
  fallback: {
    formula: '',
    references: [
      'Wiens BL. A fixed sequence Bonferroni procedure for testing multiple endpoints. Pharm Stat 2003;2:211-215.',
    ],
    used: byProcedure('fallback'),
  },
  graph: {
    formula: 'wₖ ← wₖ + wⱼgⱼₖ,  gₖₗ ← (gₖₗ + gₖⱼgⱼₗ)/(1 − gₖⱼgⱼₖ)',
    references: [bretz],
    used: byProcedure('graph'),
  },
  overallSubgroup: {
    formula: 'corr(Z_all, Z_sub) = √(I_sub/I_all)',
    references: [
      'Spiessens B, Debois M. Adjusted significance levels for subgroup analyses in clinical trials. Contemp Clin Trials 2010;31:647-656.',
    ],
    used: byProcedure('overall-subgroup', 'parametric'),
  },
  mast: {
    formula: '',
    references: [
      'Freidlin B, Korn EL, Gray R. Marker Sequential Test (MaST) design. Clin Trials 2014;11:19-27.',
    ],
    used: byProcedure('mast'),
  },
  interactionGate: { formula: '', references: [], used: byProcedure('interaction-gated') },
  spending: {
    formula: 'Pr(Z₁ < c₁, …, Zₖ₋₁ < cₖ₋₁, Zₖ ≥ cₖ) = α*(tₖ) − α*(tₖ₋₁)',
    references: [
      'Lan KKG, DeMets DL. Discrete sequential boundaries for clinical trials. Biometrika 1983;70:659-663.',
      'Jennison C, Turnbull BW. Group Sequential Methods with Applications to Clinical Trials. Chapman and Hall/CRC 2000.',
    ],
    used: bounds((kind) => !classical.includes(kind) && !bayesian.includes(kind)),
  },
  classicalBounds: {
    formula: 'cₖ = C·tₖ^(Δ − 1/2)',
    references: [
      'Wang SK, Tsiatis AA. Approximately optimal one-parameter boundaries for group sequential trials. Biometrics 1987;43:193-199.',
    ],
    used: bounds((kind) => classical.includes(kind)),
  },
  sequentialGraph: {
    formula: '',
    references: [
      'Maurer W, Bretz F. Multiple testing in group sequential trials using graphical approaches. Stat Biopharm Res 2013;5:311-320.',
    ],
    used: anyTrial(
      ({ multiplicity, monitoring }) => multiplicity !== undefined && monitoring?.bounds != null,
    ),
  },
  conditionalPower: {
    formula: 'CP = Φ((Zₖ√tₖ + θ(1 − tₖ) − c)/√(1 − tₖ))',
    references: [
      'Lachin JM. A review of methods for futility stopping based on conditional power. Stat Med 2005;24:2747-2764.',
    ],
    used: futility('conditional power', 'predictive power'),
  },
  predictiveLevels: {
    formula: 'PPⱼ = Pr(Xⱼ ≥ cⱼ | all data),  cⱼ = min{x: Pr(pⱼ > p₀ | x of nⱼ) ≥ θ}',
    references: [
      'Fujikawa K, Teramukai S, Yokota I, Daimon T. A Bayesian basket trial design that borrows information across strata based on the similarity between the posterior distributions of the response probability. Biom J 2020;62:330-338.',
    ],
    used: (result) =>
      futility('predictive probability')(result) ||
      bounds((kind) => kind === 'predictive probability')(result),
  },
  betaSpending: {
    formula: '',
    references: [
      'Pampallona S, Tsiatis AA, Kim K. Interim monitoring of group sequential trials using spending functions for the type I and type II error probabilities. Drug Inf J 2001;35:1113-1121.',
    ],
    used: futility('beta spending'),
  },
  combination: {
    formula: 'Z = Σwₖ Φ⁻¹(1 − pₖ),  Σwₖ² = 1',
    references: [
      'Lehmacher W, Wassmer G. Adaptive sample size calculations in group sequential trials. Biometrics 1999;55:1286-1290.',
      'Bauer P, Köhne K. Evaluation of experiments with adaptive interim analyses. Biometrics 1994;50:1029-1041.',
    ],
    used: anyTrial(({ multiplicity }) => (multiplicity?.combine ?? null) !== null),
  },
  selection: {
    formula: '',
    references: [
      'Jenkins M, Stone A, Jennison C. An adaptive seamless phase II/III design for oncology trials with subpopulation selection using correlated survival endpoints. Pharm Stat 2011;10:347-356.',
    ],
    used: anyTrial(({ monitoring }) => (monitoring?.select ?? null) !== null),
  },
  medianUnbiased: {
    formula: 'P(as extreme or more | θ̃) = 1/2',
    references: [
      'Tsiatis AA, Rosner GL, Mehta CR. Exact confidence intervals following a group sequential test. Biometrics 1984;40:797-803.',
    ],
    used: hasMetric('bias (median-unbiased)'),
  },
  laterStages: {
    formula: 'Σ iₖθ̂ₖ/Σ iₖ after the selection;  Σ wₖ√iₖ θ̂ₖ/Σ wₖ√iₖ over all stages',
    references: [
      'Cohen A, Sackrowitz HB. Two stage conditionally unbiased estimators of the selected mean. Stat Probab Lett 1989;8:273-278.',
    ],
    used: hasMetric('bias given selection (later stage)'),
  },
  shrunken: {
    formula: 'θ̂ + (1 − Bⱼ)(θ̂ⱼ − θ̂),  Bⱼ = sⱼ²/(sⱼ² + τ̂²),  τ̂² = max(0, (Σdⱼ²/sⱼ² − K)/Σsⱼ⁻²)',
    references: [
      'Morris CN. Parametric empirical Bayes inference: theory and applications. J Am Stat Assoc 1983;78:47-55.',
      'Jones HE, Ohlssen DI, Neuenschwander B, Racine A, Branson M. Bayesian models for subgroup analysis in clinical trials. Clin Trials 2011;8:129-143.',
    ],
    used: hasMetric('bias (shrunken)'),
  },
  selectionCorrected: {
    formula: 'θ̂ₖ − SEₖ·E[Yₖ − zₖ | Yₖ = max Y],  Y ~ N(z, R)',
    references: [
      'Rosenkranz GK. Bootstrap corrections of treatment effect estimates following selection. Comput Stat Data Anal 2014;69:220-227.',
      'Rosenkranz GK. Exploratory subgroup analysis in clinical trials by model selection. Biom J 2016;58:1217-1228.',
    ],
    used: hasMetric('bias given selection (selection-corrected)'),
  },
  assurance: {
    formula: 'Σ wᵢ P(reject | θᵢ);  given a condition Σ wᵢpᵢmᵢ/Σ wᵢpᵢ',
    references: [
      'O’Hagan A, Stevens JW, Campbell MJ. Assurance in clinical trial design. Pharm Stat 2005;4:187-201.',
    ],
    used: ({ averages }) => averages !== undefined,
  },
  familywise: { formula: '', references: [], used: hasMetric('familywise error') },
} satisfies Record<string, MethodEntry>;
