// Long because it is a catalogue: one place for the words of one language.

import type { Uncomputed } from '../../operating-characteristics/uncomputed.ts';
import { conductZh } from './conduct.zh.ts';
import { spaced } from './han.ts';
import type { Messages, PatientGroup } from './messages.ts';
import { methodsZh } from './methods.zh.ts';

/** A title inside a sentence, where no space sets it off: in quotes; quotes of its own become single ones. */
const named = (title: string) => `“${title.replaceAll('“', '‘').replaceAll('”', '’')}”`;

/** A test inside a sentence: in quotes where it would run into the words about it. */
const quoted = (name: string) => (/[\u3000-\u9fff\s，；：]/.test(name) ? `“${name}”` : name);

/** Which designs test whom. */
const whoseTest = (groups: readonly PatientGroup[]) =>
  groups
    .map(
      ({ designs, patients, strategies }) =>
        `${designs.map(named).join('、')}检验的是 ${patients}${strategies ? ' 中的策略' : ''}`,
    )
    .join('；');

/** Whom a claim or the end of a program promises benefit, behind its name: null for nobody, undefined where nothing is said. */
const promise = (promised: string | null | undefined) => {
  if (promised === undefined) return '';
  return promised === null ? '（不声称任何人群获益）' : spaced(`（声称 ${promised} 获益）`);
};

/** Panels left out of a chart that are named one by one. */
const FEW = 4;

/** Why there is no computed joint law of rejections. */
const uncomputed: Record<Uncomputed, string> = {
  populations: '共享 α 的检验涉及的人群多于一个人群及其补集',
  looks: '多次分析基于全部数据作出决定，或多于两个阶段',
  'stop when': '试验另有停止规则',
  reassessed: '样本量会重新估计',
  endpoints: '检验的终点或方法不同，或依据其他终点选择人群',
  'followed stages': '第一阶段患者随访至各自的事件数',
  'two-sided': '双侧检验',
  enrolment: '入组有名额限制，或人群构成随时间变化',
};

/** Kinds of laws and weights in the options of a Bayesian analysis. */
const OPTION_WORDS: [RegExp, string][] = [
  [/half-normal/g, '半正态'],
  [/uniform/g, '均匀'],
  [/inverse-gamma/g, '逆伽马（方差）'],
  [/calibrated/g, '按观察率校准'],
  [/marginal-likelihood/g, '边际似然'],
  [/hellinger/g, 'Hellinger 距离'],
  [/fixed/g, '固定'],
  [/jsd/g, 'Jensen-Shannon 散度'],
  [/spread/g, '率的离散度'],
  [/pairs/g, '两两组合'],
  [/partitions/g, '划分'],
  [/fisher/g, 'Fisher 精确检验'],
  [/chi-square/g, '卡方检验'],
  [/\btrue\b/g, '是'],
  [/\bweight\b/g, '权重'],
];

const optionZh = (value: string) =>
  OPTION_WORDS.reduce((text, [word, han]) => text.replace(word, han), value);

const kinds = { design: '设计', program: '研发计划' };

/** Simplified Chinese catalogue; statistical terms as in the guidelines of the National Medical Products Administration. */
export const zh: Messages = {
  tag: 'zh-CN',
  ownName: '中文',
  list: (items) =>
    items.length < 2
      ? items.join('')
      : spaced(`${items.slice(0, -1).join('、')} 和 ${items[items.length - 1]}`),
  titles: (items) =>
    items.length === 1
      ? items[0]!
      : zh.list(items.map((title) => (/[，、；：和与及,;:]/.test(title) ? named(title) : title))),
  sentences: (items) => items.join(''),
  interval: (low, high) => `${low} 至 ${high}`,
  bracket: (text, note) => `${text}（${note}）`,
  panel: (whole, part) => `${whole}：${part}`,
  beside: (items) => items.join('，'),
  clauses: (items) => items.join('；'),
  points: ' 个百分点',
  notAvailable: '不适用',
  everyone: '全部患者',
  expression: { and: '且', or: '或', not: '非', truly: '真实' },
  arm: { control: '对照组', experimental: '试验组' },
  entered: { treated: '治疗例数', mixed: '入组例数' },
  metrics: {
    power: '把握度',
    bias: '偏倚',
    'relative bias': '相对偏倚',
    'empirical se': '经验标准误',
    'model se': '模型标准误均值',
    mse: '均方误差',
    coverage: '95% 置信区间覆盖率',
    'type M error': 'M 型错误（效应夸大）',
    'type S error': 'S 型错误（方向错误）',
    'mean estimate': '估计值均值',
    'estimate quantile 5': '估计值 5% 分位数',
    'estimate quantile 25': '估计值 25% 分位数',
    'estimate quantile 50': '估计值中位数',
    'estimate quantile 75': '估计值 75% 分位数',
    'estimate quantile 95': '估计值 95% 分位数',
    'median bias': '中位数偏倚',
    'median bias (median-unbiased)': '中位无偏估计的中位数偏倚',
    'coverage (stage-wise)': '阶段序区间覆盖率',
    'coverage (repeated)': '重复置信区间覆盖率',
    rejected: '首次拒绝',
    'stops for efficacy': '因有效提前终止',
    'stops for futility': '因无效提前终止',
    closed: '未作结论而关闭',
    'opened again': '关闭后重新开放',
    'months to decision': '至作出决定的月数',
    'months to decision quantile 5': '至作出决定的月数的 5% 分位数',
    'months to decision quantile 50': '至作出决定的月数的中位数',
    'months to decision quantile 95': '至作出决定的月数的 95% 分位数',
    'familywise error': '总体Ⅰ类错误率',
    'right set': '恰好选对各水平的概率',
    'calibrated cut-off': '校准后的后验概率界值',
    'calibrated error': '校准界值下的错误率（另行模拟的试验）',
    'false pan-tumour claim': '错误的整体结论',
    borrowing: '借用：另一水平的平均权重',
    'correct decisions': '判断正确的水平数',
    'levels claimed': '声称有效的水平数',
    patients: '该水平例数',
    share: '占入组患者的比例',
    'share sd': '试验间占比的标准差',
    'share quantile 5': '占比的 5% 分位数',
    'share quantile 95': '占比的 95% 分位数',
    'disjunctive power': '至少检出一个真实效应的把握度',
    'conjunctive power': '检出全部真实效应的把握度',
    'weighted power': '加权把握度',
    'average power': '检出的真实效应比例',
    'expected rejections': '平均拒绝数',
    failed: '分析失败比例',
    screened: '筛选例数',
    randomised: '随机例数',
    events: '事件数',
    'marker-negative exposed': '标志物阴性暴露例数',
    'months to last patient': '至末例入组（月）',
    'months to analysis': '至分析（月）',
    'duration quantile 5': '试验周期 5% 分位数',
    'duration quantile 50': '试验周期中位数',
    'duration quantile 95': '试验周期 95% 分位数',
    cost: '费用',
    'claim probability': '结论概率',
    'right claim probability': '正确结论的概率',
    'false claim probability': '错误结论的概率',
    'missed benefit probability': '遗漏获益人群的概率',
    'success probability': '概率',
    'path probability': '路径概率',
    'probability of reaching': '进入该试验的概率',
    'months to step': '至该试验启动的月数',
    'months to step end': '至该试验分析的月数',
    'months to step end quantile 5': '至该试验分析的月数的 5% 分位数',
    'months to step end quantile 50': '至该试验分析的月数的中位数',
    'months to step end quantile 95': '至该试验分析的月数的 95% 分位数',
    'outcome probability given reached': '进入该试验后出现该结果的概率',
    'replication probability': '重现概率',
    'rejection for harm': '拒绝原假设且对照组更优的概率',
    'mean z': 'z 值均值',
    information: '分析所用事件数或例数',
    'bias given rejection': '拒绝原假设时的偏倚',
    'class probability': '归入该类的概率',
    'right class probability': '归类正确的概率',
    'false prognostic claim': '误判为预后性标志物的概率',
    'missed prognostic marker': '漏判预后性标志物的概率',
    'false predictive claim': '误判为预测性标志物的概率',
    'missed predictive marker': '漏判预测性标志物的概率',
    'false effect claim': '误判为有效的概率',
    'missed effect': '漏判疗效的概率',
    'contrast: treatment effect': '对比中的治疗效应',
    'contrast: prognostic shift': '对比中的预后差异',
    'contrast: history': '对比中的历史值偏离',
    'contrast: mix shift': '对比中的构成差异',
    'contrast: drift': '对比中的时间漂移',
    'contrast: unmeasured shift': '对比中的未测量差异',
    'contrast: selection': '对比中的选择',
    'bias given selection': '入选后的偏倚',
    'mse given selection': '入选后的均方误差',
    'coverage given selection': '入选后的置信区间覆盖率',
    'mean estimate given selection': '入选后的平均估计值',
    'mean estimate given rejection': '拒绝后的平均估计值',
    'mse given rejection': '拒绝后的均方误差',
    'coverage given rejection': '拒绝后的置信区间覆盖率',
    selected: '入选后续阶段的概率',
    'events not reached': '未达到目标事件数的试验比例',
    'relative efficiency (randomised)': '相对效率（随机例数）',
    'relative efficiency (screened)': '相对效率（筛选例数）',
    ppv: '阳性预测值',
    'events per month': '每日历月事件数',
    imbalance: '组间例数差',
    'large imbalance': '组间例数差过大的概率',
    'stratum imbalance': '层内组间例数差',
    'largest stratum imbalance': '各层中最大的组间例数差',
    'unfilled strata': '患者数不足一个区组的层所占比例',
  },
  adjusted: {
    naive: '朴素估计',
    'median-unbiased': '中位无偏估计',
    'later stage': '仅用后续阶段的估计',
    weighted: '固定权重估计',
    shrunken: '收缩估计',
    'selection-corrected': '选择校正估计',
  },
  parameters: {
    prevalence: '阳性率',
    sensitivity: '敏感度',
    specificity: '特异度',
    unevaluable: '不可评估率',
    turnaround: '检测周期',
    'hazard ratio': '风险比',
    'odds ratio': '比值比',
    'risk difference': '率差',
    'risk ratio': '相对危险度',
    'mean difference': '均数差',
    'prognostic hazard ratio': '预后风险比',
    'prognostic odds ratio': '预后比值比',
    median: '中位数',
    rate: '率',
    randomised: '随机例数',
    events: '事件数',
    alpha: '检验水准',
    'screened per month': '每月筛选例数',
    drift: '时间漂移',
    'unmeasured shift': '未测量差异',
    'relative rate': '相对入组速度',
    'treatment need': '治疗需求',
    'hazard ratio per sd': '每标准差风险比',
    'odds ratio per sd': '每标准差比值比',
    'prognostic hazard ratio per sd': '每标准差预后风险比',
    'prognostic odds ratio per sd': '每标准差预后比值比',
    correlation: '相关系数',
    share: '占比',
    hazard: '风险率',
    mean: '均数',
    sd: '标准差',
    gap: '间隔（月）',
    control: '对照组',
    experimental: '试验组',
    reliability: '信度',
  },
  methods: {
    'log-rank': 'log-rank 检验',
    'stratified log-rank': '分层 log-rank 检验',
    cox: 'Cox 模型',
    'fleming-harrington': 'Fleming-Harrington 加权 log-rank 检验',
    rmst: '限制性平均生存时间差',
    'risk-difference': '率差检验',
    'risk-ratio': '相对危险度检验',
    'odds-ratio': '比值比检验',
    cmh: 'CMH 检验',
    fisher: 'Fisher 精确检验',
    barnard: '非条件精确检验',
    logistic: 'Logistic 回归',
    'g-computation': 'g 计算（协变量校正）',
    't-test': 't 检验',
    ancova: '协方差分析',
    exact: '精确二项检验',
    simon: 'Simon 两阶段设计',
    fleming: 'Fleming 多阶段设计',
    'predictive-probability': '预测概率设计',
    posterior: '后验概率规则',
    pooled: '所有水平合并',
    fujikawa: '按相似度借用（Fujikawa）',
    'power-prior': '幂先验',
    bhm: '贝叶斯层次模型',
    exnex: '可交换-不可交换模型（EXNEX）',
    cbhm: '校准层次模型',
    mem: '多源可交换模型',
    'prune-and-pool': '剪枝合并',
    'robust-map': '稳健 MAP 先验',
    'post-stratified': '目标构成的事后分层率',
    'model-based': '目标构成的模型估计率',
    'one-sample-log-rank': '单样本 log-rank 检验',
    milestone: '里程碑时点生存率检验',
    'post-stratified-milestone': '按目标构成事后分层的里程碑时点生存率检验',
    median: '中位生存时间检验',
  },
  measures: {
    'log hazard ratio': '对数风险比',
    'hazard ratio': '风险比',
    'RMST difference': '限制性平均生存时间差，月',
    'risk difference': '率差',
    'log risk ratio': '对数相对危险度',
    'log odds ratio': '对数比值比',
    'mean difference': '均数差',
    'survival difference': '生存率之差',
    'log cumulative hazard ratio': '对数累积风险比',
    'log median ratio': '对数中位数比',
    'median (months)': '中位数（月）',
    rate: '率',
    mean: '均数',
  },
  difference: (metric) => `${metric}之差`,
  inSentence: (name) => name,
  standing: (name) => name,
  ofTest: (metric, test) => `${metric}（${test}）`,
  errorOf: (test) => `错误：无获益而拒绝（${test}）`,
  powerOrError: (test) => `把握度/无获益时的错误（${test}）`,
  versus: (b, a) => `${named(b)}对比${named(a)}`,
  programs: {
    title: '研发计划',
    caption: '研发计划的比较',
    step: ({ design, on, gap, outcomes }) =>
      `${on === null ? '首先' : `若“${on}”${gap === null ? '' : `，间隔 ${gap} 个月后`}，`}进行${named(design)}：${outcomes}。`,
    outcome: (label, when, promised) =>
      `${when === null ? '其他情况为' : `若${when}，则为`}“${label}”${promise(promised)}`,
  },
  classes: {
    title: '标志物被归入的类别',
    truth: '设计及真实类别',
    right: '归类正确',
    note: '若扫描中有多个真实情形属于同一类，则各计一次；因共用随机数，其 MCSE 取单个情形的值。',
    names: { none: '均无', prognostic: '预后性', predictive: '预测性', both: '两者兼有' },
    scales: {
      'hazard ratio': '风险比',
      'mean difference': '均数差',
      'risk difference': '率差',
      'risk ratio': '相对危险度',
      'odds ratio': '比值比',
    },
    put: (name) => `归为${name}`,
    scale: (marker, endpoint, scale) =>
      spaced(
        `若对照治疗下 ${endpoint} 在 ${marker}+ 与 ${marker}- 间不同，则 ${marker} 为预后性；若治疗的${scale}不同，则为预测性。`,
      ),
    rule: (marker, predictive, prognostic) =>
      spaced(
        `${marker} 的判定规则：${[
          ...(predictive === null ? [] : [`若${predictive}，判为预测性`]),
          ...(prognostic === null ? [] : [`若${prognostic}，判为预后性`]),
        ].join('；')}。`,
      ),
    whose: (design, name, truths) => spaced(`${design}：${name}（${truths} 个真实情形）`),
  },
  condition: {
    rejects: (test, yes) => `“${test}”${yes ? '' : '未'}拒绝原假设`,
    harm: (test) => `“${test}”拒绝原假设并支持对照组`,
    quantities: { z: 'z 值', estimate: '估计值', ratio: '比值' },
    signs: { '>=': '不小于', '>': '大于', '<=': '不大于', '<': '小于' },
    compares: (quantity, test, sign, value) => spaced(`“${test}”的 ${quantity} ${sign} ${value}`),
    strongest: (test, among) => `“${test}”的 z 值在${among.map((name) => `“${name}”`).join('、')}中最大`,
    claims: (label, yes) => `${yes ? '' : '未'}得出结论“${label}”`,
    not: (condition) => `不满足（${condition}）`,
    inBrackets: (condition) => `（${condition}）`,
    and: '且',
    or: '或',
    otherwise: '其他情况',
  },
  givenClaim: (metric, claim) => `${metric}（结论为“${claim}”时）`,
  atLook: (metric, look) => `${metric}（第 ${look} 次分析）`,
  settings: (items) => items.join('，'),
  setting: (parameter, value) => `${parameter} ${value}`,
  parameterOf: (parameter, of) => spaced(`${of === 'all' ? '其余患者' : of} 的${parameter}`),
  estimands: {
    allEnrolled: '全部入组患者',
    byAssay: (of) => spaced(`${of}（按检测结果）`),
    underControl: (of) => spaced(`对照治疗下 ${of}`),
    truly: (of) => spaced(`真实 ${of}`),
    enrolledMix: (of) => spaced(`${of}（入组构成）`),
    populationMix: (of) => spaced(`${of}（总体构成）`),
    targetMix: (of) => spaced(`${of}（目标构成）`),
    fixed: (of) => spaced(`${of} 与固定值之差`),
    responders: (of) => spaced(`${of} 中的缓解者`),
    cohort: (of, cohort) => spaced(`${of} 与队列“${cohort}”之差`),
    effect: (of) => spaced(`${of} 的治疗效应`),
    difference: (a, b) => spaced(`${a} 与 ${b} 之差`),
    interactionBetween: (a, b) => spaced(`${a} 与 ${b} 间的交互作用`),
    interaction: (marker) => spaced(`治疗与 ${marker} 的交互作用`),
  },
  base: {
    stated: (settings) => `${settings}（与情景文件一致）`,
    middle: (settings) => `${settings}（扫描范围的中间值）`,
  },
  references: {
    'exact binomial': '精确二项分布',
    enumeration: '精确，枚举所有表',
    'target mix': '目标构成中的占比',
    'error asked for': '要求的错误率',
    'true value': '真值',
    'exact allocation law': '分配过程的精确分布',
    Bayes: '贝叶斯公式（精确）',
    Schoenfeld: 'Schoenfeld 公式',
    'group sequential': '成组序贯数值积分',
    'two-stage quadrature': '两阶段数值积分',
    'joint law, quadrature': '各检验联合分布的数值积分',
    'limiting score': '得分统计量的大样本极限',
    'normal theory': '正态近似',
    'fluid limit': '不计随机波动的流体极限',
    'expected enrolment': '按名额与构成计算的期望入组',
    'Simon-Maitournam': 'Simon-Maitournam 比值',
  },
  marks: { highest: '最高', lowest: '最低', fewest: '最少', shortest: '最短' },
  legend:
    '\u00b1：95% 蒙特卡洛区间的一半（1.96 MCSE）。*：把握度或正确结论概率最高，或例数、时间、费用最少，且差异超出蒙特卡洛误差。',
  design: {
    inTrial: (trial, sentence) => spaced(`试验 ${named(trial)}：${sentence}`),
    onDemand: '仅在研发计划进入该试验的模拟中进行：其自身结果只依据这些模拟，且不列出与其他设计的差异。',
    enrolment: ({ population, n, most, ratio, block, coin, strata }) => {
      const who = `入组 ${population}，按 ${ratio} 随机${most ? '至多' : ''} ${n} 例，采用`;
      if (coin?.method === 'minimisation')
        return spaced(`${who}最小化法（因素：${strata}；落后组概率 ${coin.percent}%）。`);
      const how =
        coin !== null
          ? `偏币法（落后组概率 ${coin.percent}%）`
          : block === null
            ? '简单随机'
            : `区组随机（区组长度 ${block}）`;
      return spaced(`${who}${how}${strata === '' ? '' : `，按 ${strata} 分层`}。`);
    },
    quota: (n, population, byStage) =>
      spaced(`${population} ${n} 例${byStage.length < 2 ? '' : `（各次分析之间 ${byStage.join('、')} 例）`}`),
    bounds: (least, most, until, population) => {
      const floor = `至少 ${least} 例${until === null ? '' : `（名额保留至第 ${until} 个月）`}`;
      const parts = [least > 0 ? floor : '', most === null ? '' : `至多 ${most} 例`].filter(Boolean);
      return spaced([population, parts.join('、')].filter(Boolean).join(' '));
    },
    recruitedFrom: (text, month) => spaced(`${text}（自第 ${month} 个月起入组）`),
    recruitedAfter: (text, look) => spaced(`${text}（第 ${look} 次分析后增加）`),
    quotas: (items) => spaced(`按人群规定例数：${items}。`),
    matched: (design, quantity) => spaced(`样本量使${quantity}与 ${design} 相同；其他真值下样本量可能不同。`),
    analysed: (looks) =>
      looks.length === 1
        ? spaced(`分析时点：${looks[0]}。`)
        : spaced(`期中分析：${looks.slice(0, -1).join('；')}。末次分析：${looks[looks.length - 1]}。`),
    events: (n, endpoint, population) =>
      spaced(`${population === null ? '' : `${population} 中`}发生 ${n} 例 ${endpoint} 事件时`),
    patients: (n, population) =>
      spaced(`${population === null ? '' : `${population} 中`}第 ${n} 例患者完成评估时`),
    months: (months) => `第 ${months} 个月`,
    followUp: (months, single) => `末例${single ? '入组' : '随机'}后 ${months} 个月`,
    assessed: '末例完成评估时',
    firstOf: (items) => `下列最先达到者：${items}`,
    lastOf: (items) => `下列最后达到者：${items}`,
    eachOf: (factor, items) => `各${factor}分别：${items}`,
    weights: (rho, gamma) => `权重（${rho}，${gamma}）`,
    horizon: (months) => `截至第 ${months} 个月`,
    margin: (of, value) => `${of === 'superiority' ? '优效' : '非劣效'}界值 ${value}`,
    stratified: (by) => spaced(`按 ${by} 分层`),
    stage: ({ patients, stop, claim }) =>
      `${patients} 例后：${[
        ...(stop < 0 ? [] : [`缓解 ≤ ${stop} 例则终止`]),
        ...(claim === null ? [] : [`≥ ${claim} 例则得出结论`]),
      ].join('，')}`,
    manyStages: (looks, first, last) => `共 ${looks} 次分析，第 ${first} 至 ${last} 例`,
    reRandomised: (draws) => `p 值由 ${draws} 次重新随机化得到`,
    adjusted: (covariates) => spaced(`按 ${covariates} 校正`),
    interaction: (marker) => spaced(`治疗与 ${marker} 的交互作用`),
    strategy: (guided, unguided) =>
      `两组为治疗策略：试验组中 ${guided} 接受试验治疗，其余接受对照治疗；对照组${unguided === null ? '全部接受对照治疗' : `中 ${unguided} 接受试验治疗，其余接受对照治疗`}。`,
    treated: ({ population, n, arm, most }) =>
      spaced(
        `入组 ${population}，${most ? '最多' : '全部'} ${n} 例${most ? '' : '均'}接受${arm === 'experimental' ? '试验' : '对照'}治疗，不随机。`,
      ),
    claims: (rules) =>
      spaced(
        `结论（依次取首个成立者）：${rules
          .map(
            ({ label, when, promised }) =>
              `${when === null ? '其他情况' : `若${when}`}，为“${label}”${promise(promised)}`,
          )
          .join('；')}。`,
      ),
    againstPopulation: (population) => spaced(`对比 ${population}`),
    againstRate: (rate) => spaced(`对比固定率 ${rate}`),
    againstCurve: (median) => spaced(`对比中位数为 ${median} 个月的固定曲线`),
    againstSurvival: (survival, month) => spaced(`对比第 ${month} 个月的生存率 ${survival}`),
    againstCohort: (cohort, adjustment, names) =>
      spaced(
        `对比外部队列“${cohort}”${adjustment === null ? '' : `（${adjustment}${names === '' ? '' : `：${names}`}）`}`,
      ),
    borrowedBy: (weight, sd) => `权重 ${weight}${sd === null ? '' : `，试验间标准差 ${sd}`}`,
    adjustments: {
      none: '未校正',
      matched: '仅取同一人群',
      standardised: '标准化',
      weighted: '加权',
      'power prior': '幂先验借用',
      'robust map': '稳健 MAP 先验借用',
      'power prior, matched': '仅取同一人群，幂先验借用',
      'robust map, matched': '仅取同一人群，稳健 MAP 先验借用',
    },
    options: (items) => items.join('，'),
    ties: { efron: '结点按 Efron 法处理', breslow: '结点按 Breslow 法处理' },
    confidence: {
      wald: 'Wald 区间',
      score: '得分区间',
      newcombe: 'Newcombe 区间',
      'miettinen-nurminen': 'Miettinen-Nurminen 区间',
      'clopper-pearson': 'Clopper-Pearson 精确区间',
      'stage-wise': '阶段序区间',
      credible: '可信区间',
    },
    variance: { pooled: '合并方差', welch: 'Welch 校正' },
    estimators: {
      cox: 'Cox 模型',
      pike: 'Pike 估计',
      peto: 'Peto 估计',
      rmst: '限制性平均生存时间',
      'risk difference': '率差',
      'risk ratio': '相对危险度',
      'odds ratio': '比值比',
      'mean difference': '均数差',
      'observed over expected': '观察数与期望数之比',
      'survival difference': '生存率之差',
      'cumulative hazard ratio': '累积风险比（互补双对数尺度）',
      'median ratio': '中位数比',
      umvue: '分阶段试验的无偏估计（UMVUE）',
    },
    calibrated: ({ error, at, hold, truths, cutoff }) => {
      const over =
        typeof truths === 'number'
          ? `${truths} 种真实情形`
          : `各真实情形（有效水平数从零至仅余一个无效，有效者缓解率 ${truths.responding}）`;
      const which = truths === 1 ? '' : `（${over}中的${hold === 'worst' ? '最大值' : '平均值'}）`;
      return `${cutoff === null ? '界值' : `后验概率界值 ${cutoff}，`}按${error === 'basket-wise' ? '各水平的' : '总体'}Ⅰ类错误率 ${at}${which === '' ? ' ' : which}校准`;
    },
    posterior: (probability) => `后验概率 ≥ ${probability}`,
    option: (name, value) => spaced(`${name} ${optionZh(value)}`),
    optionNames: {
      prior: '先验',
      weight: '权重',
      global: '整体权重',
      limited: '借用例数不超过自身：',
      donors: '仅借出的水平：',
      sources: '试验外数据：',
      exchangeable: '可交换部分的先验',
      alone: '单独部分（logit）',
      over: '模型空间',
      prune: '剪枝界值',
      level: '同质性检验水准',
      test: '同质性检验',
      vague: '模糊先验',
      epsilon: '指数 ε',
      tau: '参数 τ',
      mu: '均值 μ（logit）',
      base: '对数底',
    },
    eachLevel: (levels) => spaced(`${levels}，逐一检验`),
    significance: (sided, alpha) => `${sided === 1 ? '单侧' : '双侧'} ${alpha}`,
    sharedLevel: (level) => `${level}（共用）`,
    firstLevel: (level) => `${level}（初始）`,
    aboveNominal: (level, nominal) => `${level}（精确值，高于要求的 ${nominal}：该界值基于正态近似）`,
    test: ({ endpoint, population, method, significance }) =>
      spaced(`${population} 中的 ${endpoint}，${method}，${significance}`),
    testSentence: (name, test, estimate) => spaced(`检验“${name}”：${test}；估计方法：${estimate}。`),
  },
  warnings: {
    'no estimate': {
      summary: ({ design, points, of, worst, where }) =>
        spaced(
          `${design}：${of} 种真值中有 ${points} 种出现无法估计的试验，最多 ${worst}（${where}）。z 值缺失时按未拒绝计，且不计入偏倚和覆盖率。`,
        ),
      detail: ({ design, where, count }) => spaced(`${design}，${where}：${count} 次试验无估计值。`),
    },
    'events not reached': {
      summary: ({ design, points, of, worst, where }) =>
        spaced(
          `${design}：${of} 种真值中有 ${points} 种出现始终未达到目标事件数的试验，最多 ${worst}${where === '' ? '' : `（${where}）`}。这些试验在其末例事件时分析。`,
        ),
      detail: ({ design, where, count }) =>
        spaced(`${design}${where === '' ? '' : `，${where}`}：${count} 次试验未达到目标事件数。`),
    },
  },
  countOf: (count, n) => `${count}/${n}`,
  warning: (text) => `警告：${text}`,
  chart: {
    power: { title: '各设计的把握度', axis: '拒绝原假设的概率', others: '各设计所检验的患者' },
    claims: { title: '各设计得出的结论', axis: '得出该结论的概率' },
    classes: { title: '标志物被归入的类别', part: '类别', axis: '归入该类的概率' },
    programs: { title: '各研发计划的结局', axis: '结局概率', end: '结局' },
    timeline: {
      title: '各路径耗时多久，通向何处',
      axis: '自首个试验启动起的月数',
      reached: (share) => `${share} 的模拟进入该试验`,
      end: (label, share) => `${label} ${share}`,
      ends: '在此结束的结局（占全部模拟）',
      from: '启动（月）',
      to: '分析（月）',
      spread: '分析时间的 5% 至 95% 分位数',
      between: (low, high) => `${low} 至 ${high}`,
      alt: (trial, from, to) => `${trial}：第 ${from} 至 ${to} 个月。`,
      note: (months, share) =>
        `色条自试验启动的平均月份至其分析的平均月份（在进入该试验的模拟中）；细线为分析月份的 5% 至 95% 分位数。百分数均占全部模拟：进入该试验的比例，以及各结局的比例。95% 蒙特卡洛区间的半宽最大约为 ${months} 个月和 ${share}；各数值见表。`,
    },
    program: '研发计划',
    winnersCurse: {
      title: '赢者诅咒：得出结论时的估计值',
      axis: (measure) => `得出结论时的平均估计值（${measure}）`,
      note: (fewest) =>
        `标记为以该结论结束的各次试验的均值；落在短横线（真值）上即平均无偏。此类试验少于 ${fewest} 次的真值未绘出。`,
    },
    familywiseError: {
      title: '原假设成立时的总体Ⅰ类错误率',
      axis: '错误拒绝的概率',
      note: (alpha) =>
        `灰线为 ${alpha}，即各设计检验族中最小的检验水准。没有原假设成立的真值无总体Ⅰ类错误，未绘标记。`,
    },
    stackNote: (what, half) => `${what}，堆叠至 100%。95% 蒙特卡洛区间的半宽最大为 ${half}，各值见数据表。`,
    bias: {
      title: '估计的偏倚',
      axis: (measure) => `偏倚（${measure}）`,
      panel: (test, estimand) => `${test}，估计目标：${estimand}`,
      equal: (panels) =>
        spaced(
          panels.length > FEW
            ? `另有 ${panels.length} 个估计目标的数值与同一检验的另一图完全相同，不再重复绘出。`
            : `下列各项的数值与同一检验的另一图完全相同，不再重复绘出：${panels.join('；')}。`,
        ),
    },
    selection: {
      title: '期中分析后继续的人群',
      axis: '继续的概率',
      note: '以进行了选择的试验为分母；可以有多个人群继续。',
    },
    coverage: { title: '置信区间覆盖率', axis: '95% 置信区间覆盖率' },
    efficiency: {
      title: '把握度的代价',
      of: (quantity) => `${quantity}与代价`,
      axis: (test) => spaced(`${test} 的把握度`),
      alike: (spent) => `所比较者全部相同，未绘出：${spent}。`,
      absent: (title, spent) => spaced(`未绘出“${title}”：所比较者的代价全部相同（${spent}）。`),
    },
    duration: { title: '试验周期' },
    mix: {
      title: '入组构成与目标构成',
      axis: '占患者的比例',
      level: '水平',
      alike: (first, more) => spaced(`${first} 等 ${more + 1} 个设计`),
      alikeNote: (first, names) => spaced(`“${first}”：以下设计的入组构成相同，合并为一行：${names}。`),
    },
    enrolment: {
      title: '入组曲线：按计划何时入组多少患者',
      patients: '累计入组例数',
      months: '日历月',
      note: '曲线为按入组计划（名额、保留名额、相对入组速度、开放时间、构成的变异分布）计算的各月期望累计入组例数；入组方式相同的设计合用一图。',
      dotNote:
        '圆点为模拟所得整个试验至末例入组月数与该水平例数的均值，附 95% 蒙特卡洛区间；部分试验填满较晚，故曲线延伸至圆点之后。',
      lastMonth: '该水平入组达 99%（月，计算值）',
      simulatedPatients: '例数（模拟）',
      simulatedMonths: '整个试验至末例入组（月，模拟）',
      until: (level, month) => spaced(`${level}，至第 ${month} 个月`),
      leftOut: (designs) =>
        spaced(
          `下列设计未绘出，因为仅凭计划不能确定入组时间（分析或阶段可能改变入组，或到达时间均匀分布）：${designs}。`,
        ),
      alt: (design, level, patients, month) =>
        spaced(`${design}，${level}：至第 ${month} 个月入组 ${patients} 例。`),
    },
    estimates: {
      title: '估计值的可信度：朴素估计与校正估计',
      axis: (measure) => `偏倚（${measure}）`,
      selected: (design, test) => `${design}：${test}，入选时`,
      claimed: (design, test, claim) => `${design}：${test}，结论为“${claim}”时`,
      note: '以选中该人群或得出该结论的试验为分母的各估计值偏倚；零表示无偏。',
    },
    shrinkage: {
      title: '各水平的估计与真值',
      axis: '估计均值（与对照率之差）',
      note: '均值偏离真值的程度即其他水平的牵引。',
    },
    baskets: {
      title: '对所有水平的整体判断',
      axis: '概率',
      note: '恰好选对：声称有效的水平恰为真实率优于对照率的水平，不多也不少。',
      only: (what, settings, values) => spaced(`${what}，仅在 ${settings} 时：${values}。`),
    },
    balance: { title: '两组例数是否均衡', axis: '组间例数差的期望' },
    looks: {
      title: '各次分析的决策界值',
      note: '实线：任何检验被拒绝之前的检验水准所对应的拒绝界值；点线：可能达到的最高水准的界值；虚线：达到或低于此值则放弃该检验。界值按计划信息量计算。',
      pathNote: '灰线为该情形下最先模拟的若干试验，画至停止为止。',
      look: '分析',
      information: '信息量',
      upper: '拒绝界值',
      full: '最高水准的界值',
      futility: '放弃界值',
      alt: (test, upper, full, futility) =>
        `${test}：${upper === '' ? `其他检验被拒绝之前没有检验水准，最高水准下的拒绝界值 z 为 ${full}` : `拒绝界值 z 为 ${upper}`}${futility === '' ? '' : `；放弃界值为 ${futility}`}。`,
    },
    heatMap: {
      title: '各种真值下拒绝原假设的概率',
      framed:
        '加框：检验所寻找或被解读的内容（预后性或预测性标志物、治疗效应）并不存在，任何拒绝均为错误结论。',
      percent: (half) =>
        `数字为拒绝原假设的试验所占百分比；95% 蒙特卡洛区间的半宽最大约 ${half}，各值见数据表。`,
      wrong: '拒绝原假设',
      is: { wrong: '为错误结论', right: '为正确结论' },
    },
    decisions: { title: '各水平何时作出决定', axis: '至声称有效或关闭的月数' },
    levels: {
      title: '各水平被声称有效的概率',
      kind: '真实情况',
      kinds: { power: '把握度：该水平获益', error: '错误：该水平不获益' },
      alt: (level, share, kind) => `${level}：${share}（${kind}）。`,
      note: '若某水平的真实值不优于对照值，则对其声称有效即为错误。',
    },
    exchangeability: {
      title: '谁向谁借用信息',
      truth: '真实缓解率之差',
      to: '借用方',
      from: '借自',
      points: (value) => `${value} 个百分点`,
      alt: (to, from, percent) => spaced(`${to} 从 ${from} 借用 ${percent}%。`),
      note: (half) =>
        `数字为百分比：行所示水平从列所示水平借用信息的权重（各次试验的平均值）；多源可交换模型为二者可交换的平均后验概率。95% 蒙特卡洛区间半宽至多约 ${half}。`,
      truthNote: '橙色：真实率相差的百分点。',
    },
    biasMap: {
      title: '对将接受治疗的患者的偏倚：随真值变化',
      note: (half) =>
        `平均估计值减去目标构成下的真值，单位为百分点：橙色偏高，蓝色偏低。95% 蒙特卡洛区间的半宽最大约为 ${half}。`,
    },
    contrast: {
      title: '单臂对比的构成',
      note: '各部分首尾相接，尺度与估计相同。除选择外均为计算值；选择为拒绝原假设的试验的平均估计减去真实对比，由模拟得到。',
      zero: (parts) => `各项均为零而未绘出：${parts}。`,
      borrowed: (designs) => spaced(`不含各水平之间借用信息的检验：${designs}。`),
      noError: '\u00b1?：仅一次试验拒绝原假设，误差未知。',
      total: '拒绝原假设的试验所见',
      parts: {
        'treatment effect': '治疗效应',
        'prognostic shift': '预后差异',
        history: '历史值与未选择人群之差',
        'mix shift': '构成差异',
        drift: '时间漂移',
        'unmeasured shift': '未测量差异',
        selection: '选择',
      },
    },
    procedures: {
      title: '检验水准的分配与传递',
      note: '圆内为任何检验被拒绝之前的检验水准；箭头为被拒绝检验的水准传递的份额。',
      level: '检验水准',
      onward: '传递',
      alt: (design, test, level, onward) =>
        `${design}，${test}：${level}${onward === '' ? '' : `，传递 ${onward}`}。`,
    },
    truth: {
      title: '假设的真值：各类患者的结局与疗效',
      together: (cells, drawn) => `表中 ${cells} 行画为 ${drawn} 行：真值相同的患者合并显示。`,
      noSingle: '非单一数值',
      varying: '未画出疗效之处，风险比不是单一数值：它随时间变化，或在该行患者之间不同。',
      survival: '生存概率',
      months: '入组后时间（月）',
      stillResponding: '仍在缓解的比例',
      monthsOfResponse: '评估缓解后时间（月）',
      effect: {
        ratio: '试验组更优 < 1 < 对照组更优',
        difference: '对照组更优 < 0 < 试验组更优',
        differenceOfHarm: '试验组更优 < 0 < 对照组更优',
      },
      values: '按患者类型和组别',
    },
    design: '设计',
    test: '检验',
    population: '人群',
    estimand: '估计目标',
    endpoint: '终点',
    claim: '结论',
    measure: '指标',
    estimate: '估计值',
    monteCarlo: '95% 蒙特卡洛区间',
    closedForm: '计算值',
    replicates: '模拟次数',
    bandNote: '标记为模拟点，连线仅为引导视线；色带为 95% 蒙特卡洛区间，可能比线条更窄。',
    intervalNote: '标记为模拟值；误差线为 95% 蒙特卡洛区间，可能比标记更窄。',
    referenceNote: (kinds, approximate) => `短线为计算${approximate ? '近似值' : '值'}（${kinds}）。`,
    spreadNote: '浅色条或浅色带为单次试验的 5% 至 95% 分位数。',
    spread: '单次试验 5% 至 95% 分位数',
    zeroNote: '灰线表示无偏倚。',
    nominalNote: '灰线为名义水平 95%。',
    switchedNote: (settings) => spaced(`图示为 ${settings} 时的结果；移动网页上的滑块可查看其余取值。`),
    unchangedNote: (parameters) => spaced(`${parameters} 取任何值时结果都相同。`),
    heldNote: (settings) => spaced(`所示为 ${settings} 时的数值；其余取值见下载数据。`),
    pathNote: (parameter) => spaced(`连线连接不同 ${parameter} 的模拟点。`),
    ownScaleNote: '各图坐标尺度不同。',
    rareNote: '各值均不超过 20% 时，坐标轴只画到 20%。',
    harmNote: (tests) => spaced(`图中不含拒绝原假设而有利于对照的情况：${tests} 的该概率见比较表。`),
    levelNote: '其中灰线为该检验的单侧检验水准；数项检验共用时，为检验族的水准。',
    computedNote: '由情景假设直接计算，非模拟所得，无蒙特卡洛误差。',
    leftOut: (n, what) => `${n} 行未绘出：${what}。`,
    panelsLeftOut: (names) =>
      spaced(
        names.length > FEW
          ? `为保证图形清晰，另有 ${names.length} 项未绘出；见下载数据。`
          : `为保证图形清晰，未绘出：${names.join('；')}；见下载数据。`,
      ),
    valueLabels: (parameter) => spaced(`标记旁的数字为 ${parameter}；相互遮挡处有省略。`),
    over: (title, parameter) => spaced(`${title === '' ? '' : `${title}，`}横轴为 ${parameter}`),
    noEstimate: '没有一次模拟得到估计值',
    noTruth: '没有可绘制的数值',
    altTitle: (title) => `${title}。`,
    altPanels: (title, panels, designs, over) =>
      `${title}：${designs}${over === '' ? '' : spaced(`，横轴为 ${over}`)}，共 ${panels} 幅。`,
    altRange: (design, low, high) => `${design}：${low} 至 ${high}。`,
    altValue: (design, value) => `${design}：${value}。`,
    altPair: (design, spent, power) => `${design}：${spent}，${power}。`,
    altTruth: (title, cells) => `${title}。${cells}`,
    altCell: (population, control, experimental, effect) =>
      `${population}：对照组 ${control}，试验组 ${experimental}，疗效 ${effect}。`,
  },
  answer: {
    named,
    asked: (quantity, where, designs) =>
      spaced(`${where === '' ? '' : `取 ${where} 时，`}${quantity}：${designs}。`),
    reached: ({ design, value, as, walked, ends }) =>
      spaced(
        ends === null
          ? `${named(design)}在 ${walked} 的各模拟值上均未达到（${as} 时为 ${value}）`
          : `${named(design)}在 ${ends[0]!.at}（${ends[0]!.value}）与 ${ends[1]!.at}（${ends[1]!.value}）之间，而 ${as} 时为 ${value}`,
      ),
    askedAlong: (quantity, where) => (where === '' ? quantity : spaced(`${quantity}（取 ${where} 时）`)),
    falseRejection: (test) => spaced(`药物并无真实疗效而“${test}”仍拒绝原假设的概率`),
    onScale: (quantity, scale) =>
      spaced(quantity.endsWith('）') ? `${quantity.slice(0, -1)}，${scale}）` : `${quantity}（${scale}）`),
    heldAgainst: (quantity, estimand) => spaced(`${quantity}，估计目标为“${estimand}”`),
    notThere: (quantity, there) =>
      spaced(
        `${quantity}：结果中没有该数值。${there.length === 0 ? '' : `可用的估计目标：${there.join('；')}。`}`,
      ),
    at: (settings) => spaced(`取 ${settings}。`),
    criteria: {
      power: (test) => spaced(`对 ${quoted(test)} 的把握度`),
      'right claim probability': () => '得出正确结论的概率',
      'right set': () => '恰好选对各水平的概率',
      'disjunctive power': (trial) => `至少检出一个真实效应的把握度${trial === '' ? '' : `（${trial}）`}`,
    },
    meanings: {
      'right claim probability': '对所有获益者、且仅对获益者声称获益',
      'right set': '所声称的水平恰为真实率高于对照率的水平',
      'disjunctive power': '检验族中至少一个真实效应被检出',
    },
    compared: (kind, criterion, what) =>
      spaced(`先比较各${kinds[kind]}${criterion}（${what}），再比较代价。`),
    otherPatients: (groups) =>
      spaced(
        `各设计检验的患者并不相同：${whoseTest(groups)}。此时把握度较高仅表示更可能拒绝原假设，并不表示获益更大。`,
      ),
    unmarked: (test, groups) =>
      spaced(`检验“${test}”在各设计中针对的患者并不相同，故不标出最优：${whoseTest(groups)}。`),
    alone: (design, test, power) => spaced(`${named(design)} 拒绝 ${quoted(test)} 的概率为 ${power}。`),
    range: (harm, low, high) =>
      spaced(
        `${harm ? '药物在这些检验所针对的人群中并无真实疗效。' : ''}各检验拒绝原假设的概率介于 ${low} 与 ${high} 之间。`,
      ),
    ofDesign: (test, design, power) => spaced(`${power}（${named(design)}的“${test}”）`),
    rates: (design, tests) => spaced(`${named(design)} 拒绝各原假设的概率：${tests}。`),
    design: (design, power) => spaced(`${named(design)} ${power}`),
    best: (design, criterion, designs) => spaced(`${named(design)} ${criterion}最高：${designs}。`),
    leastError: (design, test, designs) =>
      spaced(
        `药物在 ${quoted(test)} 所检验人群中并无真实疗效，${named(design)} 拒绝的概率最低：${designs}。`,
      ),
    saturated: (kind, criterion, designs) =>
      spaced(
        `各${kinds[kind]}${criterion}均高于 99%：${designs}。该指标不能区分各${kinds[kind]}，应比较例数和时间。`,
      ),
    unclear: (kind, criterion, designs) =>
      spaced(`在蒙特卡洛误差范围内，各${kinds[kind]}${criterion}没有高低之分：${designs}。`),
    alike: (kind, criterion, designs) =>
      spaced(`各${kinds[kind]}${criterion}相差不足 1 个百分点：${designs}。应比较例数和时间。`),
    shared: ({ criterion, test, harm, leaders, others, thrifty }) =>
      zh.sentences([
        spaced(
          `${harm ? `药物在 ${quoted(test)} 所检验人群中并无真实疗效，拒绝概率最低者` : `${criterion}最高者`}为 ${leaders}，彼此差异未超出蒙特卡洛误差；其余为 ${others}。`,
        ),
        ...thrifty.map(({ design, spent }) =>
          spaced(
            `其中 ${named(design)} 代价最小：${spent.map(({ quantity, value, instead }) => `${quantity} ${value}${instead === null ? '' : `（另一设计为 ${instead}）`}`).join('、')}。`,
          ),
        ),
      ]),
    cheapest: (design, marks) =>
      spaced(`${named(design)} ${zh.list(marks.map(({ mark, quantity }) => `${quantity}${mark}`))}`),
    cheapestOf: (designs) => spaced(`在蒙特卡洛误差之外，${designs.join('；')}。`),
    against: (design, reference, changes) =>
      spaced(`与 ${named(reference)} 相比，${named(design)}：${changes.join('；')}。`),
    change: (metric, difference) => spaced(`${metric} ${difference}`),
    same: (metrics) => spaced(`${metrics}的差异未超出蒙特卡洛误差`),
    sweep: (design, reference, criterion, { above, below, neither, errors }) =>
      spaced(
        `在${errors === 0 ? '' : '药物真实有效的'} ${above + below + neither} 种真值中，${named(design)} ${criterion}高于 ${named(reference)} 的有 ${above} 种，低于的有 ${below} 种，差异在蒙特卡洛误差以内的有 ${neither} 种。`,
      ),
    claim: (claim, probability) => spaced(`“${claim}” ${probability}`),
    claims: (design, claims) => spaced(`${named(design)} 的结论：${claims}。`),
    ends: (program, ends) => spaced(`${named(program)} 的结局：${ends}。`),
    endsWith: (end, programs) => spaced(`以“${end}”告终的概率：${programs}。`),
    program: (program, quantities) => spaced(`研发计划“${program}”：${quantities}。`),
    nothing: '结果中没有可用于比较设计的检验或结论。',
    weak: (criterion, best, others, needed) =>
      spaced(
        `蒙特卡洛误差过大，尚不能按${criterion}作出选择：${named(best)}${others.map(({ name, difference }) => `与 ${named(name)} 相差 ${difference}`).join('，')}${needed === null ? '' : `；若${others.length === 1 ? '' : '最小的'}差异确为所见大小，约需 ${needed} 次模拟`}。`,
      ),
  },
  tipping: {
    note: '逐一沿各扫描参数比较，其余参数取“回答”中的数值。仅比较模拟过的取值：变化发生在相邻两个取值之间的某处。没有其他设计在蒙特卡洛误差之外更优者，称为领先。',
    best: '领先者',
    mark: '改变',
    none: '不分先后',
    whole: '全部扫描范围',
    tip: ({ parameter, from, to, quantity, before, after }) =>
      spaced(
        `${parameter === '' ? '' : `${parameter} `}在 ${from} 与 ${to} 之间，${before === null ? `${after} 在${quantity}上开始领先（此前无领先者）` : after === null ? `${before} 在${quantity}上不再领先（此后无领先者）` : `${quantity}的领先者由 ${before} 变为 ${after}`}。`,
      ),
    crossing: ({ design, criterion, level, rises, parameter, from, to }) =>
      spaced(
        `${parameter === '' ? '' : `${parameter} `}在 ${from} 与 ${to} 之间，${named(design)} ${criterion}${rises ? '升至' : '降至'} ${level} ${rises ? '以上' : '以下'}。`,
      ),
    still: (parameter, quantities) => spaced(`${parameter} 的任一取值均不改变${quantities}的领先者。`),
    errors: (parameter, values, test) =>
      spaced(
        `${[parameter, '取', values].filter(Boolean).join(' ')} 时，${quoted(test)} 所检验的人群中药物并无真实疗效：拒绝原假设即为错误，概率最低者领先。`,
      ),
  },
  conduct: conductZh,
  truth: {
    assay: ({ marker, prevalence, sensitivity, specificity, unevaluable, ppv }) =>
      spaced(
        `${prevalence} 的患者真实状态为 ${marker}+；检测方法可检出其中 ${sensitivity}，并将其余患者的 ${specificity} 判为阴性${unevaluable === null ? '' : `；${unevaluable} 无检测结果`}。检测阳性者中 ${ppv} 为真阳性。`,
      ),
    cell: ({ endpoint, population, measure, control, experimental, effect }) =>
      spaced(
        `${population} 的 ${endpoint}，${measure}：对照组 ${control}，试验组 ${experimental}${effect === null ? '' : `，${effect}`}。`,
      ),
    nature: ({ endpoint, prognostic, predictive, opposite, scale }) =>
      spaced(
        `就 ${endpoint} 而言，各类患者对照组的结局${prognostic ? '不同（预后性）' : '相同（非预后性）'}，${scale === null ? '' : `以${scale}衡量，`}疗效${predictive ? `不同（预测性）${opposite ? '，且方向相反' : ''}` : '相同（非预测性）'}。`,
      ),
    quantiles: (names, shares, several) =>
      spaced(`${names} 为筛选患者中的分位数：${several ? '依次有' : '有'} ${shares} 的患者取值不低于该值。`),
    benefit: (conditions) => `患者视为获益的条件：${conditions.join('，且 ')}。`,
    least: (endpoint, scale, value) =>
      spaced(
        scale === 'hazard ratio'
          ? `${endpoint} 的风险比不大于 ${value}`
          : `${endpoint} 的${scale === 'risk difference' ? '率差' : '均数差'}（朝更好方向）至少 ${value}`,
      ),
    duration: ({ endpoint, population, measure, value }) =>
      spaced(`${population}的 ${endpoint}：${measure} ${value}。`),
    after: (endpoint, response) => spaced(`${endpoint} 自评估 ${response} 时起算，只限有此结局的患者。`),
    correlation: (first, second, value) =>
      spaced(`同一患者（同类、同组内）${first} 与 ${second} 的正态得分相关系数为 ${value}（高斯 copula）。`),
    cohort: ({ name, patients, records, mix, followUp, shifts }) =>
      spaced(
        `外部队列“${name}”：对照治疗患者 ${patients} 例，${mix === undefined ? '' : mix === '' ? '构成与筛选人群相同，' : `其中 ${mix}，`}${records === '' ? '未记录标志物或因素' : `记录了 ${records}`}${followUp === undefined ? '' : followUp === null ? '，随访至终点' : `，随访 ${followUp.least === followUp.most ? followUp.most : `${followUp.least} 至 ${followUp.most}`} 个月`}。与试验中同类患者的对照相比，${shifts}。`,
      ),
    cohortShare: (population, percent) => `${population} ${percent}%`,
    cohortShift: (endpoint, scale, drift, unmeasured, sd) =>
      spaced(
        `${endpoint} 的${{ 'odds ratio': '比值比', 'hazard ratio': '风险比', 'mean difference': '均数差' }[scale]}：时间漂移 ${drift}，未记录因素 ${unmeasured}，试验间标准差 ${sd}`,
      ),
    inTime: (values) =>
      values
        .map(({ value, until }, i) =>
          until !== null ? `至第 ${until} 个月 ${value}` : i === 0 ? value : `此后 ${value}`,
        )
        .join('，'),
    byPopulation: (values) =>
      spaced(
        values
          .map(({ population, value }) =>
            values.length === 1 && population === 'all'
              ? value
              : `${population === 'all' ? '其余患者' : population} ${value}`,
          )
          .join('、'),
      ),
    screening: (perMonth, arrivals) =>
      `每月进入筛选的患者（例）：${perMonth}（${{ poisson: '泊松过程', uniform: '到达时间相互独立', even: '等间隔到达' }[arrivals]}）。`,
    relativeRate: (rates) => spaced(`各类患者的相对入组速度：${rates}。`),
    mixVariation: (factor, concentration) =>
      spaced(`筛选人群的 ${factor} 构成在各试验间变化（Dirichlet 分布，集中度 ${concentration}）。`),
    turnaround: (marker, months) =>
      spaced(`${marker} 的结果自筛选起需 ${months} 个月；不需要该结果的设计无须等待。`),
    assessed: (endpoint, months) => spaced(`${endpoint} 于入组后 ${months} 个月评估。`),
    dropout: (endpoint, hazard, yearly) =>
      spaced(
        `${endpoint} 的脱落风险率为每月 ${hazard}${yearly === null ? '' : `（未发生事件者一年内脱落 ${yearly}%）`}。`,
      ),
    noDropout: (endpoint) => spaced(`${endpoint} 无脱落。`),
    costs: (units) =>
      `单位费用：${units.map(({ of, cost }) => `${{ screened: '每筛选 1 例', randomised: '每入组 1 例', event: '每个事件', month: '试验每月' }[of]} ${cost}`).join('、')}。`,
  },
  methodWords: methodsZh,
  gallery: {
    title: '模拟情景总览',
    search: '按指导原则条款或任意词检索：',
    made: (replicates, truths, version) => `模拟 ${replicates} 次，${truths}，MarkerSim ${version}`,
  },
  page: {
    lead: '临床试验模拟报告',
    contents: '目录',
    question: '问题',
    answer: '回答',
    eachDesign: (n) => `逐一说明各设计（${n} 条）`,
    comparison: '设计比较',
    comparisonNote:
      '模拟期望值、95% 蒙特卡洛区间和蒙特卡洛标准误（MCSE）；未附误差的数值由设计固定。仅当每一配对差异均超出误差时，才标出把握度或正确结论概率最高、错误结论概率最低，或例数、时间、费用最少的设计；事件数既是信息也是代价，不作标记。把握度为拒绝原假设的概率；若药物在所检验人群中并无真实疗效，则该概率为错误率（Ⅰ类错误），表中以“错误”标明。筛选例数为到该试验接受筛选的全部患者，包括该试验不入组者；各试验分别计数。',
    prior: {
      title: '按先验平均',
      weights: (parameter, weights) => `${parameter}：${weights}。`,
      weight: (value, weight) => `${value}（权重 ${weight}）`,
      note: (common) =>
        `按权重对各真值求平均：把握度即为保证度（assurance）。附条件的指标按满足条件的试验平均。${common ? '各真值共用受试者，所给蒙特卡洛误差为上限。' : ''}`,
    },
    worst: {
      title: '扫描范围内的最大错误率',
      largest: '最大值',
      interval: '同时 95% 区间',
      where: '所在真值',
      truths: '真值个数',
      note: '多个估计中的最大者平均偏高；该区间以 95% 的概率包含真实最大值（各真值处的 Wilson 区间，Bonferroni 校正）。',
    },
    otherPoints: (n) => `此处未列出其余 ${n} 种真值：见各图和 results.csv。`,
    truths: (n) => `${n} 种真值`,
    checkTable: '全部核对结果，差异大者在前',
    otherChecks: (n) => `此处未列出其余 ${n} 项差异更小的核对结果：见 results.csv。`,
    mcse: 'MCSE',
    paired: '设计间的配对差异',
    pairedNote:
      '各设计使用相同的模拟受试者（仅有二分类终点、按单元格计数模拟时，则由相同的随机数抽取），差异在每次模拟内计算。95% 蒙特卡洛区间不含零时，称差异超出误差。',
    otherPairs: (n) => `此处列出与第一个设计之差；其余 ${n} 项见 results.csv。`,
    differenceColumn: '差异',
    beyond: '超出误差',
    within: '误差以内',
    judged: '判断',
    charts: '图',
    isolate: '突出显示某一设计：',
    showAll: '全部',
    notLive: '为控制文件大小，此图在本页不可交互：其图形定义见 charts 文件夹。',
    hoverHint: '将指针移到标记上可查看数值；使用键盘时，先移到图上，再按方向键。',
    clickHint: '点击标记可突出显示其设计，再次点击则恢复显示全部。',
    chosen: '按屏幕上的选择：',
    dataTable: '本图数据',
    textAlternative: '文字说明',
    choosePoint: '真值：',
    tipping: '哪些条件会改变结论',
    assumptions: '假设',
    truthTable: '各类患者的真值',
    assays: '生物标志物与检测方法',
    assayColumns: {
      marker: '标志物',
      prevalence: '阳性率',
      sensitivity: '敏感度',
      specificity: '特异度',
      unevaluable: '不可评估率',
      positive: '检测阳性比例',
      ppv: '阳性预测值',
      npv: '阴性预测值',
    },
    cellColumns: {
      population: '人群',
      share: '占比',
      endpoint: '终点',
      measure: '指标',
      control: '对照组',
      experimental: '试验组',
      effect: '疗效',
    },
    designs: '设计',
    designsNote: '样本量为“回答”所取真值下的数值。',
    tests: '检验',
    testsOf: (design) => spaced(`${design} 的检验`),
    testColumns: {
      name: '检验',
      endpoint: '终点',
      population: '人群',
      method: '方法',
      significance: '检验水准',
      measure: '效应指标',
    },
    sweep: '参数扫描取值',
    sweepText: (parameter, values) => `${parameter}：${values}`,
    sources: '来源',
    noSources: '情景文件未注明假设的来源。',
    methods: '方法',
    methodsText: ({ replicates, points, common, seed }) => [
      `在 ${points}下，每种设计各模拟 ${replicates} 次。每次模拟按设计完成整个试验：筛选、（设计要求时）检测生物标志物与随机化、治疗、观察、数据截止和分析。`,
      common
        ? '所有设计和所有真值使用相同的模拟受试者，按计数模拟时则由相同的随机数抽取（公共随机数），因此设计间的差异为配对差异。'
        : '各设计和各真值使用相互独立的随机数流。',
      `所有随机数由种子“${seed}”、模拟序号和用途唯一确定，结果与处理器数量无关。`,
    ],
    references: '参考文献',
    conventions: '约定',
    conventionsText: ({ times, single, randomised, population }) => [
      `时间单位为月${times ? '，风险率为每月' : ''}。`,
      `${times ? '风险比小于 1、其他效应指标大于 0' : '效应指标大于 0'} 表示试验治疗更优；z 值为正也表示试验治疗更优。`,
      ...(single ? ['单臂试验的效应为与其对照（固定值或其他患者）之差。'] : []),
      '除非检验另有说明，检验水准为单侧；z 值达到界值时拒绝原假设。',
      ...(randomised ? ['随机比例为试验组比对照组。'] : []),
      ...(population === null
        ? []
        : [spaced(`${population} 等人群按检测结果划分；“真实 ${population}”指真实状态。`)]),
    ],
    checks: '与计算值核对',
    exactText: ({ compared, flagged, limit, largest }) =>
      `${compared} 个模拟值有精确值可供核对，${flagged === 0 ? `均相差不超过 ${limit} 个 MCSE` : `其中 ${flagged} 个相差超过 ${limit} 个 MCSE，已标出，应查明原因`}${largest === null ? '' : `；最大相差 ${largest} 个 MCSE`}。`,
    approximateText: (compared) =>
      `${compared} 个模拟值附有近似值。此处的差异兼含近似与模拟的误差，仅列出而不作评判。`,
    powerNotComputed: (tests) =>
      spaced(`以下检验的把握度没有计算值（无适用公式，或需枚举的表过多），仅由模拟得到：${tests}。`),
    uncomputed: (designs, reason) => `未计算各检验拒绝的联合分布：${designs}（${uncomputed[reason]}）。`,
    noChecks: '本情景没有可供核对的计算值。',
    checkKinds: { exact: '精确', approximate: '近似' },
    checkKindColumns: {
      kind: '计算方法',
      nature: '性质',
      compared: '核对数',
      largestInErrors: '最大差异（MCSE）',
      largest: '同一差异（原单位）',
    },
    checkColumns: {
      simulated: '模拟值',
      computed: '计算值',
      kind: '计算方法',
      difference: '差异',
      inErrors: '差异（MCSE）',
      verdict: '判断',
    },
    verdicts: { agrees: '一致', differs: '不一致', approximation: '近似', unknown: '误差未知' },
    warnings: '异常计数',
    warningDetails: (n) => `全部 ${n} 项计数`,
    noWarnings: '无：没有分析失败，所有试验均完成分析。',
    unknownCharts: (names) => `情景要求的下列图本版本不能绘制：${names}。`,
    notApplicable: (names) => `情景要求但不适用于本结果的图：${names}。`,
    provenance: '来源与版本',
    reproduce: '重现',
    reproduceText: '运行下列命令可逐字节重现全部结果，与处理器数量无关：',
    provenanceRows: {
      scenario: '情景',
      hash: '情景哈希值（SHA-256）',
      seed: '种子',
      batch: '批大小',
      streams: '随机数流',
      replicates: '模拟次数',
      precision: '停止精度（MCSE）',
      version: 'MarkerSim 版本',
      format: '结果格式',
    },
    streams: { common: '所有设计和真值共用', independent: '相互独立' },
    downloads: '下载',
    tableLabel: '表',
    figureLabel: '图',
    partOf: (title, part, parts) => `${title}（${part}/${parts}）`,
    downloadCsv: '全部结果（CSV）',
    downloadScenario: '情景文件（YAML）',
    downloadsNote: '按钮所存内容均包含在本文件内，无需联网。各图可在图下另存为图片、数据和图形定义。',
    saveSvg: '保存图片（SVG）',
    saveCsv: '保存数据（CSV）',
    saveSpec: '保存图形定义（Vega）',
    explore: '查看',
    backToAnswer: '回到“回答”所取真值',
    elsewhere: '本文件未包含该真值下的比较：见 results.csv。各图中已标出该真值。',
    cutRows: (rows) => `其余 ${rows} 行见 results.csv。`,
    notEmbedded: (file) => `文件过大，未嵌入：见本页旁的 ${file}。`,
    rounded: '保留 6 位有效数字；完整数值见 results.csv',
    guideline: '指导原则',
    noScript: '脚本已关闭或浏览器版本过旧（2023 年以前），图形以静态图片显示。',
    point: '真值',
    quantity: '指标',
    value: '数值',
  },
};
