// Long because it is a catalogue: every fault of errors.ts in Chinese.

import type { DurationUse, FaultCatalogue, Message, OpeningProblem } from '../../errors.ts';
import { basketRefusalZh, procedureRefusalZh } from './refusals.zh.ts';

/** Kinds of names, as faults call them. */
const KINDS: Record<string, string> = {
  key: '键',
  marker: '生物标志物',
  'marker or stratum': '生物标志物或分层因素',
  stratum: '分层因素',
  level: '水平',
  endpoint: '终点',
  'binary endpoint': '二分类终点',
  design: '设计',
  test: '检验',
  'test or population': '检验或人群',
  trial: '试验',
  'name under "stratify by"': '“stratify by”下的名称',
  claim: '结论',
  program: '研发计划',
  outcome: '结果',
  'test, claim or outcome': '检验、结论或结果',
  'swept value': '扫描参数',
  metric: '指标',
  name: '名称',
  events: '事件',
  patients: '患者',
  score: '评分',
  'other patients (`against: EGFR-`)': '其他患者（`against: EGFR-`）',
  'a fixed rate (`against: {rate: 0.15}`)': '固定的率（`against: {rate: 0.15}`）',
  'a fixed curve (`against: {median: 6}`)': '固定的曲线（`against: {median: 6}`）',
};
const kind = (word: string) => KINDS[word] ?? word;

/** What is wrong with a level that is added after a look. */
const OPENING_PROBLEMS: Record<OpeningProblem, (look: number) => Message> = {
  'no closing': () => ({
    rule: '只有在分析逐个决定各水平的去留时，才能在某次分析后增加水平',
    next: '在 looks 中写 `close: {}`（需要关闭时再给出无效界值或疗效界值）；或按月份增加：`from: 12`',
  }),
  'no level': () => ({
    rule: '只有逐个关闭的检验中的某一水平才能在分析后增加',
    next: '写一个由 `in: each tumour` 检验的水平，例如 `tumour = gastric`',
  }),
  'last look': (look) => ({
    rule: `第 ${look} 次分析是最后一次或不存在：其后不再入组`,
    next: '请指明最后一次之前的分析',
  }),
  'look of levels': (look) => ({
    rule: `第 ${look} 次分析等待的患者必须能由一开始就入组的水平提供`,
    next: '请等待全体患者的例数，如 `{patients: 30}`，且不超过未留给后加水平的名额',
  }),
  'no other': () => ({
    rule: '所有水平都在分析后才增加，一开始没有患者',
    next: '至少让一个水平不写 "after look"',
  }),
};

/** What a duration of response is refused for. */
const DURATION_USES: Record<DurationUse, Message> = {
  comparison: {
    rule: '两组（或两个人群）中的缓解者是不同的患者，随机化并不使其可比',
    next: '在单臂试验中与固定曲线比较，例如 `against: {median: 6}`；两组比较请用全体患者的终点，如 PFS',
  },
  correlation: {
    rule: '在缓解的条件下单独抽取',
    next: '请删去；可让其曲线随分层或标志物而不同',
  },
  benefit: {
    rule: '只在一种治疗下缓解的患者在另一种治疗下没有缓解持续时间，因此它不表示个体的疗效',
    next: '改为缓解本身的终点，或全体患者的终点',
  },
  class: {
    rule: '从中读不出治疗效应，而标志物的类别取决于治疗效应',
    next: '改为缓解本身的终点，或全体患者的终点',
  },
  claim: {
    rule: '从中读不出治疗效应，因此无从判断患者在哪个终点上获益结论才算正确',
    next: '同时检验缓解，或在 truth 中指明终点，例如 `worthwhile: {ORR: 0.1}`',
  },
};

/** Where an option has no meaning, as `option-method` calls it; methods keep their names. */
const PLACES: Record<string, string> = {
  'a comparison of the arms': '两组间的比较',
  'a fixed value': '固定值',
  'a randomised trial': '随机试验',
  'a score with `auc`': '给出 `auc` 的评分',
  'a single-arm trial': '单臂试验',
  'a test against a cohort': '与外部队列比较的检验',
  'a test without randomised arms': '没有随机分组的检验',
  'a test of interaction': '交互作用检验',
  'a re-randomisation test': '重新随机化检验',
  'a trial of stages': '分阶段的试验',
  'an endpoint with a prognostic score': '有预后评分的终点',
  'an endpoint that is time-to-event': '时间-事件终点',
  'an endpoint that is binary': '二分类终点',
  'an endpoint that is continuous': '连续终点',
  'beta spending': 'β 消耗',
  'combined stages': '合并的各阶段',
  'looks that stop nothing': '不作停止决定的分析时点',
  'stages that are combined': '合并的各阶段',
  'tests of all data': '用全部数据的检验',
  'these stages': '这些阶段',
};
const place = (method: string) => PLACES[method] ?? method.replace(' with named tests', '（已列出检验）');
/** With a space on either side of Latin letters. */
const spacedPlace = (method: string) =>
  place(method)
    .replace(/^(?=[\x20-\x7e])/, ' ')
    .replace(/(?<=[\x20-\x7e])$/, ' ');
/** What may stand instead, where that is not a word of the language. */
const INSTEAD: Record<string, string> = {
  'a score without it': '不给出 `auc` 的评分',
  'non-binding futility': '非约束性无效界值',
};

/** Types of values and bounds of numbers, as the schema words them. */
const PHRASES: [RegExp, string][] = [
  [/\ba whole number\b/g, '整数'],
  [/\ba number\b/g, '数'],
  [/\ba list of numbers\b/g, '数的列表'],
  [/\ba list with at least one entry\b/g, '至少有一项的列表'],
  [/\ba list\b/g, '列表'],
  [/\ba table\b/g, '表（键: 值）'],
  [/\btext\b/g, '文本'],
  [/\bat least (\S+)/g, '不小于 $1'],
  [/\bat most (\S+)/g, '不大于 $1'],
  [/\babove (\S+)/g, '大于 $1'],
  [/\bbelow (\S+)/g, '小于 $1'],
  [/, | or /g, '、'],
  [/ and /g, '且'],
];
const phrase = (text: string) =>
  PHRASES.reduce((done, [pattern, chinese]) => done.replace(pattern, chinese), text);

/** What the readers of small expressions object to. */
const PROBLEMS: [RegExp, string][] = [
  [/^a parenthesis is not closed$/, '括号未闭合'],
  [/^"(.*)" is written (.*)$/, '“$1”应写作 $2'],
  [/^a name is missing at the start$/, '开头缺少名称'],
  [/^a name is missing after (.*)$/, '$1 之后缺少名称'],
  [/^it has more than (\d+) parts$/, '超过 $1 个部分'],
  [/^it is longer than (\d+) letters$/, '超过 $1 个字符'],
  [/^"(.*)" is not expected at the start$/, '开头不应出现“$1”'],
  [/^"(.*)" is not expected after (.*)$/, '$2 之后不应出现“$1”'],
  [/^"(.*)" is not expected$/, '此处不应出现“$1”'],
  [/^it ends where "reject TEST" is expected$/, '末尾应为 "reject TEST"'],
  [/^"reject TEST" is expected before (.*)$/, '$1 之前应为 "reject TEST"'],
  [/^a quote does not close or stands inside a key of "(.*)"$/, '“$1”中引号未闭合，或位于键的中间'],
  [/^an empty key in "(.*)"$/, '“$1”中有空键'],
  [/^claims after "otherwise" are never reached$/, '“otherwise”之后的结论永远不会用到'],
  [/^must not be a whole number$/, '不得为整数'],
  [/^must be one line without spaces at its ends$/, '须为一行，首尾不得有空格'],
  [/^must not hold (.*), "and", "or" or spaces at its ends$/, '不得含有 $1、"and"、"or"，首尾不得有空格'],
  [/^must not hold (.*)$/, '不得含有 $1'],
  [/^must not be that of a design$/, '不得与设计同名'],
  [
    /^"strongest TEST" needs "of" and the tests that it is among$/,
    '"strongest TEST" 之后须为 "of" 及所比较的检验',
  ],
  [/^"(.*)" must be among the tests that it is the strongest of$/, '“$1”须在所比较的检验之中'],
  [/^>=, >, <= or < is expected after the test$/, '检验之后应为 >=、>、<= 或 <'],
  [/^a number is expected after (.*)$/, '$1 之后应为数'],
  [/^a ratio is compared with a number above 0$/, '比值只能与大于 0 的数比较'],
  [/^"(.*)" is a test and a claim: .*$/, '“$1”既是检验又是结论：请在其前写 "reject" 或 "claim"'],
  [/^must not be that of a marker or stratum$/, '不得与生物标志物或分层因素同名'],
  [/^there is one such test in a trial$/, '一个试验中只能有一个这样的检验'],
  [/^it has at most 5,000 patients$/, '最多 5,000 例患者'],
  [/^it takes no "quotas"$/, '不能用“quotas”'],
  [/^it takes no "multiplicity"$/, '不能用“multiplicity”'],
  [/^the screening of a level rests at its stages$/, '各水平的筛选在每一阶段暂停'],
  [/^the rule says when to look$/, '该规则已决定何时分析'],
  [/^all endpoints of its trial are binary$/, '该试验的终点须全为二分类'],
  [/^it tests everybody enrolled$/, '须检验所有入组患者'],
  [/^the mix of its patients may not change in time or between trials$/, '患者构成不得随时间或在试验间变化'],
  [/^starts with a letter, .*$/, '须以字母开头，后接字母、数字、_、中间的 - 或空格，且不得是本语言的关键词'],
];
const problem = (text: string) => {
  const found = PROBLEMS.find(([pattern]) => pattern.test(text));
  return found === undefined ? text : text.replace(found[0], found[1]);
};

/** What a trial whose levels are closed goes without. */
const CLOSE_WITH: Record<string, string> = {
  'a selection': '人群选择',
  multiplicity: '多重性控制（multiplicity）',
  '"stop when"': '“stop when”',
  'bounds that share an alpha over looks': '跨多次分析分配 α 的界值',
  'uniform arrivals': '均匀到达',
};

const names = (known: readonly string[]) => known.join('、');

function pick(suggestion: string | null, known: readonly string[], what: string): string {
  if (suggestion !== null) return `是否应为“${suggestion}”？`;
  if (known.length === 0) return `此处没有${kind(what)}，请先声明`;
  return `此处可用的${kind(what)}：${names(known.slice(0, 12))}${known.length > 12 ? '……' : ''}`;
}

/** The description of a field stands in the language of the reference. */
const expected = (hint: string, otherwise: string) => (hint === '' ? otherwise : `此处应为：${hint}`);

const say = (rule: string, next: string): Message => ({ rule, next });

/** 情景文件错误的中文说明，与 errors.ts 中的代码一一对应。 */
export const faultsZh: FaultCatalogue = {
  'yaml-syntax': (p) =>
    say(`不是可读的 YAML：${p.message}`, '请检查此处附近的引号、括号、缩进和冒号后的空格'),
  'several-documents': () => say('一个文件只含一个情景；“---”开始了第二个文档', '将第二个情景放入单独的文件'),
  'unknown-alias': (p) =>
    say(
      `别名 *${p.name} 没有所指：此前没有 &${p.name}`,
      `在上文用 &${p.name} 标记某个值，或在此直接写出该值`,
    ),
  'duplicate-key': (p) => say(`键“${p.key}”在同一张表中出现两次`, '删除其中一个或改名'),
  'empty-file': () => say('文件中没有键值表', '以 `id: my-scenario` 开头，随后写 `truth:` 和 `designs:`'),
  'file-too-large': (p) =>
    say(
      `文件有 ${p.megabytes} MB，情景文件不得超过 ${p.limit} MB`,
      '情景由假设和设计组成，不含数据：请确认文件是否正确',
    ),
  'too-deep': (p) => say(`表和列表的嵌套超过 ${p.limit} 层`, '请减少此处的嵌套'),
  'too-many-nodes': (p) => say(`展开别名后文件超过 ${p.limit} 个值`, '直接写出各值，或少用别名（*name）'),
  'forbidden-key': (p) => say(`“${p.key}”不得用作键`, '请换一个名称'),
  'key-not-text': () => say('键必须是普通文本', '给该键加上双引号'),
  'extends-path': () => say('extends 须为以 .yaml 或 .yml 结尾的相对路径', '例如写作 `extends: ./base.yaml`'),
  'extends-unreadable': (p) =>
    say(`无法读取文件 ${p.file}（${p.reason}）`, '路径从本文件所在文件夹算起，请检查'),
  'extends-cycle': (p) => say(`extends 形成循环：${p.chain.join(' > ')}`, '请让其中一个文件独立'),
  'unknown-key': (p) => say(`此处没有键“${p.name}”`, pick(p.suggestion, p.known, 'key')),
  reserved: (p) => say(`“${p.name}”留待以后的版本使用`, '请暂时删去'),
  missing: (p) => say(`缺少“${p.name}”`, p.hint === '' ? '请补上' : `请补上：${p.hint}`),
  'wrong-type': (p) => say(`必须是${phrase(p.expected)}`, expected(p.hint, `请写${phrase(p.expected)}`)),
  'not-finite': (p) => say('必须是有限的数', expected(p.hint, '请写一个数')),
  'out-of-range': (p) => say(`必须${phrase(p.bound)}`, expected(p.hint, '请修改该数')),
  'not-one-of': (p) =>
    say(
      `必须是下列之一：${names(p.known)}`,
      p.suggestion === null ? '请选择其一' : `是否应为“${p.suggestion}”？`,
    ),
  'bad-format': (p) => say('不符合此处的写法', expected(p.hint, '请改写')),
  'none-of': (p) => say(`${names(p.keys)} 中必须且只能给出一个，现在一个也没有`, '请补上其中一个'),
  'several-of': (p) => say(`${names(p.keys)} 中只能给出一个`, '只保留一个；在变体中可将继承来的设为 null'),
  'bad-name': (p) => say(`${kind(p.what)}的名称${problem(p.rule)}`, '请改名'),
  'unknown-name': (p) => say(`没有名为“${p.name}”的${kind(p.what)}`, pick(p.suggestion, p.known, p.what)),
  'name-needed': (p) => say(`有多个${kind(p.what)}，须指明其一`, `请选择：${names(p.known)}`),
  'population-syntax': (p) =>
    say(
      `不是人群表达式：${problem(p.problem)}`,
      '写法为 all、X+、X-、factor = level，用 &、| 和 not 连接，可加括号',
    ),
  'population-sign': (p) => say(`须写明生物标志物“${p.marker}”的状态`, `写作 ${p.marker}+ 或 ${p.marker}-`),
  'already-truth': (p) =>
    say('在 truth 中标志物本来就指真实状态', `写作 ${p.marker}+ 或 ${p.marker}-，不加“true”`),
  'no-assay-in-truth': (p) =>
    say(`“${p.marker}?”是检测结果，而真值与检测方法无关`, `写作 ${p.marker}+ 或 ${p.marker}-`),
  'no-unevaluable-truth': (p) => say('真实状态只有 + 或 -，没有 ?', `无检测结果的患者写作 ${p.marker}?`),
  'only-conjunctions': () => say('按人群列表的键只能用 & 连接', '“or”的各部分各写一行；“not X+”写作 X-'),
  'only-strata': (p) =>
    say(
      `${p.what} 只能依分层因素而变，不能依标志物而变`,
      '以 factor = level 为键；相关的标志物留待以后的版本',
    ),
  'names-nobody': (p) => say(`没有患者属于 ${p.population}`, '请消除其中的矛盾'),
  'cell-uncovered': (p) => say(`患者 ${p.cell} 没有取值`, `为 ${p.cell} 加一行，或加默认行“all”`),
  'cell-ambiguous': (p) =>
    say(
      `对患者 ${p.cell}，${p.keys.map((key) => `“${key}”`).join('与')}同样具体`,
      `为 ${p.cell} 加一行，或使各行互不重叠`,
    ),
  'too-many-cells': (p) =>
    say(`标志物与分层因素组成 ${p.cells} 类患者，最多允许 ${p.limit} 类`, '合并水平或减少标志物'),
  'shares-sum': (p) =>
    say(
      `一个因素各水平的占比之和须为 1，现为 ${p.sum}${p.cell === '' ? '' : `（患者 ${p.cell}）`}`,
      '请更正占比',
    ),
  'share-or-incidence': (p) =>
    say(
      '一个因素的各水平须全部给出占比，或全部给出发病数',
      `为 ${p.factor} 的每个水平给出 share，或每个水平给出 incidence`,
    ),
  'share-order': (p) =>
    say(
      `${p.factor} 的占比只能依赖于排在其前的因素`,
      p.known.length === 0
        ? '对所有患者给出同一占比，或将该因素移到其所依赖的因素之后'
        : `以 ${names(p.known)} 的水平为键`,
    ),
  'uniform-mix': () =>
    say(
      'uniform 到达不区分患者何时到来，因此随时间变化的相对速率和“until”都没有意义',
      '写作 `arrivals: poisson` 或 `even`',
    ),
  'score-cut': (p) =>
    say(
      '评分以筛选人群的分位数为界：q 加 0 至 100 之间的百分数',
      `例如写作 ${p.score} >= q60：${p.score} 最高的 40%`,
    ),
  'score-endpoint': (p) =>
    say(
      `${p.score} 的 AUC 针对二分类终点，要求对照组对所有患者只有一个率、严格在 0 与 1 之间，且无其他预后效应；${p.endpoint} 不符合`,
      `指定只有一个对照率的二分类终点，或给 ${p.score} 写“prognostic odds ratio per sd”`,
    ),
  'score-effect': (p) =>
    say(`“${p.way}”改变以“${p.needs}”给出的疗效`, `以“${p.needs}”给出疗效，或删去“${p.way}”`),
  'score-mean': (p) =>
    say(
      `评分的均值可随标志物和分层因素变化，但不能随评分的界值（${p.cut}）变化`,
      '请按标志物及 因素 = 水平 书写',
    ),
  'score-rates': (p) =>
    say(
      `评分使对照率接近 0 和 1，此时该 ${p.kind} 会超出 [0, 1]`,
      '以比值比给出疗效，或以不大于 1 的相对危险度给出',
    ),
  'period-order': (p) => say(`各时段须依次结束；前一时段止于 ${p.previous}`, `until 须大于 ${p.previous}`),
  'period-end': (p) =>
    p.last
      ? say('最后一个时段没有终点，不写“until”', '删去该“until”')
      : say('除最后一个外，每个时段都须写“until”（月）', '补上 until: 月数'),
  'no-enrolment': () => say('最后一个时段没有终点，必须有患者入组', '将最后一个时段的速率设为大于 0'),
  'survival-order': (p) =>
    say(
      p.problem === 'time'
        ? `生存曲线各点须按时间排列；前一点在第 ${p.previous} 个月`
        : `生存概率不能上升；前一点为 ${p.previous}`,
      '请排序或更正该点',
    ),
  'survival-cured': (p) =>
    say(`生存概率须高于治愈比例 ${p.cured}（患者 ${p.cell}）`, '提高生存概率，或降低“cured”'),
  'probability-implied': (p) =>
    say(
      `使患者 ${p.cell} 在试验组的概率为 ${p.probability}，须在 [0, 1] 之内`,
      '减小疗效，或以比值比给出疗效',
    ),
  'mix-overlap': (p) => say(`构成中的人群须互不重叠；${names(p.keys)} 都包含患者 ${p.cell}`, '请拆分人群'),
  'correlation-pair': () =>
    say('相关系数属于两个终点，每一对只写一次', '例如 `correlations: {PFS & OS: 0.6}`'),
  'correlations-law': () =>
    say('没有联合分布具有这些相关系数：其矩阵不是正定的', '减小相关系数，或同时写明其余各对的相关系数'),
  'duration-use': (p) =>
    say(`${p.endpoint} 只属于缓解者，${DURATION_USES[p.use].rule}`, DURATION_USES[p.use].next),
  'mix-sum': (p) =>
    say(`构成的各占比之和须为 1，现为 ${p.sum}`, '更正占比；若为相对权重（如例数），则至少有一个大于 1'),
  'mix-empty': () => say('构成的权重不能全为 0', '给某一人群大于 0 的权重'),
  'ratio-form': () => say('须为“试验组:对照组”，均为不小于 1 的整数', '例如写作 1:1 或 2:1'),
  'block-size': (p) => say(`区组长度须为比例 ${p.ratio} 之和 ${p.sum} 的倍数`, `例如写作 ${2 * p.sum}`),
  'per-arm-ratio': (p) => say(`“per arm”用于 1:1，此处比例为 ${p.ratio}`, '用“randomised”给出总例数'),
  'size-small': (p) =>
    say(
      `${p.n} 例对 ${p.strata} 层太少：每层都须按比例有两组患者，共需 ${p.least} 例`,
      `随机 ${p.least} 例以上，或减少分层因素`,
    ),
  'size-ratio': (p) => say(`${p.n} 例不足以填满两组，该比例需要 ${p.least} 例`, `随机 ${p.least} 例以上`),
  'match-unreachable': (p) =>
    say(
      `没有任何样本量能使 ${p.design} 的 ${p.wanted} 与 ${p.model} 相同（${p.target}）${p.point === '' ? '' : `（在 ${p.point}）`}：从最小的试验到其 ${p.most} 倍，该值由 ${p.low} 变到 ${p.high}`,
      '按其他指标匹配，直接给出样本量，或为该设计写明“analyse at”',
    ),
  'events-above-patients': (p) =>
    say(
      `无法达到 ${p.n} 个${kind(p.what)}：${p.population} 中约随机 ${p.patients} 例患者`,
      `减少所等待的${kind(p.what)}数，或增加随机例数`,
    ),
  'events-without-times': (p) =>
    say(
      `只有时间-事件终点才能按事件数等待；${p.endpoint} 为 ${p.kind}`,
      '用“of”指定时间-事件终点，或改用月数或随访时间',
    ),
  'not-enrolled': (p) =>
    say(`该设计入组 ${p.enrolled}，其中没有 ${p.population} 的患者`, '入组这些患者，或换一个人群'),
  'one-sided-population': (p) =>
    say(
      `与 ${p.marker} 的交互作用需要 ${p.marker}+ 和 ${p.marker}- 患者；${p.population} 缺少其一`,
      '在两者都有的人群中检验，或删去“interaction”',
    ),
  'quota-overlap': (p) => say(`各配额须互不重叠；${names(p.keys)} 都包含患者 ${p.cell}`, '请拆分人群'),
  'quota-sum': (p) =>
    say(
      p.partition
        ? `配额覆盖所有患者，合计 ${p.sum}，但要随机 ${p.randomised} 例`
        : `配额合计 ${p.sum}，多于要随机的 ${p.randomised} 例`,
      '请更正配额或样本量',
    ),
  'quota-bounds': (p) => say(`不能既至少 ${p.least} 又至多 ${p.most}`, '使“at least”不大于“at most”'),
  'quota-stages': (p) =>
    say(
      '按阶段的配额须为列表，每次分析一个数，合起来覆盖所有患者，且各次分析恰在这些例数时进行',
      p.uncovered === null
        ? `给每个配额写列表，并在 ${p.sums.map((n) => `{patients: ${n}}`).join('、')} 时分析`
        : `没有配额包含 ${p.uncovered}；用“not X”表示其余患者，或缩小入组范围`,
    ),
  'quota-from': (p) =>
    say(
      `名额只保留到第 ${p.until} 个月，而这些患者自第 ${p.from} 个月起才开始入组`,
      '将 "until" 设为晚于 "from" 的月份，或删去 "until"',
    ),
  'after-look': (p) => OPENING_PROBLEMS[p.problem](p.look),
  'quota-nobody': (p) =>
    say(`为 ${p.population} 保留了名额，但没有这样的患者`, '取消这些名额，或使其占比和相对速率大于 0'),
  'quota-until': (p) =>
    say(
      `各试验的构成不同，某些试验会永远等待 ${p.population}`,
      '写明名额保留到哪个月：{at least: 5, until: 24}',
    ),
  'mix-waits': (p) =>
    say(
      `各试验的构成不同，某些试验会永远等待 ${p.levels.join('、')}，其名额不能由其他患者填补`,
      '同时入组其他患者，提高其他患者的上限，或增大 "concentration"',
    ),
  'quota-match': () => say('覆盖所有患者的配额已固定样本量，不能再与其他设计匹配', '删去“size”或配额'),
  'match-cycle': (p) => say(`设计之间循环匹配：${p.chain.join(' > ')}`, '给其中一个设计自己的样本量'),
  'match-quantity': (p) =>
    say(`样本量可按 ${names(p.known)} 或“power of 检验名”匹配`, '请选择其一，例如 `on: power of overall`'),
  'match-test': (p) => say(`设计“${p.design}”没有检验“${p.name}”`, pick(p.suggestion, p.known, 'test')),
  'match-events': (p) =>
    say(`“${p.design}”没有时间-事件终点，无事件数可匹配`, '按 randomised、screened、months 或 cost 匹配'),
  'timing-missing': (p) =>
    say(
      `该设计检验时间-事件终点 ${p.endpoint}，须写明何时分析`,
      '例如补上 `analyse at: {events: 300}` 或 `analyse at: {months: 36}`',
    ),
  'method-endpoint': (p) => say(`${p.method} 不适用于 ${p.kind} 终点`, `可用的有 ${names(p.known)}`),
  'estimate-method': (p) => say(`${p.method} 不给出估计“${p.estimate}”`, `与之搭配的有 ${names(p.known)}`),
  'option-method': (p) =>
    say(
      `“${p.option}”不是${spacedPlace(p.method)}的选项`,
      p.known.length === 0
        ? '请删去'
        : `请删去，或改用 ${names(p.known.map((word) => INSTEAD[word] ?? word))}`,
    ),
  'margin-sided': () => say('margin 只用于单侧检验', '补上 `sided: 1` 及单侧水准，例如 `alpha: 0.025`'),
  'option-needed': (p) => say(`${p.method} 需要“${p.option}”`, `例如补上 \`${p.example}\``),
  'confidence-measure': (p) => say(`${p.estimate} 没有 ${p.confidence} 区间`, `请选择 ${names(p.known)}`),
  'baseline-missing': (p) =>
    say(
      `${p.endpoint} 在 truth 中没有基线协变量`,
      '为该终点补上 `baseline: {correlation: 0.5}`，或指定其他协变量',
    ),
  'preset-marker': (p) =>
    say(
      `预设 ${p.preset} 须知道是哪个标志物`,
      p.known.length === 0 ? '请在 truth 下声明标志物' : `补上 \`marker: ${p.known[0]}\``,
    ),
  'rate-by-level': () => say('按水平给出的值只用于对每个水平的检验', '给出一个值，或写作 `in: each FACTOR`'),
  'basket-each': (p) => say(`${p.method} 同时分析某因素的所有水平`, '例如写作 `in: each tumour`'),
  'basket-refused': (p) => {
    const { rule, next } = basketRefusalZh(p.refused);
    return say(`${p.method} 无法建立：${p.option} ${rule}`, next);
  },
  'calibrate-prior': (p) => say(`经校准的界值不能又由“${p.key}”给出`, '二者只保留其一'),
  'calibrate-truth': (p) => {
    switch (p.problem) {
      case 'no null':
        return say('该真实情形下所有水平均有效，无错误可控制', '表中略去一个水平：其缓解率即为其对照值');
      case 'never null':
        return say(
          `${p.level} 在所有真实情形下均有效，无错误可控制`,
          '加一个不含它的真实情形，例如 {}：各水平均无效',
        );
      case 'untested':
        return say(`本试验不检验水平“${p.level}”`, '将其略去，或入组该水平');
      case 'no response':
        return say(
          `对 ${p.level} 而言这不算有效：不优于其对照值`,
          '给出有临床意义的缓解率，或逐一列出真实情形',
        );
    }
  },
  'claim-syntax': (p) =>
    say(
      `不是结论表达式：${problem(p.problem)}`,
      '例如写作 "reject A and not reject B"，或以 "otherwise" 作为最后一个结论',
    ),
  'claim-ambiguous': (p) => say(`有多个试验含检验“${p.test}”`, `写作下列之一：${names(p.known)}`),
  'against-missing': (p) =>
    say(
      '单臂试验没有对照组，检验须写明与什么比较',
      `补上 ${p.method} 可与之比较者：${names(p.known.map(kind))}`,
    ),
  'against-randomised': () =>
    say(
      '该试验作随机化，其检验比较两组；“against”用于单臂试验',
      '请删去，或为该试验写 `single arm: experimental`',
    ),
  'against-method': (p) =>
    say(`${p.method} 不能与${kind(p.what)}比较`, `请给出 ${names(p.known.map(kind))}，或改用其他方法`),
  'one-arm-method': (p) =>
    say(
      `${p.method} 将单组与固定值比较，而该试验作随机化`,
      '改用两组比较的检验，或为该试验写 `single arm: experimental`',
    ),
  'contrast-overlap': (p) =>
    say(
      `${p.own} 与 ${p.other} 有共同的患者，不能相互比较`,
      '使“in”与“against”互不重叠，例如 EGFR+ 与 EGFR-',
    ),
  'cohort-records': (p) =>
    say(
      `“adjust: ${p.adjust}”需要队列患者的 ${p.name}，而“${p.cohort}”${p.records.length === 0 ? '未记录任何标志物或因素' : `仅记录了 ${p.records.join('、')}`}`,
      `若已知 ${p.name}，请加入该队列的 records；否则减少校正`,
    ),
  'cohort-kinds': (p) =>
    say(
      '一个数值按终点类型表示比值比、风险比或均数差，而这里的终点类型不同',
      `请按终点书写，例如 {${p.endpoints[0]}: ...}`,
    ),
  'cohort-adjust': (p) =>
    say(`“adjust: ${p.adjust}”没有对应的 ${p.method} 分析`, `请使用 ${p.known.join(' 或 ')}，或改用其他校正`),
  'stages-form': (p) =>
    say(
      {
        simon: '两阶段设计须给出 n1、r1、n 和 r 的全部，或由 p1 及 power、type 搜索',
        fleming: '各阶段由 patients 给出（可加 stop 与 claim），或由 p1 及 power、number 搜索',
      }[p.method] ?? '期中分析由 looks 给出，或由 first、every 和 n 的全部给出；可写明 futility 与 efficacy',
      `例如写作 ${
        {
          simon: '{n1: 10, r1: 1, n: 29, r: 5} 或 {p1: 0.3, power: 0.8, type: optimal}',
          fleming: '{patients: [20, 15, 15]} 或 {p1: 0.4, power: 0.8, number: 3}',
        }[p.method] ?? '{looks: [10, 20, 30, 36]} 或 {first: 10, every: 5, n: 36, futility: 0.05}'
      }`,
    ),
  'stages-order': (p) =>
    say(
      {
        simon: '两阶段设计要求 r1 < n1 < n 且 r1 <= r < n',
        fleming:
          '每个阶段须各有 stop 与 claim，均不下降，stop 小于 claim 且小于累计例数，最后的 claim 为 stop + 1',
      }[p.method] ?? 'looks 须递增，首次分析早于结束，且 futility 小于 efficacy',
      {
        simon: '请更正：n1 例中多于 r1 例缓解则继续，n 例中多于 r 例则得出结论',
        fleming: '请更正数值，例如 {patients: [20, 15, 15], stop: [2, 8, 14], claim: [never, 12, 15]}',
      }[p.method] ?? '请更正数值，例如 {looks: [10, 20, 30, 36], futility: 0.05, efficacy: 0.99}',
    ),
  'stages-rate': (p) => {
    const [than, size] = p.better === 'lower' ? ['低于', '小于'] : ['高于', '大于'];
    return say(`值得继续研究的率须${than}所比较的率 ${p.rate}`, `p1 须${size} ${p.rate}`);
  },
  'stages-trial': (p) =>
    say(
      `“${p.test}”是分阶段规则，决定整个试验的例数和时间：${problem(p.problem)}`,
      '将其他检验放入另一设计或试验',
    ),
  'step-on': (p) =>
    p.first
      ? say('研发计划从第一步开始，没有结果通向它', '去掉“on”')
      : say(
          '第一步之后的每一步须写明由哪个结果进入',
          p.known.length === 0 ? '为第一步加上“then”' : `加上 \`on:\`，写下列之一：${names(p.known)}`,
        ),
  'step-unreached': (p) =>
    say(
      p.cycle ? `“${p.name}”是本步或其后步骤的结果，研发计划会成环` : `此前没有步骤有结果“${p.name}”`,
      pick(p.suggestion, p.known, 'outcome'),
    ),
  'step-taken': (p) => say(`“${p.label}”已通向另一步骤，或是多个步骤的结果`, '给各结果取不同的名称'),
  'step-stop': () => say('“stop”表示研发计划终止，其后不能有步骤', '给该结果改名'),
  'step-otherwise': () => say('一步的结果须以涵盖其余所有情况的结果结尾', '例如加上 `stop: otherwise`'),
  'step-open': (p) =>
    say(`“${p.design}”没有结论，无法得知本步如何结束`, '为该步加上“then”，或为设计加上“claims”'),
  'step-repeats': (p) =>
    say(
      `通向本步的路径已经运行过“${p.design}”；每次模拟中一个设计只进行一次`,
      `第二个试验另立一个设计：\`extends: ${p.design}\``,
    ),
  'promise-missing': (p) =>
    say(
      `其他结论写明了对谁有获益（“for”），“${p.label}”没有`,
      '为每个结论补上例如 `for: all`、`for: M+` 或 `for: none`',
    ),
  'benefit-endpoint': (p) =>
    say(
      `检验涉及 ${names(p.endpoints)}，尚不清楚患者须在哪个终点上获益，结论才算正确`,
      `在 truth 下指定终点，例如 \`worthwhile: {${p.endpoints[0]}: ...}\``,
    ),
  'procedure-refused': (p) => {
    const { rule, next } = procedureRefusalZh(p.refused);
    return say(rule, p.assumption ? `${next}；若仍要使用，写 \`insist: true\`` : next);
  },
  'procedure-looks': (p) =>
    say(
      `${p.procedure} 使用各检验的联合分布，多次分析时没有相应的界值`,
      '改用 bonferroni、holm、固定顺序、fallback 或图示法；或只分析一次',
    ),
  'bounds-level': (p) =>
    say(`最后一次分析之前消耗的 α 会超过 ${p.test} 所有的：其检验水准可低至 ${p.level}`, '请写更大的 z'),
  'looks-tests': (p) =>
    say(
      `有 ${p.tests} 个检验在每次分析时作决定；最多 ${p.most} 个`,
      '用 `multiplicity: {none: {}, of: [...]}` 指定这些检验；其余在试验终止时检验',
    ),
  'match-decided': (p) =>
    say(
      `“${p.design}”中 ${p.test} 的把握度取决于其他检验或期中分析，没有可据以匹配的公式`,
      '改按 randomised、events、screened、months 或 cost 匹配，或直接给出样本量',
    ),
  'look-months': (p) =>
    say(
      `第 ${p.look} 次分析预期在第 ${p.month} 个月，早于前一次（第 ${p.before} 个月）`,
      '请重新排序，或改变其等待的条件',
    ),
  'title-twice': (p) => say(`报告中“${p.other}”也称为“${p.text}”`, '每个名称应有各自的文字'),
  'test-twice': (p) => say(`检验“${p.test}”出现两次`, '每个检验只写一次'),
  'family-sided': () => say('共用一个检验水准的检验须全为单侧或全为双侧', '在设计上写明“sided”'),
  'one-sided-procedure': (p) =>
    say(`${p.procedure} 仅用于单侧检验`, '写 `sided: 1` 并将检验水准减半，或改用其他方法'),
  'set-members': (p) =>
    say(`集合“${p.set}”须给出其每个检验的权重，且不含其他检验`, '以 & 连接检验名作为集合名，并逐一给出权重'),
  'look-order': (p) =>
    say(`各次分析须依次进行；前一次等待 ${p.what}：${p.previous}`, `写大于 ${p.previous} 的值，或重新排序`),
  'look-number': (p) =>
    say(
      p.most === 0 ? '末次分析之前没有期中分析' : `期中分析的序号为 1${p.most === 1 ? '' : ` 至 ${p.most}`}`,
      '请指定其一，或在“at”下增加一次分析',
    ),
  'bounds-planned': () =>
    say('这些界值按计划的信息量得出', '若按实际信息量，请用“spending”；否则删去“information”'),
  'spending-looks': (p) =>
    say(`须为 ${p.looks} 次分析各给出累积消耗的检验水准，现有 ${p.values} 个值`, '每次分析写一个值'),
  'spending-order': (p) =>
    say(`累积消耗不能下降；前一次为 ${p.previous}`, '写截至本次的累积值，而非本次的值'),
  'spending-alpha': (p) => say(`消耗超过检验水准 ${p.alpha}`, `以 ${p.alpha} 结束`),
  'combine-looks': () =>
    say(
      '合并各阶段需要多次分析，此处只有一次',
      '写成 `looks: {at: [{events: 120}, {events: 320}]}`，或删去“combine”',
    ),
  'combine-fractions': (p) => say(`信息比例须递增至 1，${p.looks} 次分析各一个`, '例如 [0.4, 1]'),
  'combine-procedure': () =>
    say(
      '只有等权重的闭合检验可以舍弃人群或合并阶段',
      '使用 `closed: spiessens-debois`、`closed: simes`、`closed: sidak` 或 `closed: bonferroni`',
    ),
  'combine-size': (p) => say(`${p.size} 个检验过多，合并阶段最多 ${p.most} 个`, '用“of”减少检验'),
  'combine-interaction': (p) => say(`“${p.test}”检验交互作用，没有可继续入组的人群`, '用“of”指定其他检验'),
  'estimates-select': () =>
    say('期中进行选择的试验已有相应的估计，结束时不再选取最佳者', '删除“estimates”或“select”'),
  'estimates-size': (p) => say(`${p.size} 个检验过多，最多从 ${p.most} 个中选取最佳者`, '减少检验'),
  'estimates-alike': () =>
    say('最佳者须从同一终点、同一方法与估计量的检验中选取，且不含交互作用或篮式分析', '指定同类检验'),
  'estimates-towards': (p) =>
    say(
      `“${p.test}”须为另一检验，终点、方法与估计量相同，其人群包含“best of”中各检验的人群`,
      '指定全部患者的检验，或删除“shrink towards”',
    ),
  'combine-correlation': () =>
    say(
      '只有同一终点、同一方法的检验，其相关系数才是已知的',
      '使用 `closed: simes`、`closed: sidak` 或 `closed: bonferroni`',
    ),
  'conditional-error': () =>
    say(
      '条件错误函数法用于二至四个检验、两次分析，且第一次分析不拒绝',
      '删去消耗函数与界值，或使用 `combine: inverse-normal`',
    ),
  'bounds-combination': () =>
    say('这些界值用于 z 之和，不用于 Fisher 乘积', '使用“spending”，或 `combine: inverse-normal`'),
  'bounds-product': (p) =>
    say(
      `Fisher 乘积的界值须逐阶段减小，而这种 α 消耗（各次分析累计 ${p.spent}）做不到`,
      '提前消耗更多，例如 `spending: lan-demets-pocock`，或使用 `combine: inverse-normal`',
    ),
  'first-stage-missing': () =>
    say('第一阶段患者随访多久须事先固定', '例如加上 `first stage events: 200`，或使用 `stages: increments`'),
  'first-stage-looks': (p) =>
    say(
      `按阶段随访患者需要两次分析，第一次不拒绝，末次分析的事件数大于 ${p.events}`,
      '删去消耗函数与界值，并将末次分析写成 `events`',
    ),
  'increments-other': (p) =>
    say(
      `“${p.test}”不属于该检验族：它所显示的已入组患者情况与其以后的事件有关，因此增量与选择不独立`,
      '使用 `stages: patients` 和 `first stage events`；若要看会出什么问题，写 `insist: true`',
    ),
  'select-pooled': () =>
    say(
      '人群由数据选出后，其合并数据有偏，据此检验不能控制检验水准',
      '合并各阶段：`multiplicity: {closed: spiessens-debois, combine: inverse-normal}`；若要看会出什么问题，写 `insist: true`',
    ),
  reassess: (p) =>
    say(
      `样本量再估计要求：\`combine: inverse-normal\`，选择发生在末次之前的一次分析，末次分析按事件数或患者数，上限在该数与试验规模之间（此处 ${p.most}）`,
      '修改上限、分析时点或“combine”',
    ),
  'select-outside': (p) =>
    say(
      `“${p.test}”不属于该检验族，且族中没有针对其人群 ${p.population} 的检验`,
      '用“of”将这样的检验加入检验族，或在族内检验中选择',
    ),
  'select-with': (p) => {
    const what = p.what === 'uniform arrivals' ? '均匀到达' : '只限定范围的名额';
    return say(`含${what}的试验不能舍弃人群`, `删去${what}，或删去选择`);
  },
  'close-tests': (p) =>
    p.known.length === 0
      ? say(
          '各水平由其自身的检验决定是否关闭，但没有 `in: each FACTOR` 的检验',
          '写入这样的检验，或删去“close”',
        )
      : say(
          `各水平由一个 \`in: each FACTOR\` 的检验决定是否关闭；现有 ${p.known.map((name) => `“${name}”`).join('、')}`,
          '用“tests”指定其一',
        ),
  'close-with': (p) =>
    p.what === 'one look'
      ? say(
          '只有一次分析的试验不能关闭各水平',
          '在末次分析之前增加一次分析，例如 `{patients: 10, in: each tumour}`',
        )
      : say(
          `含${CLOSE_WITH[p.what]}的试验不能关闭各水平`,
          `删去它，或删去“close”${p.what.startsWith('bounds') ? '；可改用 `bounds: {posterior probability: 0.99}`' : ''}`,
        ),
  'close-criterion': (p) =>
    say(
      `各水平按该次分析时已知的结果放弃，不能按“${p.criterion}”`,
      '改用“posterior probability below”、“predictive probability below”、“effect below”或“z below”',
    ),
  'predictive-close': () =>
    say(
      '预测概率针对单独关闭的水平',
      '加上 `close: {}`，或改用“posterior probability”或“predictive power below”',
    ),
  'predictive-level': (p) => {
    switch (p.problem) {
      case 'method':
        return say(
          `“${p.test}”的后验不是 Beta 分布，后续结果没有解析的预测分布`,
          '使用 pooled、fujikawa、power-prior 或 prune-and-pool，或改用后验概率',
        );
      case 'calibrated':
        return say(
          `“${p.test}”的界值尚未求得，无法预测能否达到`,
          '以 `probability` 代替 `calibrate`，或改用后验概率',
        );
      case 'size':
        return say(`“${p.test}”没有计划例数`, '用 `quotas` 固定各水平的例数，或改用后验概率');
    }
  },
  'each-look': () =>
    say(
      '各水平单独的分析时点须在末次分析之前，且试验须有 `close`',
      '加上 `close`，或将“each”改为“every”：待所有水平达到该例数后分析一次',
    ),
  'futility-measure': (p) => say(`检验“${p.test}”不估计风险比`, '改用“effect below”，或用“of”指定其他检验'),
  'sweep-root': () =>
    say('只能扫描 truth、designs 或 programs 下的值', '路径以 `truth.`、`designs.` 或 `programs.` 开头'),
  'sweep-path': (p) => say(`不是路径：${problem(p.problem)}`, '用点连接各键；含点的键加双引号'),
  'sweep-through-value': (p) => say(`路径穿过 ${p.at}，它是值而不是表`, '路径止于该处，或将其写成表'),
  'sweep-index': (p) => say(`${p.at} 是长度为 ${p.length} 的列表，从 0 计数`, '用序号指定其中一项'),
  'sweep-overlap': (p) => say(`该路径与 ${p.other} 扫描同一个值`, '只保留其一'),
  'sweep-repeat': (p) => say(`值 ${p.value} 在该轴上出现两次`, '删去其一'),
  'prior-sum': (p) =>
    say(`先验的各权重之和须为 1，此处为 ${Number(p.sum.toPrecision(4))}`, '每个扫描值给一个权重，总和为 1'),
  'prior-uniform': () => say('均匀先验须由一个数到更大的数', '例如 `uniform: {from: 0.5, to: 0.9}`'),
  'answer-truth': (p) => say('扫描中没有取该值的真值', `请选择：${names(p.values)}`),
  'prior-path': () =>
    say(
      '先验的权重对应被扫描路径的各值，而该路径未被扫描',
      '按“sweep”下的写法写路径，或给出分布，例如 `{log-normal: {median: 0.7, sd: 0.2}}`',
    ),
  'prior-twice': () => say('zip 在一起的值共用一组权重，此前已给出', '只在其中一条路径给权重'),
  'prior-length': (p) =>
    say(`先验须对每个扫描值各给一个权重：${p.expected} 个，此处 ${p.length} 个`, '使权重与值的个数相同'),
  'zip-length': (p) =>
    say(
      `zip 的各路径须有同样多的值：此处 ${p.length} 个，第一个有 ${p.expected} 个`,
      '使各列表等长，或在“zip”之外按网格扫描',
    ),
  'too-many-points': (p) =>
    say(`扫描产生 ${p.points} 个点，最多允许 ${p.limit} 个`, '缩短某一轴，或将应同步变化的轴用 zip 合并'),
  'replicates-max': (p) => say(`模拟次数 ${p.replicates} 超过上限 ${p.max}`, '提高“max replicates”'),
};
