// The scenarios of the notebooks as functions of their sliders. The same text runs on the command line.

/** A purely prognostic, a predictive or no marker, looked at without and with a control arm. */
export const prognosticOrPredictive = ({ prevalence, negative, positive, effectNegative, effectPositive }) => `id: prognostic-or-predictive
title: {en: "Prognostic or predictive?", zh: "预后性还是预测性？"}
titles: {contrast: {en: M+ against M-, zh: M+ 与 M- 比较}, interaction: {en: interaction, zh: 交互作用}, response: {en: response, zh: 缓解}}
truth:
  markers: {M: {prevalence: ${prevalence}}}
  enrolment: {screened per month: 20}
  endpoints:
    response:
      binary:
        control: {rate: {M+: ${positive}, M-: ${negative}}}
        odds ratio: {M+: ${effectPositive}, M-: ${effectNegative}}
        assessed at: 2
designs:
  single arm:
    title: {en: "Single arm, 80 patients", zh: "单臂试验，80 例"}
    single arm: experimental
    enrol: all
    size: {treated: 80}
    tests:
      contrast: {of: response, in: M+, against: M-, by: fisher}
  randomised:
    title: {en: "Randomised, 320 patients", zh: "随机对照试验，320 例"}
    enrol: all
    randomise: {ratio: 1:1, stratify by: [M]}
    size: {randomised: 320}
    tests:
      M+: {of: response, in: M+, by: risk-difference}
      interaction: {of: response, by: odds-ratio, interaction: M}
simulation: {replicates: 1000, seed: prognostic-or-predictive}
`;

/** All-comers against marker-positive only, screened alike, over prevalence. */
export const enrichment = ({ positive, negative, sensitivity, specificity }) => `id: when-does-enrichment-pay
title: {en: "When does enrichment pay?", zh: "富集何时划算？"}
titles: {enrolled: {en: everybody enrolled, zh: 全部入组者}, response: {en: response, zh: 缓解}}
truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: ${sensitivity}, specificity: ${specificity}}}}
  enrolment: {screened per month: 20}
  endpoints:
    response:
      binary:
        control: {rate: 0.3}
        risk difference: {M+: ${positive}, M-: ${negative}}
        assessed at: 4
  costs: {screened: 1, randomised: 20, month: 10}
designs:
  all-comers:
    title: {en: All-comers, zh: 全人群}
    enrol: all
    randomise: {ratio: 1:1}
    size: {randomised: 400}
    tests: {enrolled: {of: response, in: all, by: risk-difference}}
  enriched:
    title: {en: "M+ only, screened alike", zh: "仅 M+，筛选数相同"}
    enrol: M+
    randomise: {ratio: 1:1}
    size: {match: all-comers, on: screened}
    tests: {enrolled: {of: response, in: all, by: risk-difference}}
sweep:
  truth.markers.M.prevalence: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
simulation: {replicates: 1000, seed: when-does-enrichment-pay}
`;

/** A single-arm trial over three tumour types that are not enrolled as they occur. */
export const panTumour = ({ rare, middle, common, ease, cap }) => `id: whose-response-rate
title: {en: "Whose response rate is it?", zh: "这是谁的缓解率？"}
titles:
  pooled: {en: pooled, zh: 合并}
  response: {en: response, zh: 缓解}
  tumour: {en: tumour, zh: 瘤种}
  salivary: {en: salivary, zh: 唾液腺癌}
  sarcoma: {en: sarcoma, zh: 肉瘤}
  colorectal: {en: colorectal, zh: 结直肠癌}
truth:
  strata:
    tumour:
      salivary: {share: 0.1}
      sarcoma: {share: 0.2}
      colorectal: {share: 0.7}
  target mix: {tumour = salivary: 0.1, tumour = sarcoma: 0.2, tumour = colorectal: 0.7}
  enrolment:
    screened per month: 10
    relative rate: {tumour = salivary: ${ease}, tumour = sarcoma: 1, tumour = colorectal: 1}
  endpoints:
    response:
      binary:
        control: {rate: 0.1}
        experimental: {rate: {tumour = salivary: ${rare}, tumour = sarcoma: ${middle}, tumour = colorectal: ${common}}}
        assessed at: 2
designs:
  as they come:
    title: {en: As they come, zh: 来者即入}
    single arm: experimental
    enrol: all
    size: {treated: 60}
    tests: {pooled: {of: response, in: all, against: {rate: 0.3}, by: exact}}
  capped:
    title: {en: "Salivary capped at ${cap}", zh: "唾液腺癌至多 ${cap} 例"}
    extends: as they come
    quotas: {tumour = salivary: {at most: ${cap}}}
simulation: {replicates: 1000, seed: whose-response-rate}
`;
