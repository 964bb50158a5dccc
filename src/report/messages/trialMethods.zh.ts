import type { TrialMethodId } from '../methods.ts';
import type { MethodWords } from './messages.ts';

/** Methods of multiplicity, looks, single arms and baskets, in Chinese. */
export const trialMethodsZh: Pick<MethodWords, TrialMethodId> = {
  closure: {
    term: '封闭检验',
    text: '某一假设被拒绝，当且仅当包含它的每个交假设均在水准 α 下被拒绝；无论何者为真，总体Ⅰ类错误均得到控制。',
  },
  bonferroni: {
    term: 'Bonferroni 法',
    text: '每个检验使用 α 的固定份额。',
  },
  holm: {
    term: 'Holm 法',
    text: '逐步向下的 Bonferroni 法：被拒绝检验的份额分给其余检验。',
  },
  stepUp: {
    term: 'Simes 类方法',
    text: '将排序后的 p 值与递增的 α 份额比较；检验独立或正相关时可控制 α。',
  },
  fixedSequence: {
    term: '固定顺序检验',
    text: '按顺序检验，每个均用全部 α，至首个未被拒绝者为止。',
  },
  fallback: {
    term: '回退法',
    text: '按顺序检验，每个使用自身份额，若前一检验被拒绝则再加其份额。',
  },
  graph: {
    term: '图示法',
    text: '被拒绝检验的水准沿箭头传递给其他检验，并更新箭头权重。',
  },
  overallSubgroup: {
    term: '全人群与亚组',
    text: '检验水准利用两者共有受试者带来的相关性；采用实际信息份额时，按每次试验的观察值计算。',
  },
  mast: {
    term: '生物标志物序贯检验',
    text: '先检验阳性人群；若拒绝，则以全部 α 检验阴性人群，否则以剩余水准检验全人群。若仅阳性人群获益，其对阴性人群的结论不能严格控制 α。',
  },
  interactionGate: {
    term: '交互作用门控',
    text: '交互作用通过门槛时单独检验阳性人群，否则检验全人群；门槛后的水准已下调，使总体错误为 α（除非设计另行指定）。',
  },
  spending: {
    term: 'α 消耗',
    text: '各次分析的界值按实际或计划信息量消耗 α，末次分析用尽剩余部分。',
  },
  classicalBounds: {
    term: '经典界值',
    text: '按计划信息量采用同一形状的界值，常数 C 使错误率为 α。',
  },
  sequentialGraph: {
    term: '多次分析中的多重检验',
    text: '每个检验在各交假设中按其水准取界值；被拒绝检验的水准传递后，界值随之更新。',
  },
  conditionalPower: {
    term: '条件把握度与预测把握度',
    text: '给定当前 z、按数据趋势，在后续分析中拒绝的概率；预测把握度为其在平坦先验下的平均。',
  },
  betaSpending: {
    term: 'β 消耗',
    text: '无效界值按消耗函数消耗Ⅱ类错误，与有效界值消耗Ⅰ类错误相同。',
  },
  combination: {
    term: '阶段合并检验',
    text: '每个阶段对每个交假设由其自身受试者或增量得到 p 值；权重在试验前固定，其后的调整不影响 α。',
  },
  selection: {
    term: '期中选择',
    text: '依据期中数据选择继续的人群；无论如何选择，封闭合并检验均控制 α。生存终点按阶段划分受试者，随访按事先规定进行。',
  },
  medianUnbiased: {
    term: '中位无偏估计',
    text: '使结果被超过与不被超过的可能性相等的效应值，越早停止越极端。多个检验时，各取其自身数据使其停止的分析，故不依赖其他检验。',
  },
  laterStages: {
    term: '仅后续阶段与固定权重',
    text: '后续阶段未参与选择，故给定选择其估计无偏。以合并检验的权重合并所有阶段，对必然继续的人群为中位无偏。',
  },
  shrunken: {
    term: '收缩估计',
    text: '亚组估计向全部受试者的估计收缩，收缩程度取决于其离散在多大程度上可由机遇解释（经验贝叶斯）。其区间视异质性为已知。',
  },
  selectionCorrected: {
    term: '选取最佳者的校正',
    text: '减去以所见值为中心、相关系数已知的若干正态估计中最大者平均高出的量：参数自助法的一步。各效应相等时仍残留部分偏倚。',
  },
  assurance: {
    term: '按先验平均',
    text: '在若干真值下的操作特征按其可能性加权平均；分布由高斯求积点代表。',
  },
  familywise: {
    term: '总体Ⅰ类错误',
    text: '在该真实情形下，检验族中任一对应人群无疗效的检验被拒绝的概率。',
  },
  simon: {
    term: 'Simon 两阶段设计',
    text: '第一阶段应答者超过 r₁ 时进入第二阶段；总应答者超过 r 时拒绝。',
  },
  fleming: {
    term: 'Fleming 多阶段设计',
    text: '若全部患者的单阶段检验已基本确定结果，则该阶段提前终止（得出或不得出结论）；检验水准和把握度为精确值。',
  },
  predictiveProbability: {
    term: '预测概率',
    text: '每次分析时，计算试验若进行到底将得出结论的概率，后续患者按后验分布抽取；概率过低（或过高）时终止。检验水准和把握度为精确值。',
  },
  stagewise: {
    term: '阶段序',
    text: '分阶段试验的 p 值与区间：较早得出结论优于任何较晚的结束，较早无结论终止则次之；同一阶段内按应答数排序。',
  },
  umvue: {
    term: '一致最小方差无偏估计（UMVUE）',
    text: '分阶段试验后方差最小的无偏估计：通向同一结局的所有路径上第一阶段应答率的平均。观察到的比例有偏，因为试验在其极端时停止。',
  },
  posterior: {
    term: 'Beta-二项后验',
    text: '由先验和自身应答数得到的后验；超过固定值的概率达到界值时拒绝。',
  },
  oneSampleLogRank: {
    term: '单样本 log-rank 检验',
    text: '观察事件数与固定生存曲线下期望事件数比较。',
  },
  milestone: {
    term: '时点生存率',
    text: '固定时点的 Kaplan-Meier 生存率与固定值在变换尺度上比较。',
  },
  hierarchical: {
    term: '贝叶斯分层模型',
    text: '各瘤种来自同一正态分布，其离散程度决定相互借用的多少。',
  },
  exnex: {
    term: 'EXNEX 模型',
    text: '每个瘤种以先验概率与其他瘤种可交换，或独立存在。',
  },
  mem: {
    term: '多源可交换模型',
    text: '按后验概率对各瘤种的可交换组合求平均。',
  },
  fujikawa: {
    term: '按相似性借用',
    text: '按后验分布间的 Jensen-Shannon 散度加权共享数据。',
  },
  powerPrior: {
    term: '幂先验',
    text: '其他瘤种的数据以 0 至 1 的权重计入。',
  },
  prunePool: {
    term: '剪枝与合并',
    text: '剔除无效瘤种，其余按异质性检验合并或分开。',
  },
  robustMap: {
    term: '稳健 MAP 先验',
    text: '由外部数据得到的预测先验与模糊先验混合，冲突时后者起主导作用。',
  },
  calibration: {
    term: '校准的界值',
    text: '在同一设计的试验中，无效水平达到界值的频率不超过要求的最小后验概率：按单个水平（basket-wise）或任一水平（family-wise）计；真实情形为各水平均无效，或取所给各真实情形中的最大值（或平均值）。每种真实情形由 20,000 次试验求得，并给出次序统计量的 95% 区间；其错误率另由 20,000 次试验评估。其他真实情形下错误率可能更大。',
  },
  standardised: {
    term: '按目标人群构成标准化',
    text: '各层的率（里程碑时点生存率）按目标人群构成而非入组构成加权。',
  },
  cohortStandardised: {
    term: '按受试者构成标准化',
    text: '外部队列在其所记录标志物各层的结局，按接受试验治疗者的构成求平均；未记录的差异仍然存在。',
  },
  cohortWeighted: {
    term: '加权至受试者',
    text: '外部队列患者按其属于本试验的优势加权，使标志物的边际构成一致；方差为稳健方差，权重视为已知。',
  },
  cohortBorrowed: {
    term: '借用外部队列',
    text: '外部队列为对照组提供信息：率采用 beta 先验；风险比与均数采用正态近似并允许队列存在偏移。幂先验按权重减少借用；稳健先验在两者不一致时借用更少。漂移造成的偏倚受到限制，但不能消除。',
  },
};
