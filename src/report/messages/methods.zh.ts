import type { MethodWords } from './messages.ts';
import { trialMethodsZh } from './trialMethods.zh.ts';

/** 各方法的中文说明。 */
export const methodsZh: MethodWords = {
  blocks: {
    term: '区组随机',
    text: '按区组列表分配组别，每一区组内各组按比例、以随机次序排列；分层随机时每层各有一份列表。',
  },
  biasedCoin: { term: '偏币法', text: '在列表或层内，例数落后的组以高于其应占比例的固定概率被抽中。' },
  minimisation: {
    term: '最小化法',
    text: '就下一例患者的各因素水平，累加分入各组后将产生的不均衡；不均衡较小的组以固定概率被抽中。',
  },
  logRank: {
    term: 'Log-rank 检验',
    text: '在各事件时间累加试验组的实际与期望事件数；z > 0 表示试验组更优。',
  },
  stratified: { term: '分层分析', text: '先在各层累加统计量和方差，再相除；缺少某一组的层不计入。' },
  flemingHarrington: {
    term: 'Fleming-Harrington 检验',
    text: '加权 log-rank 检验，权重取自事件发生前合并的 Kaplan-Meier 曲线 S：ρ > 0 侧重早期差异，γ > 0 侧重晚期差异。',
  },
  cox: {
    term: 'Cox 模型',
    text: '由偏似然估计试验组（x = 1）与对照组（x = 0）的风险比；结点按检验所注明的方法处理（默认 Efron 法）。',
  },
  pike: { term: 'Pike 估计', text: '由 log-rank 检验的实际与期望事件数估计风险比。' },
  peto: { term: 'Peto 估计', text: '由 log-rank 得分及其方差一步估计风险比。' },
  rmst: {
    term: '限制性平均生存时间',
    text: '截至 τ 的 Kaplan-Meier 曲线下面积之差，方差为 Greenwood 型。',
  },
  milestoneContrast: {
    term: '两组里程碑时点生存率比较',
    text: '第 t 月的 Kaplan-Meier 生存率及 Greenwood 方差，取差值或在互补双对数尺度上比较。',
  },
  rates: {
    term: '两率比较',
    text: '无疗效原假设下的得分检验，两率受限为相等；分层时采用 Mantel-Haenszel 权重。',
  },
  cmh: {
    term: 'Cochran-Mantel-Haenszel 检验',
    text: '跨层检验，不作连续性校正；z 为通常卡方值的平方根，符号与疗效方向一致。',
  },
  fisher: {
    term: 'Fisher 精确检验',
    text: '单侧：给定边缘合计时，试验组缓解例数不少于所见例数的概率。',
  },
  reRandomisation: {
    term: '重新随机化检验',
    text: '结局保持所见，按试验自身的分配方法重新抽取组别：在对任何患者均无疗效的假设下精确，与分配方法无关。',
  },
  margin: {
    term: '针对界值的检验',
    text: '原假设为效应等于界值 δ₀，而非无效应；拒绝即表示效应优于界值。对于率：采用在界值约束下估计的率所得的得分统计量，代替公式中的标准误。',
  },
  unconditional: {
    term: '非条件精确检验',
    text: '按 Fisher 检验的 p 值排序（Boschloo）；p 为所有共同率下概率的最大值。',
  },
  logistic: {
    term: 'Logistic 回归',
    formula: 'log(p / (1 − p)) = α + β·组别 + γ·x,  z = β̂ / SE(β̂)',
    text: '给定协变量时的组间比值比；协变量具预后意义时，其偏离 1 的程度大于全人群的比值比。',
  },
  gComputation: {
    term: 'g 计算',
    text: '以 logistic 回归预测每例患者在两组的缓解概率并比较其均值；标准误由影响函数得到，并乘以 √(N/(N − p))。',
  },
  exactBinomialTest: {
    term: '精确二项检验',
    text: '与固定率 p₀ 比较：若真实率为 p₀，缓解例数不少于所见例数的概率。',
  },
  scoreInterval: {
    term: '得分区间',
    text: '由双侧 5% 得分检验不拒绝的效应值组成；Miettinen-Nurminen 法将方差乘以 N/(N − 1)。',
  },
  newcombe: { term: 'Newcombe 区间', text: '由两组的 Wilson 区间得到率差的区间。' },
  tTest: {
    term: 't 检验',
    text: '比较两均数，采用合并方差或 Welch 自由度（见各检验）；z 为其 p 值对应的正态分位数。',
  },
  ancova: {
    term: '协方差分析',
    text: '以组别（x）、分层因素和基线协变量（w）对结局作最小二乘回归，检验组别的系数。',
  },
  interaction: {
    term: '治疗与标志物的交互作用',
    text: '标志物阳性与阴性患者疗效之差；z > 0 表示阳性患者获益更大。',
  },
  ...trialMethodsZh,
  power: {
    term: '把握度及其他概率',
    text: '检验拒绝原假设（或得出该结论）的模拟所占比例，区间采用 Wilson 方法。若药物并无真实疗效，则为错误率（Ⅰ类错误）。',
  },
  bias: {
    term: '偏倚',
    text: '估计值 θ̂ 的均值减去指定估计目标的真值 θ；真值由计算得出而非模拟所得。比值类指标取对数尺度。',
  },
  standardErrors: {
    term: '经验标准误与模型标准误',
    text: '前者为各次模拟估计值的标准差，后者为各次分析所报告标准误的均值。',
  },
  mse: { term: '均方误差', text: '估计值与真值 θ 之差的平方的均值。' },
  coverage: {
    term: '覆盖率',
    text: '95% 区间（按后验判断者为可信区间，其余为置信区间）包含指定估计目标真值的模拟所占比例。',
  },
  exaggeration: {
    term: 'M 型错误与 S 型错误',
    text: '在拒绝原假设的模拟中，估计值夸大的倍数，以及方向错误的比例。',
  },
  rightClaim: {
    term: '正确结论、错误结论与遗漏获益',
    text: '按真实状态，结论声称获益的人群恰为全部真正获益者时为正确；声称获益的人群含不获益者时为错误；未涵盖部分获益者时为遗漏。同一结论可以既错误又遗漏。生存时间的获益按平均风险比判断。',
  },
  programs: {
    term: '研发计划',
    text: '研发计划按各试验的结果依次进行；后一试验在前一试验分析完成后另行入组受试者。途经各试验的受试者数、事件数和费用相加，时间及试验间隔亦相加。重现概率是在进入后一试验的条件下其检验拒绝原假设的概率，仅依据进入该试验的模拟计算；只作为后续步骤的试验在其余模拟中不进行（同时作为某一计划首个试验的，每次模拟均进行）。',
  },
  paired: {
    term: '配对差异',
    text: '各设计使用相同的模拟受试者，按计数模拟时则由相同的随机数抽取，设计间的差异在每次模拟内计算，其误差为差值的误差，而非两次独立模拟的误差。蒙特卡洛区间不反映假设本身的不确定性。',
  },
  schoenfeld: {
    term: 'Schoenfeld 公式',
    text: '比例风险下，事件数为 d、试验组占比为 π 时 log-rank 检验把握度的近似值。',
  },
  limitingScore: {
    term: '大样本把握度',
    text: '按设计的入组、分配和删失，由 z 在真值下趋向的正态分布（均值 μ、标准差 σ）得到，为近似值。',
  },
  exactPower: { term: '精确把握度', text: '枚举所有可能的结局计数得到，用于核对模拟。' },
  bayes: { term: '检测方法', text: '预测值由阳性率 π、敏感度和特异度按贝叶斯公式得到。' },
  simonMaitournam: {
    term: '相对效率',
    text: '同等把握度下，全人群试验与富集试验所需例数之比，与 Simon-Maitournam 比值并列。',
  },
  fluidLimit: {
    term: '期望例数与时间',
    text: '不计随机波动的期望值（流体极限），为与模拟均值并列的近似值。',
  },
  expectedEnrolment: {
    term: '按名额计算的期望入组',
    formula: 'E[T] = ∫ P(存在 q 使 N_q(t) < n_q) dt',
    text: '给定构成时，各名额的来诊人数服从泊松分布；据此积分得到何人入组、最后一个名额何时用完，构成随试验变化时再对 Dirichlet 分布取平均。保留名额失效之后以及事件数仍按流体极限计算。',
  },
};
