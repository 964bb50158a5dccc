import { EXIT_HELP } from '../exitCodes.ts';

/** The command line in Chinese, keyed by its English (`say`). */
export const chinese: Record<string, string> = {
  // troubles
  'Interrupted. The same command resumes where it stopped.': '已中断。再次运行同一命令可从中断处继续。',
  'the simulation failed at {where}\nSee it alone with `markersim replay`, with that point and replicate.':
    '模拟在此处失败：{where}\n可用 `markersim replay` 指定该点和该次模拟单独查看。',
  'internal error: {message}\nThis is a fault of MarkerSim: please report it with the scenario file and what the command prints with MARKERSIM_DEBUG=1.':
    '内部错误：{message}\n这是 MarkerSim 的缺陷：请附上情景文件以及设置 MARKERSIM_DEBUG=1 后的输出予以报告。',
  'cannot write {path}: {reason}.\nChoose another folder with --out <folder>.':
    '无法写入 {path}：{reason}。\n请用 --out <文件夹> 另选文件夹。',
  'cannot read {path}: {reason}.\n{next}': '无法读取 {path}：{reason}。\n{next}',
  'of other results, but kept, because changed since or not listed: {files}':
    '以下文件属于其他结果，但因已被修改或未列入清单而保留：{files}',
  'no permission': '没有权限',
  'the file system is read-only': '文件系统为只读',
  'no space left on the device': '设备空间不足',
  'the disk quota is used up': '磁盘配额已用尽',
  'a part of the path is a file, not a folder': '路径中有一部分是文件而不是文件夹',
  'a file of that name is in the way': '已有同名文件',
  'it is a folder': '它是文件夹',
  'it does not exist': '它不存在',
  'the name is too long': '名称过长',
  'it is not a file': '它不是文件',
  'it is far too large for a scenario': '对情景文件而言过大',
  'Check the path; `markersim list` shows the scenarios that come with MarkerSim.':
    '请检查路径；`markersim list` 列出随附的情景。',
  'Name a folder that `markersim run` wrote, for instance reports/ipass.':
    '请指定 `markersim run` 写出的文件夹，例如 reports/ipass。',
  '{id} has no point {point}.\nIt has no sweep: leave --point out.':
    '{id} 没有点 {point}。\n该情景没有扫描：请省去 --point。',
  '{id} has no point {point}.\nIts points go from 0 to {last}.':
    '{id} 没有点 {point}。\n其点的序号为 0 至 {last}。',
  'two of the scenarios have the id {id}.\nRun them apart, with different --out.':
    '有两个情景的 id 都是 {id}。\n请用不同的 --out 分别运行。',
  '{id} has several designs: name one with --design.\nIts designs: {names}.':
    '{id} 有多种设计：请用 --design 指定其一。\n其设计：{names}。',
  '{id} has no design {design}: choose one with --design.\nIts designs: {names}.':
    '{id} 没有设计 {design}：请用 --design 另选。\n其设计：{names}。',
  'PDF is printed by Chromium or Chrome, and none was found.\nInstall one, name it with CHROMIUM=/path/to/chromium, or use --format docx.':
    'PDF 由 Chromium 或 Chrome 打印，但未找到。\n请安装其一，用 CHROMIUM=/路径/chromium 指明，或改用 --format docx。',
  '{browser} did not print the page: {reason}.\nName another browser with CHROMIUM=/path/to/chromium, or use --format docx.':
    '{browser} 未能打印页面：{reason}。\n请用 CHROMIUM=/路径/chromium 指明其他浏览器，或改用 --format docx。',
  'one result alone cannot be compared.\nName a second folder.':
    '只有一个结果，无法比较。\n请再指定一个文件夹。',
  'no finished run was found in {folder}.\nRun a scenario first, for instance: markersim run ipass':
    '在 {folder} 中没有找到已完成的运行。\n请先运行情景，例如：markersim run ipass',

  // help
  'Usage:': '用法：',
  'Options:': '选项：',
  'Arguments:': '参数：',
  'Commands:': '命令：',
  'print help; every command has its own': '显示帮助；每个命令各有帮助',
  'print the version': '显示版本',
  'Simulates biomarker-guided trial designs from a scenario file and compares them.':
    '由情景文件模拟以生物标志物为导向的试验设计，并加以比较。',
  'Run scenarios: simulate every design at every point of the sweep, write the report, print the comparison.':
    '运行情景：在扫描的每一点模拟每种设计，写出报告，显示比较结果。',
  'trials a point and design, in place of what the scenario says':
    '每一点每种设计的模拟次数，取代情景中的设定',
  'seed, in place of what the scenario says': '随机数种子，取代情景中的设定',
  'worker threads; the results do not depend on them': '工作线程数；结果与之无关',
  'where the folder <scenario-id>/ is written': '写出文件夹 <scenario-id>/ 的位置',
  'language of the report': '报告语言',
  'language of what is printed': '显示语言',
  'write the results only, no page and no charts': '只写结果，不写页面和图',
  'run everything again: ignore what an earlier run left to resume or grow':
    '全部重新运行：忽略以前运行留下的内容',
  'no progress and no table; troubles only': '不显示进度和表格，只显示问题',
  'print JSON, one object a line for each scenario': '输出 JSON，每个情景一行',
  'scenario files, or names of shipped scenarios (markersim list)':
    '情景文件，或随附情景的名称（markersim list）',
  'Check scenario files and show every fault with file:line:col; runs nothing, writes nothing.':
    '检查情景文件，以 文件:行:列 显示每处错误；不运行，不写文件。',
  'say nothing when all is well': '没有错误时不显示任何内容',
  'print JSON, one object a file': '输出 JSON，每个文件一个对象',
  'scenario files, or names of shipped scenarios': '情景文件，或随附情景的名称',
  'List the scenarios that come with MarkerSim: id, name, title, guideline clause.':
    '列出随附的情景：id、名称、标题、指导原则条款。',
  'print JSON': '输出 JSON',
  'Tell the truth and the designs in words and numbers: hazards, medians, PPV, expected events. Simulates nothing.':
    '以文字和数字说明真值与设计：风险率、中位数、阳性预测值、预期事件数。不作模拟。',
  'point of the sweep, from 0 (default: as the file itself states it)':
    '扫描的点，从 0 计数（默认：文件本身所述）',
  'scenario file, or name of a shipped scenario': '情景文件，或随附情景的名称',
  'Play one replicate of one design again and write its patients and its analyses as CSV.':
    '重演某一设计的某一次模拟，将其患者和分析写成 CSV。',
  'point of the sweep, from 0': '扫描的点，从 0 计数',
  'design; may be left out where there is only one': '设计；只有一种时可省略',
  'replicate, from 0': '模拟序号，从 0 计数',
  'where the two files are written (default: reports/<scenario-id>/replay)':
    '写出两个文件的位置（默认：reports/<scenario-id>/replay）',
  'print JSON, write nothing': '输出 JSON，不写文件',
  'Render the report of a finished run again from its results.json; simulates nothing.':
    '由已完成运行的 results.json 重新生成报告；不作模拟。',
  'any of html, pdf, docx, md, svg, png, joined by commas; pdf needs an installed Chromium':
    'html、pdf、docx、md、svg、png 中的任意几种，以逗号连接；pdf 需要已安装的 Chromium',
  'say nothing': '不显示任何内容',
  'folder that `markersim run` wrote': '`markersim run` 写出的文件夹',
  'Compare result folders with the first, row by row; the differences beyond Monte Carlo error come first.':
    '将各结果文件夹与第一个逐行比较；超出蒙特卡洛误差的差异在前。',
  'rows to print of each comparison, 0 for all': '每次比较显示的行数，0 为全部',
  'print JSON with every row, one comparison a line': '输出含每一行的 JSON，每次比较一行',
  'folders that `markersim run` wrote, two or more': '`markersim run` 写出的文件夹，两个或以上',
  'Build one page over all finished runs of a folder, to be searched by guideline clause.':
    '为文件夹中所有已完成的运行生成一个总览页面，可按指导原则条款检索。',
  'folder that holds the folders of the runs': '存放各次运行文件夹的文件夹',
  'Print the JSON Schema of a scenario file, for editors, or the reference of every field.':
    '输出情景文件的 JSON Schema（供编辑器使用），或每个字段的说明。',
  'print the field reference (Markdown)': '输出字段说明（Markdown）',
  [EXIT_HELP]: `退出码：
  0    完成
  1    模拟失败，或内部错误
  2    情景或命令行有误；未写任何文件
  3    无法写出；在模拟开始前发现
  130  已中断；再次运行同一命令可从中断处继续`,

  // validate, list
  '{file}: design {design}, test {test}: these boundaries have the exact level {level}, above {alpha}; write `stages: {p1, power}` to have them searched, or ask for less':
    '{file}：设计 {design} 的检验 {test}：该界值的精确水准为 {level}，高于 {alpha}；可写 `stages: {p1, power}` 以搜索界值，或降低要求的水准',
  '{file}: ok; designs: {designs}, points: {points}': '{file}：通过；设计 {designs} 种，点 {points} 个',
  'Faults: {faults}; faulty files: {files}': '错误共 {faults} 处；有错误的文件：{files} 个',
  'Run one with: markersim run <id or name>': '运行其一：markersim run <id 或名称>',
  id: 'id',
  name: '名称',
  title: '标题',
  guideline: '指导原则',

  // progress
  '{done}/{total} replicates': '模拟 {done}/{total} 次',
  'point {point}/{points}': '点 {point}/{points}',
  '{rate} replicates/s': '每秒 {rate} 次',
  'ETA {time}': '剩余 {time}',

  // compare
  'The same scenario.': '同一情景。',
  'Different scenarios (their hashes differ).': '不同情景（哈希值不同）。',
  '{rows} rows compared: {differing} differ, {beyond} beyond Monte Carlo error.':
    '比较 {rows} 行：{differing} 行不同，其中 {beyond} 行超出蒙特卡洛误差。',
  'Both have the same seed: where they simulate the same they share random numbers, and differ by less than the MCSE says.':
    '两者种子相同：模拟内容相同之处共用随机数，其差异小于 MCSE 所示。',
  'Not compared: {a} rows only in A, {b} only in B.': '未比较：仅 A 有 {a} 行，仅 B 有 {b} 行。',
  '{folder}: {id}, {replicates} replicates, seed {seed}, MarkerSim {version}':
    '{folder}：{id}，模拟 {replicates} 次，随机数种子 {seed}，MarkerSim {version}',
  'They have no quantity in common: same truth, design, test and metric, by their names.':
    '二者没有共同的指标：真值、设计、检验与指标均按名称对应。',
  'Beyond error is z above {limit}: two runs of one truth have any such row in one comparison of 20.':
    'z 大于 {limit} 为超出误差：同一真值的两次运行，每 20 次比较至多约 1 次出现这样的行。',
  'Computed values that differ: {n}.': '不同的计算值：{n} 个。',
  'computed in A': 'A 的计算值',
  'computed in B': 'B 的计算值',
  point: '点',
  design: '设计',
  quantity: '指标',
  A: 'A',
  B: 'B',
  'B - A': 'B - A',
  MCSE: 'MCSE',
  z: 'z',
  '': '',

  // describe
  'The answer tells first: {quantities}': '回答首先给出：{quantities}',
  'Point {point} of {points}: {setting}': '第 {point} 点，共 {points} 点：{setting}',
  'The truth': '真值',
  'Design {id}': '设计 {id}',
  'Program {id}': '研发计划 {id}',
  endpoint: '终点',
  patients: '患者',
  share: '占比',
  measure: '指标',
  control: '对照组',
  experimental: '试验组',
  effect: '疗效',
  'varies in time': '随时间变化',
  'among those who respond': '限缓解者',
  ', scores at 0': '，评分为 0',
  'hazard on control': '对照组风险率',
  'hazard on experimental': '试验组风险率',
  'times {value}': '乘以 {value}',
  '{value} a month': '每月 {value}',
  '{hazard} thereafter': '此后{hazard}',
  '{hazard} to month {month}': '至第 {month} 个月{hazard}',
  'Weibull, shape {shape}, scale {scale} months': 'Weibull 分布，形状 {shape}，尺度 {scale} 个月',
  'in the uncured; {cured} cured': '（未治愈者）；治愈比例 {cured}',
  marker: '标志物',
  prevalence: '阳性率',
  sensitivity: '敏感度',
  specificity: '特异度',
  unevaluable: '不可评估',
  'called +': '检测阳性',
  PPV: '阳性预测值',
  NPV: '阴性预测值',
  '{trial}Expected: {screened} screened, {patients}, last patient at month {last}, analysis at month {analysis}, cost {cost}.':
    '{trial}预期：筛选 {screened} 例，{patients}，末例入组在第 {last} 个月，分析在第 {analysis} 个月，费用 {cost}。',
  '{trial}Expected: {screened} screened, {patients}, last patient at month {last}, analysis at month {analysis}.':
    '{trial}预期：筛选 {screened} 例，{patients}，末例入组在第 {last} 个月，分析在第 {analysis} 个月。',
  '{n} randomised': '随机 {n} 例',
  '{n} enrolled': '入组 {n} 例',
  test: '检验',
  in: '人群',
  'events or patients': '事件数或例数',
  estimand: '估计目标',
  scale: '尺度',
  'true value': '真值',
};
