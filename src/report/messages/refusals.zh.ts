import type { BasketRefusalCatalogue } from '../../baskets/refusals.ts';
import type { Message, Refused } from '../../errors.ts';
import type { RefusalCatalogue } from '../../multiplicity/refusals.ts';

const say = (rule: string, next: string): Message => ({ rule, next });
const members = (list: readonly number[]) => list.join('、');
const thousands = (n: number) => n.toLocaleString('en-US');

/** 多重检验方法被拒绝的原因，与 multiplicity/refusals.ts 中的代码一一对应。 */
const procedures: RefusalCatalogue = {
  alpha: () => say('alpha 须大于 0 且小于 0.5', '单侧检验写 0.025，双侧检验写 0.05'),
  'no-hypotheses': () => say('至少须有一个假设', '写明该方法用于哪些检验'),
  'too-many': (p) =>
    say(
      `该方法须考察各假设的所有交集，最多 ${p.most} 个假设`,
      '减少同时检验的假设，或改用 bonferroni、hochberg、hommel 或固定顺序',
    ),
  weight: () => say('权重须在 [0, 1] 内', '为每个假设给出其所占 alpha 的份额'),
  'weight-zero': () => say('此处每个假设的权重须大于 0', '改用图示法，其中假设可以起初不占 alpha'),
  'weights-sum': (p) => say(`权重之和为 ${p.sum}，超过全部 alpha`, '各权重除以其和'),
  'order-places': (p) => say(`顺序须将 ${p.size} 个假设各写一次`, '补上缺少的，删去重复的'),
  'fallback-alone': () =>
    say(
      '最后一个假设无处回传 alpha：其他假设的权重均为 0',
      '给另一个假设以权重，或不用穷尽版本（exhaustive）',
    ),
  'transitions-shape': (p) => say(`传递矩阵须为 ${p.size} 行 ${p.size} 列`, '每个假设各有一行一列'),
  transition: () => say('传递份额须在 [0, 1] 内', '它是传给另一假设的 alpha 份额'),
  'transition-self': () => say('假设不能将 alpha 传给自己', '将传递矩阵的对角线设为 0'),
  'transition-row': (p) => say(`该行传递份额之和为 ${p.sum}，超过可传递的全部`, '该行各数除以其和'),
  'correlation-shape': (p) =>
    say(`相关矩阵须为 ${p.size} 行 ${p.size} 列的对称阵，对角线为 1`, '未知的相关系数写 null'),
  'correlation-value': () => say('相关系数须在 [-1, 1] 内', '全人群与亚组检验的相关系数为信息量之比的平方根'),
  'correlation-groups': () =>
    say('已知的相关系数须分成若干组，组内各对均已知', '补上缺少的相关系数，或将跨组的相关系数设为 null'),
  'correlation-large': (p) =>
    say(
      `超过 ${p.most} 个统计量的联合分布计算过久`,
      '将假设组之间的相关系数设为 null，或改用 Bonferroni 检验的图示法',
    ),
  'correlation-definite': () => say('不存在具有此相关矩阵的统计量：矩阵有负特征值', '更正相关系数'),
  'correlation-missing': () =>
    say(
      '参数检验需要统计量之间的相关系数，此处未给出',
      '请给出（全人群与亚组：信息量之比的平方根），或改用 holm 或图示法',
    ),
  'dependence-unknown': () =>
    say(
      'Simes（或 Šidák）不等式仅对独立或正相依的统计量得到证明，此处的相依关系未知',
      '给出相关系数，或改用不需假定的 holm',
    ),
  'dependence-negative': () =>
    say('统计量负相关时 Simes（或 Šidák）不等式可能不成立', '改用 holm，或用此相关系数作参数检验'),
  share: () => say('信息量之比须在 (0, 1] 内', '它是亚组的信息量除以全体的信息量'),
  'level-above-alpha': (p) =>
    say(`局部检验水准须大于 0 且小于 alpha = ${p.alpha}`, '降低该水准，或按固定顺序检验'),
  gate: () => say('门控检验的水准须大于 0 且小于 1', '例如写作 0.1'),
  'gate-inflates': (p) =>
    say(
      `通过门控后以全部 alpha 检验，在全局原假设下的Ⅰ类错误率为 ${p.error}，高于 ${p.alpha}`,
      '删去“unadjusted”，使门控之后的检验水准相应降低',
    ),
  'intersection-members': (p) =>
    say(`交集须以编号升序列出其假设（从 0 到 ${p.size - 1}），并为每个假设给出权重`, '更正其中的假设或权重'),
  'intersection-missing': (p) =>
    say(`假设 ${members(p.members)} 的交集没有权重`, '请补上：闭合检验须有全部交集的权重'),
  'intersection-repeat': (p) => say(`假设 ${members(p.members)} 的交集出现两次`, '删去其一'),
};

/** 篮式分析被拒绝的原因，与 baskets/refusals.ts 中的代码一一对应。 */
const baskets: BasketRefusalCatalogue = {
  'no-baskets': () => say('至少须有一个篮', '为每个篮给出无效率'),
  'null-rate': () => say('无效率须大于 0 且小于 1', '它是不值得声称有效的率，例如 0.15'),
  'most-patients': () =>
    say('一个篮的最多患者数须为 1 至 5000 的整数', '写试验的样本量，或最大的篮的人数上限'),
  level: () => say('区间的置信水平须大于 0 且小于 1', '写 0.95；不要区间时写 null'),
  'prior-shape': () =>
    say(
      'Beta 先验的两个形状参数须为大于 0 的有限数：总量为零的先验没有后验分布',
      '例如写作 1, 1（均匀）或 0.5, 0.5（Jeffreys）',
    ),
  share: () => say('须在 [0, 1] 内', '0 为完全不，1 为完全'),
  positive: () => say('须为大于 0 的有限数', '例如写作 1'),
  finite: () => say('须为有限数', '例如写作 1'),
  'logit-mean': () => say('logit 的均值须在 [-10, 10] 内', '写作某个合理率 p 的 log(p / (1 - p))'),
  'logit-sd': () =>
    say(
      'logit 的标准差须在 [0.05, 20] 内：超出此范围，先验几乎全部集中于一个率，或集中于 0 和 1',
      '率为 0.2、相当于一例患者的先验，其标准差为 2.5',
    ),
  'tau-scale': () =>
    say('篮间异质性的尺度须在 [0.01, 100] 内', '在 logit 尺度上 0.125 为小，0.5 为明显，1 为大'),
  'inverse-gamma': () =>
    say('逆伽马先验的形状和尺度参数须在 [1e-6, 100) 内', '建议改用 tau 的半正态先验，其含义更直接'),
  'exchangeable-parts': () => say('各篮共用一个或两个分布', '给出含一个或两个可交换部分的列表，各有其权重'),
  'exchangeable-two': (p) =>
    say(`共用两个分布时须考察篮的每个子集，最多 ${p.most} 个篮`, '只给出一个可交换部分'),
  'by-basket': (p) => say(`按篮给出的列表须有 ${p.baskets} 项`, '每个篮一项，或对所有篮给出同一个值'),
  'exnex-weights': () =>
    say('一个篮的各权重须在 [0, 1] 内，且其和不超过 1', '与 1 之差即该篮独立（不可交换）的权重'),
  source: () => say('历史来源须有 1 至 5000 例患者，缓解者为 0 至该数的整数', '例如 40 例中 12 例缓解'),
  exchangeable: () =>
    say('两个篮可交换的先验概率须大于 0 且小于 1', '写 0.5；两端的情形改用 beta-binomial 或 pooled'),
  'mem-baskets': (p) =>
    say(
      `按${p.over === 'pairs' ? '两两' : '划分'}考察可交换性时，超过 ${p.most} 个篮则模型过多`,
      p.over === 'pairs' ? '写 `over: partitions`，最多可达 12 个篮' : '改用 bhm 或 exnex',
    ),
  'fisher-tables': (p) =>
    say(
      `Fisher 精确检验可能须考察 ${thousands(p.tables)} 个列联表，最多 ${thousands(p.most)} 个`,
      '写 `test: chi-square`',
    ),
  prune: () => say('剪枝所用的概率须大于 0 且小于 1', '写试验的界值，例如 0.95；不剪枝时可不写'),
  'error-level': () => say('须控制的错误率须大于 0 且小于 1', '例如写作 0.05'),
  confidence: () => say('置信水平须不小于 0.5 且小于 1', '写 0.975；只要最佳估计时可不写'),
  'no-null': () =>
    say('各真实情形中没有一个篮无效，因此没有须控制的错误', '加入一个真实率不高于无效率的情形'),
  'first-size': (p) => say(`期中分析时的患者数须在 0 至该篮的 ${p.n} 之间`, '写明届时已评价多少例'),
  'chu-yuan': (p) =>
    say(
      `同质性统计量的中位数在全部有效时为 ${p.low.toPrecision(3)}，在部分有效时为 ${p.high.toPrecision(3)}：没有由前者升至后者的直线`,
      '使各率相差更大或篮更大，并使方差满足 0 < alike < different',
    ),
  'too-many-tables': (p) =>
    say(
      `该试验共有 ${thousands(p.tables)} 种缓解者组合，最多枚举 ${thousands(p.most)} 种`,
      '使用 simulateBaskets（calibrateCutoff 则给出 `simulation`），或减少篮数或篮的大小',
    ),
  donors: (p) =>
    say(
      `donors 须为篮 0 至 ${p.baskets - 1} 中的一部分而非全部，各写一次`,
      '写明只提供信息的篮（如成人）；若所有篮互相借用则不写',
    ),
};

/** What a procedure or analysis is refused for, in Chinese; the English words stand where there are no others. */
const inChinese = (catalogue: object, { code, parameters, rule, next }: Refused): Message => {
  const words = (catalogue as Record<string, (p: object) => Message>)[code];
  return words === undefined ? { rule, next } : words(parameters);
};

export const procedureRefusalZh = (refused: Refused): Message => inChinese(procedures, refused);
export const basketRefusalZh = (refused: Refused): Message => inChinese(baskets, refused);
