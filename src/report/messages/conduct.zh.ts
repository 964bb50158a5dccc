import { spaced } from './han.ts';
import type { ConductWords } from './messages.ts';

/** How a trial decides, in Chinese. */
export const conductZh: ConductWords = {
  procedures: {
    none: '各自使用全部检验水准（不控制总体Ⅰ类错误）',
    bonferroni: '固定份额的 Bonferroni 法',
    holm: 'Holm 法',
    hochberg: 'Hochberg 法',
    hommel: 'Hommel 法',
    simes: '闭合 Simes 检验',
    sidak: '闭合 Sidak 检验',
    parametric: '利用已知相关性的闭合检验',
    'fixed-sequence': '固定顺序检验',
    fallback: '回退法',
    graph: '图示法',
    closed: '自定义权重的闭合检验',
    'overall-subgroup': '利用实际相关性的全人群与亚组检验（Spiessens-Debois）',
    mast: '生物标志物序贯检验（MaST）',
    'interaction-gated': '交互作用检验通过后的亚组检验',
  },
  combinations: {
    'inverse-normal': '各阶段逆正态合并',
    fisher: '各阶段 Fisher 乘积合并',
    'conditional-error': '按原计划的条件错误率',
  },
  levels: (tests) =>
    spaced(`起始检验水准：${tests.map(({ test, level }) => `${test} ${level}`).join('，')}。`),
  order: (tests) => spaced(`依次检验，直至首个未被拒绝者：${tests.join('、')}。`),
  passes: (edges) =>
    spaced(
      `检验被拒绝后其检验水准的去向：${edges.map(({ from, to, share }) => `${from} 传给 ${to} ${share === '1' ? '全部' : `${share} 份`}`).join('，')}。`,
    ),
  rest: ({ test, level }, other) =>
    spaced(`${test} 的检验水准为 ${level}；${other} 使用按两检验相关性所余的水准。`),
  first: ({ test, level }) => spaced(`先检验 ${test}，检验水准 ${level}。`),
  gate: (test, level) => spaced(`门控检验：${test}，单侧 ${level}。`),
  fractions: (shares) => `各阶段的权重与界值按信息比例 ${shares} 确定。`,
  family: (tests, level, procedure, combination) =>
    spaced(`${tests} 共用${level}：${procedure}${combination === null ? '' : `，${combination}`}。`),
  bounds: {
    'lan-demets-obrien-fleming': () => 'O’Brien-Fleming 型 Lan-DeMets 消耗函数',
    'lan-demets-pocock': () => 'Pocock 型 Lan-DeMets 消耗函数',
    'hwang-shih-decani': (value) => `Hwang-Shih-DeCani 消耗函数，γ = ${value}`,
    'kim-demets': (value) => `Kim-DeMets 消耗函数，ρ = ${value}`,
    user: (value) => `各次分析累计消耗 ${value}`,
    'obrien-fleming': () => 'O’Brien-Fleming 界值',
    pocock: () => 'Pocock 界值',
    'wang-tsiatis': (value) => `Wang-Tsiatis 界值，形状参数 ${value}`,
    'haybittle-peto': (value) => `Haybittle-Peto 界值 z = ${value}`,
    'posterior probability': (value) => `末次分析之前获益的后验概率达到 ${value}，末次分析用检验自身的界值`,
    'predictive probability': (value) =>
      `末次分析之前，达到单独分析所需缓解例数的预测概率不低于 ${value}，末次分析用检验自身的界值`,
  },
  bound: (bounds, planned) =>
    `检验在达到界值的那次分析即被拒绝：${bounds}，信息量按${planned ? '计划' : '实际'}计算。`,
  criteria: {
    z: (value) => `z 不高于 ${value}`,
    'conditional power': (value) => `按当前趋势的条件把握度不高于 ${value}`,
    'predictive power': (value) => `预测把握度不高于 ${value}`,
    'hazard ratio': (value) => `风险比不低于 ${value}`,
    effect: (value) => `效应不高于 ${value}`,
    'posterior probability': (value) => `获益的后验概率不高于 ${value}`,
    'predictive probability': (value) => `达到单独分析所需缓解例数的预测概率低于 ${value}`,
    'beta spending': (value) => `低于消耗 ${value} Ⅱ类错误的界值`,
  },
  everyLevel: (tests) => `“${tests}”的相应检验`,
  eachOf: (tests) => tests,
  futility: (tests, criterion, looks, binding) =>
    spaced(`在第 ${looks} 次分析，若${criterion}，则放弃 ${tests}（${binding ? '约束性' : '非约束性'}）。`),
  stopWhen: (condition) => `某次分析时若${condition}，则试验停止。`,
  measures: {
    estimate: '估计值',
    z: 'z 值',
    'conditional power': '条件把握度',
    'predictive power': '预测把握度',
    'posterior probability': '有效的后验概率',
  },
  rules: {
    best: () => '最好者',
    all: () => '全部',
    'r best': (value) => `最好的 ${value} 个`,
    epsilon: (value) => `与最好者相差不超过 ${value} 者`,
    threshold: (value) => `达到 ${value} 者`,
  },
  select: (look, tests, measure, rule, restricted) =>
    spaced(
      `第 ${look} 次分析后，在 ${tests} 中按 ${measure} 选择：${rule}${restricted ? '；此后仅入组所选人群' : ''}。`,
    ),
  bestOf: (tests) => spaced(`结束时从 ${tests} 中选取 z 最大者；其估计同时给出针对该选择的校正值。`),
  shrunken: (towards) => spaced(`其估计同时给出向 ${towards} 的估计收缩的值。`),
  reassess: (power, most) =>
    `随后末次分析所等待的事件数（患者数）取条件把握度 ${power} 所需，不少于计划数，最多 ${most}。`,
  close: ({ tests, replaced, reOpens, pauses }) =>
    `${tests === null ? '期中分析不关闭任何水平：末次分析前没有拒绝或放弃的规则。' : `各水平入组至其检验（${tests}）被拒绝或放弃为止；此后其名额${replaced ? '转给仍开放的水平' : '空缺'}${reOpens ? '；若后续分析不再放弃，则重新开放' : ''}。`}等待评估期间${pauses ? '暂停入组' : '继续入组'}。`,
};
