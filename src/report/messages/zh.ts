import { conductZh } from './conduct.zh.ts';
import type { Messages } from './messages.ts';
import { methodsZh } from './methods.zh.ts';

const han = '[\\u3000-\\u9fff\\uff00-\\uffef]';
const betweenHan = new RegExp(`(${han}) +(?=${han})`, 'g');

/** A sentence from parts that may be Chinese or Latin: a space stands only beside Latin. */
const spaced = (text: string) => text.replace(betweenHan, '$1');

/** Simplified Chinese catalogue; statistical terms as in the guidelines of the National Medical Products Administration. */
export const zh: Messages = {
  tag: 'zh-CN',
  ownName: '中文',
  list: (items) =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')}和${items[items.length - 1]}`,
  sentences: (items) => items.join(''),
  interval: (low, high) => `${low} 至 ${high}`,
  bracket: (text, note) => `${text}（${note}）`,
  points: ' 个百分点',
  notAvailable: '无',
  everyone: '全人群',
  arm: { control: '对照组', experimental: '试验组' },
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
    'rejection for harm': '拒绝原假设且对照组更优的概率',
    'mean z': 'z 值均值',
    information: '分析所用事件数或例数',
    'bias given rejection': '拒绝原假设时的偏倚',
    'events not reached': '未达到目标事件数的试验比例',
    'relative efficiency (randomised)': '相对效率（随机例数）',
    'relative efficiency (screened)': '相对效率（筛选例数）',
    ppv: '阳性预测值',
  },
  parameters: {
    prevalence: '阳性率',
    sensitivity: '灵敏度',
    specificity: '特异度',
    unevaluable: '不可评估率',
    turnaround: '检测周期',
    'hazard ratio': '风险比',
    'odds ratio': '比值比',
    'risk difference': '率差',
    'risk ratio': '相对危险度',
    'mean difference': '均数差',
    'prognostic hazard ratio': '预后风险比',
    median: '中位数',
    rate: '率',
    randomised: '随机例数',
    events: '事件数',
    alpha: '检验水准',
    'screened per month': '每月筛选例数',
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
    't-test': 't 检验',
    ancova: '协方差分析',
  },
  measures: {
    'log hazard ratio': '对数风险比',
    'hazard ratio': '风险比',
    'RMST difference': '限制性平均生存时间差',
    'risk difference': '率差',
    'log risk ratio': '对数相对危险度',
    'log odds ratio': '对数比值比',
    'mean difference': '均数差',
    'median (months)': '中位数（月）',
    rate: '率',
    mean: '均数',
  },
  difference: (metric) => `${metric}之差`,
  inSentence: (name) => name,
  ofTest: (metric, test) => `${metric}（${test}）`,
  versus: (b, a) => spaced(`${b} 对比 ${a}`),
  atLook: (metric, look) => `${metric}（第 ${look} 次分析）`,
  settings: (items) => items.join('，'),
  setting: (parameter, value) => `${parameter} ${value}`,
  base: {
    stated: (settings) => `${settings}（与情景文件一致）`,
    middle: (settings) => `${settings}（扫描范围的中间值）`,
  },
  references: {
    'exact binomial': '精确二项分布',
    Bayes: '贝叶斯公式（精确）',
    Schoenfeld: 'Schoenfeld 公式',
    'limiting score': '得分统计量的大样本极限',
    'normal theory': '正态近似',
    'fluid limit': '流体极限（不计随机波动）',
    'Simon-Maitournam': 'Simon-Maitournam 比值',
  },
  marks: { highest: '最高', lowest: '最低', fewest: '最少', shortest: '最短' },
  legend:
    '\u00b1：95% 蒙特卡洛区间的一半（1.96 MCSE）。*：把握度最高，或例数、时间、费用最少，且差异超出蒙特卡洛误差。',
  design: {
    inTrial: (trial, sentence) => spaced(`试验 ${trial}：${sentence}`),
    enrolment: ({ population, n, ratio, block, coin, strata }) => {
      const who = `入组 ${population}，按 ${ratio} 随机 ${n} 例，采用`;
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
    quota: (n, population) => spaced(`${population} ${n} 例`),
    bounds: (least, most, until, population) => {
      const floor = `至少 ${least} 例${until === null ? '' : `（名额保留至第 ${until} 个月）`}`;
      const parts = [least > 0 ? floor : '', most === null ? '' : `至多 ${most} 例`].filter(Boolean);
      return spaced(`${population} ${parts.join('、')}`);
    },
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
    followUp: (months) => `末例随机后 ${months} 个月`,
    assessed: '末例完成评估时',
    firstOf: (items) => `下列最先达到者：${items}`,
    lastOf: (items) => `下列最后达到者：${items}`,
    weights: (rho, gamma) => `权重（${rho}，${gamma}）`,
    horizon: (months) => `截至第 ${months} 个月`,
    stratified: (by) => spaced(`按 ${by} 分层`),
    adjusted: (covariates) => spaced(`按 ${covariates} 校正`),
    interaction: (marker) => spaced(`治疗与 ${marker} 的交互作用`),
    options: (items) => items.join('，'),
    ties: { efron: '结点按 Efron 法处理', breslow: '结点按 Breslow 法处理' },
    confidence: {
      wald: 'Wald 区间',
      score: '得分区间',
      newcombe: 'Newcombe 区间',
      'miettinen-nurminen': 'Miettinen-Nurminen 区间',
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
    },
    significance: (sided, alpha) => `${sided === 1 ? '单侧' : '双侧'} ${alpha}`,
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
    power: { title: '各设计的把握度', axis: '拒绝原假设的概率' },
    claims: { title: '各设计得出的结论', axis: '得出该结论的概率' },
    bias: {
      title: '估计的偏倚',
      axis: (measure) => `偏倚（${measure}）`,
      panel: (test, estimand) => `${test}，估计目标：${estimand}`,
    },
    coverage: { title: '置信区间覆盖率', axis: '95% 置信区间覆盖率' },
    efficiency: { title: '把握度的代价', axis: (test) => `${test} 的把握度` },
    duration: { title: '试验周期' },
    procedures: {
      title: '检验水准的分配与传递',
      note: '圆内为任何检验被拒绝之前的检验水准；箭头为被拒绝检验的水准传递的份额。',
      level: '检验水准',
      onward: '传递',
      alt: (design, test, level, onward) =>
        `${design}，${test}：${level}${onward === '' ? '' : `，传递 ${onward}`}。`,
    },
    truth: {
      title: '假设的真值：按生物标志物的疗效',
      survival: '生存概率',
      months: '随机后时间（月）',
      effect: { ratio: '试验组更优 < 1 < 对照组更优', difference: '对照组更优 < 0 < 试验组更优' },
      values: '按标志物状态和组别',
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
    intervalNote: '标记为模拟值；横线为 95% 蒙特卡洛区间，可能比标记更窄。',
    referenceNote: (kinds, approximate) => `短线为计算${approximate ? '近似值' : '值'}（${kinds}）。`,
    spreadNote: '浅色条或浅色带为单次试验的 5% 至 95% 分位数。',
    spread: '单次试验 5% 至 95% 分位数',
    zeroNote: '灰线表示无偏倚。',
    nominalNote: '灰线为名义水平 95%。',
    heldNote: (settings) => spaced(`图示为 ${settings} 时的结果；其余取值见下载数据。`),
    pathNote: (parameter) => `连线连接不同${parameter}的模拟点。`,
    ownScaleNote: '各行坐标尺度不同。',
    computedNote: '由情景假设直接计算，非模拟所得，无蒙特卡洛误差。',
    leftOut: (n, what) => `${n} 行未绘出：${what}。`,
    panelsLeftOut: (names) => spaced(`为保证图形清晰，未绘出：${names}；见下载数据。`),
    valueLabels: (parameter) => `标记旁的数字为${parameter}；相互遮挡处有省略。`,
    over: (title, parameter) => (title === '' ? `横轴为${parameter}` : `${title}，横轴为${parameter}`),
    noEstimate: '没有一次模拟得到估计值',
    noTruth: '没有可绘制的数值',
    altPanels: (title, panels, designs, over) =>
      `${title}：${designs}${over === '' ? '' : `，横轴为${over}`}，共 ${panels} 幅。`,
    altRange: (design, low, high) => `${design}：${low} 至 ${high}。`,
    altValue: (design, value) => `${design}：${value}。`,
    altPair: (design, spent, power) => `${design}：${spent}，${power}。`,
    altTruth: (title, cells) => `${title}。${cells}`,
    altCell: (population, control, experimental, effect) =>
      `${population}：对照组 ${control}，试验组 ${experimental}，疗效 ${effect}。`,
  },
  answer: {
    at: (settings) => spaced(`取${settings}。`),
    compared: (test, what) => spaced(`先比较各设计对 ${test} 的把握度（${what}），再比较代价。`),
    alone: (design, test, power) => spaced(`${design} 拒绝 ${test} 的概率为 ${power}。`),
    design: (design, power) => spaced(`${design} ${power}`),
    best: (design, test, designs) => spaced(`${design} 对 ${test} 的把握度最高：${designs}。`),
    leastError: (design, test, designs) =>
      spaced(`药物在 ${test} 所检验人群中并无真实疗效，${design} 拒绝的概率最低：${designs}。`),
    saturated: (test, designs) =>
      spaced(`各设计对 ${test} 的把握度均高于 99%：${designs}。把握度不能区分各设计，应比较例数和时间。`),
    unclear: (test, designs) =>
      spaced(`在蒙特卡洛误差范围内，各设计对 ${test} 的把握度没有高低之分：${designs}。`),
    alike: (test, designs) =>
      spaced(`各设计对 ${test} 的把握度相差不足 1 个百分点：${designs}。应比较例数和时间。`),
    shared: ({ test, harm, leaders, others, thrifty }) =>
      spaced(
        `${harm ? `拒绝 ${test} 的概率最低的设计` : `对 ${test} 的把握度最高的设计`}为 ${leaders}，彼此差异未超出蒙特卡洛误差；其余为 ${others}${thrifty === null ? '' : `。把握度最高者中，代价最小的为 ${thrifty}`}。`,
      ),
    cheapest: (design, marks) =>
      spaced(`${design} ${zh.list(marks.map(({ mark, quantity }) => `${quantity}${mark}`))}`),
    cheapestOf: (designs) => spaced(`在蒙特卡洛误差之外，${designs.join('；')}。`),
    against: (design, reference, changes) => spaced(`与 ${reference} 相比，${design}：${changes}。`),
    change: (metric, difference) => spaced(`${metric} ${difference}`),
    same: (metrics) => spaced(`${metrics}的差异未超出蒙特卡洛误差`),
    sweep: (design, reference, test, { above, below, neither }) =>
      spaced(
        `在 ${above + below + neither} 种真值中，${design} 对 ${test} 的把握度高于 ${reference} 的有 ${above} 种，低于的有 ${below} 种，差异在蒙特卡洛误差以内的有 ${neither} 种。`,
      ),
    claim: (claim, probability) => spaced(`“${claim}” ${probability}`),
    claims: (design, claims) => spaced(`${design} 的结论：${claims}。`),
    nothing: '结果中没有可用于比较设计的检验或结论。',
    weak: (metric, pair, difference, needed) =>
      spaced(
        `蒙特卡洛误差过大，尚不能按${metric}作出选择：${pair} 相差 ${difference}${needed === null ? '' : `；若差异确为所见大小，约需 ${needed} 次模拟`}。`,
      ),
  },
  tipping: {
    note: '逐一沿各扫描参数比较，其余参数取“回答”中的数值。仅比较模拟过的取值：变化发生在相邻两个取值之间的某处。没有其他设计在蒙特卡洛误差之外更优者，称为领先。',
    best: '领先者',
    mark: '改变',
    none: '不分先后',
    whole: '全部扫描范围',
    tip: ({ parameter, from, to, quantity, before, after }) =>
      spaced(`${parameter} 由 ${from} 至 ${to} 之间，${quantity}的领先者由 ${before} 变为 ${after}。`),
    crossing: ({ design, level, rises, parameter, from, to }) =>
      spaced(
        `${parameter} 在 ${from} 与 ${to} 之间，${design} 的把握度${rises ? '升至' : '降至'} ${level} ${rises ? '以上' : '以下'}。`,
      ),
    still: (parameter, quantities) => spaced(`${parameter} 的任一取值均不改变${quantities}的领先者。`),
  },
  conduct: conductZh,
  truth: {
    assay: ({ marker, prevalence, sensitivity, specificity, unevaluable, ppv }) =>
      spaced(
        `${prevalence} 的患者真实状态为 ${marker}+；检测方法可检出其中 ${sensitivity}，并将其余患者的 ${specificity} 判为阴性${unevaluable === null ? '' : `；${unevaluable} 无检测结果`}。检测阳性者中 ${ppv} 为真阳性。`,
      ),
    cell: ({ endpoint, population, measure, control, experimental, effect }) =>
      spaced(
        `${population} 的 ${endpoint}：${measure}对照组 ${control}，试验组 ${experimental}${effect === null ? '' : `，${effect}`}。`,
      ),
    nature: (endpoint, prognostic, predictive, opposite) =>
      spaced(
        `就 ${endpoint} 而言，各类患者对照组的结局${prognostic ? '不同（预后性）' : '相同（非预后性）'}，疗效${predictive ? `不同（预测性）${opposite ? '，且方向相反' : ''}` : '相同（非预测性）'}。`,
      ),
  },
  methodWords: methodsZh,
  page: {
    lead: '临床试验模拟报告',
    contents: '目录',
    question: '问题',
    answer: '回答',
    comparison: '设计比较',
    comparisonNote:
      '模拟期望值、95% 蒙特卡洛区间和蒙特卡洛标准误（MCSE）；未附误差的数值由设计固定。仅当每一配对差异均超出误差时，才标出把握度最高或例数、时间、费用最少的设计；事件数既是信息也是代价，不作标记。把握度为拒绝原假设的概率；若药物在所检验人群中并无真实疗效，则该概率为错误率（Ⅰ类错误）。',
    otherPoints: (n) => `此处未列出其余 ${n} 种真值：见各图和 results.csv。`,
    truths: (n) => `${n} 种真值`,
    checkTable: '全部核对结果，差异大者在前',
    otherChecks: (n) => `此处未列出其余 ${n} 项差异更小的核对结果：见 results.csv。`,
    mcse: 'MCSE',
    paired: '设计间的配对差异',
    pairedNote:
      '各设计使用相同的模拟受试者，差异在每次模拟内计算。95% 蒙特卡洛区间不含零时，称差异超出误差。',
    differenceColumn: '差异',
    beyond: '超出误差',
    within: '误差以内',
    judged: '判断',
    charts: '图',
    isolate: '突出显示某一设计：',
    showAll: '全部',
    notLive: '为控制文件大小，此图在本页不可交互：其图形定义见 charts 文件夹。',
    hoverHint: '将指针移到标记上可查看数值。',
    dataTable: '本图数据',
    textAlternative: '文字说明',
    choosePoint: '真值：',
    tipping: '哪些条件会改变结论',
    assumptions: '假设',
    truthTable: '按生物标志物的真值',
    assays: '生物标志物与检测方法',
    assayColumns: {
      marker: '标志物',
      prevalence: '阳性率',
      sensitivity: '灵敏度',
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
      `在 ${points}下，每种设计各模拟 ${replicates} 次。每次模拟依次完成入组、生物标志物检测、筛选、随机化、观察、数据截止和分析。`,
      common
        ? '所有设计和所有真值使用相同的模拟受试者（公共随机数），因此设计间的差异为配对差异。'
        : '各设计和各真值使用相互独立的随机数流。',
      `所有随机数由种子“${seed}”、模拟序号和用途唯一确定，结果与处理器数量无关。`,
    ],
    references: '参考文献',
    conventions: '约定',
    conventionsText: [
      '时间单位为月，风险率为每月。',
      '风险比小于 1、其他效应指标大于 0 表示试验组更优；z 值为正也表示试验组更优。',
      '除非检验另有说明，检验水准为单侧；z 值达到界值时拒绝原假设。',
      '随机比例为试验组比对照组。',
      'EGFR+ 等人群按检测结果划分；“true EGFR+”指真实状态。',
    ],
    checks: '与计算值核对',
    exactText: ({ compared, flagged, limit, largest }) =>
      `${compared} 个模拟值有精确值可供核对，${flagged === 0 ? `均相差不超过 ${limit} 个 MCSE` : `其中 ${flagged} 个相差超过 ${limit} 个 MCSE，已标出，应查明原因`}；最大相差 ${largest} 个 MCSE。`,
    approximateText: (compared) =>
      `另有 ${compared} 个模拟值附有近似值。此处的差异兼含近似与模拟的误差，仅列出而不作评判。`,
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
    downloadCsv: '全部结果（CSV）',
    downloadScenario: '情景文件（YAML）',
    downloadsNote: '以下内容均包含在本文件内。各图可在图下另存为图片、数据和图形定义。',
    saveSvg: '保存图片（SVG）',
    saveCsv: '保存数据（CSV）',
    saveSpec: '保存图形定义（Vega）',
    explore: '查看',
    backToAnswer: '回到“回答”所取真值',
    elsewhere: '本文件未包含该真值下的比较：见 results.csv。各图中已标出该真值。',
    notEmbedded: (file) => `文件过大，未嵌入：见本页旁的 ${file}。`,
    rounded: '保留 6 位有效数字；完整数值见 results.csv',
    guideline: '指导原则',
    noScript: '脚本已关闭，图形以静态图片显示。',
    point: '真值',
    quantity: '指标',
    value: '数值',
  },
};
