import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/commandLine.ts';

/** Small, and of one point, so that a run takes a moment. */
const SCENARIO = `id: tiny
title: {en: Tiny, zh: 小}
truth:
  markers: {MET: {prevalence: 0.5}}
  enrolment: {screened per month: 40}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {MET+: 0.5, MET-: 1}}}
designs:
  all-comers:
    enrol: all
    size: {randomised: 80}
    analyse at: {months: 12}
    tests: {overall: {of: PFS, by: log-rank}, M+: {of: PFS, in: MET+, by: log-rank}}
  enriched:
    extends: all-comers
    enrol: MET+
    tests: {M+: {of: PFS, in: MET+, by: log-rank}}
simulation: {replicates: 60, seed: tiny, batch: 20}
`;

const FAULTY = SCENARIO.replace('prevalence: 0.5', 'prevalence: 1.5').replace(
  'by: log-rank}, M+',
  'by: logrank}, M+',
);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'markersim-'));
  file = join(folder, 'tiny.yaml');
  writeFileSync(file, SCENARIO);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command line; gives exit code, and what was said to `out` and `err`. */
async function cli(...args: string[]) {
  const said = { out: '', err: '' };
  const exit = await commandLine(args, {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    watched: false,
    signal: AbortSignal.timeout(60_000),
  });
  return { exit, ...said };
}

const run = (...more: string[]) => cli('run', file, '--out', folder, '--workers', '1', ...more);

describe('usage', () => {
  it('without a command is help, and faulty', async () => {
    const { exit, err } = await cli();
    expect(exit).toBe(2);
    expect(err).toContain('Usage: markersim');
  });

  it('--help says what there is, with examples and exit codes', async () => {
    const { exit, out } = await cli('--help');
    expect(exit).toBe(0);
    for (const part of ['run', 'replay', 'Examples:', 'Exit codes:', '130']) expect(out).toContain(part);
  });

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await cli('--version')).toEqual({ exit: 0, out: `${version}\n`, err: '' });
  });

  it.each(['run', 'validate', 'list', 'describe', 'replay', 'report', 'compare', 'schema'])(
    '%s --help has examples that the command line takes',
    async (command) => {
      const { exit, out } = await cli(command, '--help');
      expect(exit).toBe(0);
      const examples = [...out.matchAll(/^ {2}\$ markersim (\S+)/gm)].map(([, name]) => name);
      expect(examples.length).toBeGreaterThan(0);
      expect(new Set(examples)).toEqual(new Set([command]));
    },
  );

  it.each([
    [['rnu', 'x.yaml'], /unknown command 'rnu'\n\(Did you mean run\?\)/],
    [['run'], /missing required argument 'scenario'/],
    [['run', 'x.yaml', '--replicate', '5'], /unknown option '--replicate'\n\(Did you mean --replicates\?\)/],
    [['run', 'x.yaml', '--replicates', '0'], /'0' is invalid. Give a whole number from 1 to 1000000000/],
    [['run', 'x.yaml', '--workers', '1e3'], /'1e3' is invalid. Give a whole number from 1 to 1024/],
    [['run', 'x.yaml', '-n', '99999999999'], /Give a whole number from 1 to 1000000000/],
    [['run', 'x.yaml', '--lang', 'fr'], /Allowed choices are en, zh-CN, zh, both/],
    [['run', 'nowhere.yaml'], /^cannot read nowhere.yaml: it does not exist.\n.*markersim list/],
    [['run', '.'], /^cannot read \.: it is not a file/],
    [
      ['report', 'nowhere'],
      /^cannot read nowhere.results.json: it does not exist.\nName a folder that `markersim run` wrote/,
    ],
  ])('%j is told what is wrong and what to do', async (args, message) => {
    const { exit, out, err } = await cli(...args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });
});

describe('validate', () => {
  it('says ok with the size of the scenario', async () => {
    expect(await cli('validate', file)).toEqual({
      exit: 0,
      out: `${file}: ok; designs: 2, points: 1\n`,
      err: '',
    });
    expect(await cli('validate', file, '--quiet')).toEqual({ exit: 0, out: '', err: '' });
  });

  it('says where the boundaries of stages have a level above the one asked for', async () => {
    writeFileSync(
      file,
      `id: staged
title: {en: staged}
truth:
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {experimental: {rate: 0.2}, control: {rate: 0.05}}}}
designs:
  d: {single arm: experimental, tests: {T: {by: fleming, alpha: 0.05, against: {rate: 0.05}, stages: {patients: [20, 15, 15]}}}}
`,
    );
    const { exit, out, err } = await cli('validate', file);
    expect({ exit, out }).toEqual({ exit: 0, out: `${file}: ok; designs: 1, points: 1\n` });
    // Ends at -1, 2, 5 and claims from 4, 5, 6: 0.0512897 by following the binomial law from stage to stage in R.
    expect(err).toContain('design d, test T: these boundaries have the exact level 0.0513, above 0.05;');
    const described = await cli('describe', file);
    expect(described.out).toMatch(/one-sided 0\.05129 \(exact, above the 0\.05 asked for/);
    writeFileSync(file, readFileSync(file, 'utf8').replace('patients: [20, 15, 15]', 'p1: 0.2'));
    expect((await cli('validate', file)).err).toBe('');
  });

  it('shows every fault of every file with its place', async () => {
    const other = join(folder, 'other.yaml');
    writeFileSync(other, 'id: [');
    writeFileSync(file, FAULTY);
    const { exit, out, err } = await cli('validate', file, other);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`${file}:4:`);
    expect(err).toContain(`${file}:13:`);
    expect(err).toContain('did you mean "log-rank"?');
    expect(err).toContain(`${other}:1:`);
    expect(err).toMatch(/^Faults: \d+; faulty files: 2\n$/m);
  });

  it('--json gives the faults as data', async () => {
    writeFileSync(file, FAULTY);
    const { exit, out } = await cli('validate', file, '--json');
    expect(exit).toBe(2);
    const [verdict] = JSON.parse(out);
    expect(verdict).toMatchObject({ file, ok: false });
    expect(verdict.faults.map(({ line }: { line: number }) => line)).toEqual([4, 13]);
  });
});

describe('validate of a file that is not there', () => {
  it('says so, and shows the faults of the others all the same', async () => {
    const faulty = join(folder, 'faulty.yaml');
    writeFileSync(faulty, FAULTY);
    const { exit, err } = await cli('validate', join(folder, 'none.yaml'), faulty, '--lang', 'en');
    expect(exit).toBe(2);
    expect(err).toMatch(/^cannot read .*none\.yaml: it does not exist/);
    expect(err).toContain(`${faulty}:4:`);
    expect(err).toMatch(/^Faults: 2; faulty files: 2\n$/m);
    const { out } = await cli('validate', join(folder, 'none.yaml'), '--json');
    expect(JSON.parse(out)[0]).toMatchObject({
      ok: false,
      faults: [],
      unreadable: expect.stringContaining('none.yaml'),
    });
  });
});

describe('run', () => {
  it('writes the report, prints the comparison and where the page is', async () => {
    const { exit, out, err } = await run();
    expect(exit).toBe(0);
    expect(out).toMatch(/Tiny/);
    expect(out).toMatch(/│ .*all-comers .*│ .*enriched/);
    expect(out).toContain(join(folder, 'tiny', 'index.html'));
    expect(err).toMatch(/^tiny: .*60\/60 replicates/m);
    const names = readdirSync(join(folder, 'tiny'));
    for (const name of [
      'index.html',
      'index.zh.html',
      'charts',
      'results.json',
      'results.csv',
      'results.parquet',
      'manifest.json',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.endsWith('.part') || name.startsWith('.probe'))).toEqual([]);
  });

  it('writes the same results for one worker and two, fresh and grown', async () => {
    const results = () => readFileSync(join(folder, 'tiny', 'results.json'), 'utf8');
    await run('--no-report', '--quiet');
    const one = results();
    expect(
      await cli('run', file, '--out', folder, '--workers', '2', '--fresh', '--no-report', '--quiet'),
    ).toEqual({
      exit: 0,
      out: '',
      err: '',
    });
    expect(results()).toBe(one);
    await run('--replicates', '100', '--no-report', '--quiet');
    const grown = results();
    expect(grown).not.toBe(one);
    await run('--replicates', '100', '--no-report', '--quiet', '--fresh');
    expect(results()).toBe(grown);
    expect(readdirSync(join(folder, 'tiny'))).not.toContain('index.html');
  });

  it('--json prints one object a scenario', async () => {
    const { out } = await run('--json', '--no-report');
    expect(JSON.parse(out)).toMatchObject({ ok: true, id: 'tiny', folder: join(folder, 'tiny'), page: null });
    expect(JSON.parse(out).headline.rows).toHaveLength(2);
  });

  it('--seed and --replicates stand above the scenario', async () => {
    await run('--no-report', '--quiet', '--seed', 'other', '--replicates', '40');
    const { simulation, points } = JSON.parse(readFileSync(join(folder, 'tiny', 'results.json'), 'utf8'));
    expect([simulation.seed, points[0].replicates]).toEqual(['other', 40]);
  });

  it('of a faulty scenario writes nothing, not even for a sound one beside it', async () => {
    const faulty = join(folder, 'faulty.yaml');
    writeFileSync(faulty, FAULTY);
    const { exit, err } = await run(faulty);
    expect(exit).toBe(2);
    expect(err).toContain(`${faulty}:4:`);
    expect(readdirSync(folder).sort()).toEqual(['faulty.yaml', 'tiny.yaml']);
  });

  it.runIf(process.platform === 'linux')('into a file system that takes no folders ends too', async () => {
    // A recursive mkdir of Node never comes back from here.
    const { exit, err } = await cli('run', file, '--out', '/proc/none');
    expect(exit).toBe(3);
    expect(err).toMatch(/^cannot write \/proc\/none\/tiny: it does not exist\.\nChoose another folder/);
  });

  it('into a folder that cannot be written ends before the simulation', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const { exit, err } = await cli('run', file, '--out', blocked);
    expect(exit).toBe(3);
    expect(err).toMatch(/^cannot write .*file.tiny: .*\nChoose another folder with --out <folder>\.\n$/);
  });

  it('refuses two scenarios that would write the same folder', async () => {
    const { exit, err } = await run(file);
    expect(exit).toBe(2);
    expect(err).toContain('two of the scenarios have the id tiny');
  });
});

describe('replay', () => {
  it('writes the patients and the analyses of a replicate, the same in any run', async () => {
    const { exit, out } = await cli(
      'replay',
      file,
      '--design',
      'enriched',
      '--replicate',
      '7',
      '--out',
      folder,
    );
    expect(exit).toBe(0);
    const [patients, analyses] = out.trim().split('\n');
    const table = readFileSync(patients, 'utf8').trim().split('\n');
    expect(table[0]).toMatch(/^patient,randomised at,arm,true MET,assay MET,/);
    expect(table).toHaveLength(81);
    expect(readFileSync(analyses, 'utf8')).toMatch(
      /^analysis,look,quantity,estimand,value\nM\+,final,rejects,,[01]\n/,
    );
    const again = JSON.parse((await cli('replay', file, '-d', 'enriched', '-r', '7', '--json')).out);
    expect(again.tables[0].rows.map((row: Record<string, unknown>) => Object.values(row).join(','))).toEqual(
      table.slice(1),
    );
  });

  it.each([
    [['--design', 'enriched', '--point', '3'], /tiny has no point 3.\nIt has no sweep: leave --point out./],
    [
      ['--design', 'other'],
      /tiny has no design other: choose one with --design.\nIts designs: all-comers, enriched./,
    ],
    [[], /tiny has several designs: name one with --design/],
  ])('%j is told what there is', async (args, message) => {
    const { exit, err } = await cli('replay', file, ...args);
    expect(exit).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('describe', () => {
  it('tells programs and external cohorts in words, in both languages', async () => {
    const { out } = await cli('describe', 'scenarios/guideline/PT-2.2-timing.yaml');
    expect(out).toContain('Program Common tumour randomised, then the others\nFirst ');
    expect(out).toMatch(
      /On “go on”, after a gap of 3 months, .*: “all tumours” \(benefit in RET\+\) if “response” rejects/,
    );
    const cohort = await cli(
      'describe',
      'scenarios/guideline/BM-2.2-external-control.yaml',
      '--lang',
      'zh-CN',
    );
    expect(cohort.out).toContain(
      '外部队列“历史对照”：对照治疗患者 200 例，其中 M+ 25% 和 M- 75%，记录了 M。',
    );
  });

  it('tells hazards, medians, PPV, expected events and true values', async () => {
    const { out } = await cli('describe', file);
    // log(2) / 6 months, and half of it; 50 % truly positive and a perfect assay.
    expect(out).toMatch(/PFS +│ MET\+ +│ 0\.1155 a month +│ 0\.05776 a month/);
    expect(out).toMatch(/PFS +│ MET\+ +│ 0\.5 +│ median \(months\) │ 6 +│ 12 +│ hazard ratio 0\.5/);
    expect(out).toMatch(/MET +│ 0\.5 +│ 1 +│ 1 +│ 0 +│ 0\.5 +│ 1 +│ 1 /);
    expect(out).toContain(
      'Expected: 80 screened, 80 randomised, last patient at month 2, analysis at month 12.',
    );
    expect(out).toMatch(/M\+ +│ MET\+ .*log hazard ratio │ -0\.6931/);
  });

  it('--json gives the same as data, point by point', async () => {
    writeFileSync(file, `${SCENARIO}sweep: {truth.markers.MET.prevalence: [0.2, 0.8]}\n`);
    const { out } = await cli('describe', file, '--point', '1', '--json');
    expect(JSON.parse(out)).toMatchObject({ point: 1, values: { prevalence: 0.8 }, assays: [{ ppv: 1 }] });
    expect((await cli('describe', file, '--point', '2')).err).toMatch(
      /no point 2.\nIts points go from 0 to 1./,
    );
  });
});

describe('report and compare', () => {
  it('names formats that there are, and says what PDF needs where there is no browser', async () => {
    const wrong = await cli('report', folder, '--format', 'html,ps');
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('There is no format ps.');
    await run('--quiet', '--no-report');
    const before = process.env.CHROMIUM;
    process.env.CHROMIUM = join(folder, 'none');
    try {
      const { exit, err } = await cli('report', join(folder, 'tiny'), '--format', 'pdf', '--lang', 'en');
      expect(exit).toBe(2);
      expect(err).toMatch(/^PDF is printed by Chromium or Chrome, and none was found\.\nInstall one/);
    } finally {
      if (before === undefined) delete process.env.CHROMIUM;
      else process.env.CHROMIUM = before;
    }
  });

  it('renders the same page again from the results', async () => {
    await run('--quiet');
    const page = join(folder, 'tiny', 'index.html');
    const before = readFileSync(page, 'utf8');
    rmSync(page);
    const chinese = join(folder, 'tiny', 'index.zh.html');
    expect(await cli('report', join(folder, 'tiny'))).toEqual({
      exit: 0,
      out: `${page}\n${chinese}\n`,
      err: '',
    });
    const { out } = await cli('report', join(folder, 'tiny'), '--format', 'md,svg', '--lang', 'zh-CN');
    expect(out).toBe(`${join(folder, 'tiny', 'report.md')}\n`);
    expect(readFileSync(join(folder, 'tiny', 'report.md'), 'utf8')).toMatch(/^# 小$/m);
    expect(readFileSync(page, 'utf8')).toBe(before);
  });

  it('leaves a Markdown report its pictures, whatever language the page has later', async () => {
    const made = join(folder, 'tiny');
    await run('--quiet', '--no-report');
    await cli('report', made, '--format', 'md');
    const pictures = (name: string) =>
      [...readFileSync(join(made, name), 'utf8').matchAll(/\]\(([^)]+\.svg)\)/g)].map(([, path]) =>
        readFileSync(join(made, path!), 'utf8'),
      );
    const [english, chinese] = [pictures('report.md'), pictures('report.zh.md')];
    expect(english.length).toBeGreaterThan(2);
    expect(english[0]).not.toMatch(/[\u4e00-\u9fff]/);
    expect(chinese[0]).toMatch(/[\u4e00-\u9fff]/);
    for (const lang of ['zh', 'en']) await cli('report', made, '--lang', lang);
    expect([pictures('report.md'), pictures('report.zh.md')]).toEqual([english, chinese]);
    // Other numbers take them away, Markdown and pictures.
    await run('--quiet', '--no-report', '--seed', 'other');
    expect(readdirSync(made)).not.toContain('report.md');
    expect(readdirSync(join(made, 'pictures'))).toEqual([]);
  });

  it('leaves no page or chart of another run beside the new ones, and what somebody changed alone', async () => {
    const made = join(folder, 'tiny');
    await run('--quiet');
    const names = () => [...readdirSync(made), ...readdirSync(join(made, 'charts'))].sort();
    const both = names();
    expect(both).toContain('index.zh.html');
    await cli('report', made, '--lang', 'zh');
    expect(names()).toEqual(both.filter((name) => !/\.zh\./.test(name)));
    expect(readFileSync(join(made, 'index.html'), 'utf8')).toContain('<html lang="zh-CN"');
    writeFileSync(join(made, 'charts', 'truth.svg'), 'mine');
    writeFileSync(join(made, 'notes.txt'), 'mine');
    // Results of another seed: a page of the old numbers would contradict them.
    await run('--quiet', '--no-report', '--seed', 'other');
    expect(readdirSync(made).sort()).toEqual([
      '.checkpoint',
      'charts',
      'manifest.json',
      'notes.txt',
      'results.csv',
      'results.json',
      'results.parquet',
    ]);
    expect(readdirSync(join(made, 'charts'))).toEqual(['truth.svg']);
  });

  it('leaves no document of another run beside new results, and tells of one that somebody changed', async () => {
    const made = join(folder, 'tiny');
    const manifest = () => JSON.parse(readFileSync(join(made, 'manifest.json'), 'utf8')).files;
    await run('--quiet', '--no-report');
    await cli('report', made, '--format', 'docx,md,png', '--lang', 'en');
    const documents = readdirSync(made).filter((name) => name.startsWith('report.'));
    expect(documents).toEqual(['report.docx', 'report.md']);
    for (const name of [...documents, 'charts/truth.png', 'results.csv'])
      expect(manifest()[name]).toBe(
        createHash('sha256')
          .update(readFileSync(join(made, name)))
          .digest('hex'),
      );
    // The same results again, and a page of them: the documents hold.
    await run('--quiet', '--fresh', '--no-report');
    const page = await cli('report', made, '--lang', 'zh');
    expect(page.err).toBe('');
    expect(readdirSync(made)).toEqual(expect.arrayContaining(documents));
    writeFileSync(join(made, 'report.md'), 'mine');
    writeFileSync(join(made, 'report.en.pdf'), 'of an older version, in no list');
    const other = await run('--quiet', '--no-report', '--seed', 'other');
    expect(other.err).toMatch(/^warning: of other results, but kept.*report\.en\.pdf, .*report\.md$/m);
    const left = readdirSync(made).filter((name) => name.startsWith('report'));
    expect(left).toEqual(['report.en.pdf', 'report.md']);
    expect(readdirSync(join(made, 'charts')).filter((name) => name.endsWith('.png'))).toEqual([]);
    expect(
      Object.keys(manifest()).filter(
        (name) => !readdirSync(made, { recursive: true, encoding: 'utf8' }).includes(name),
      ),
    ).toEqual([]);
    expect(manifest()).not.toHaveProperty('report.md');
  });

  it('removes nothing outside its folder, whatever a manifest says', async () => {
    await run('--quiet', '--no-report');
    const path = join(folder, 'tiny', 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    const outside = createHash('sha256').update(readFileSync(file)).digest('hex');
    writeFileSync(path, JSON.stringify({ ...manifest, files: { '../tiny.yaml': outside } }));
    await run('--quiet', '--no-report');
    expect(readFileSync(file, 'utf8')).toBe(SCENARIO);
  });

  it('finds no difference between a result and itself, and differences between seeds', async () => {
    await run('--quiet', '--no-report');
    await cli('run', file, '--out', join(folder, 'other'), '--seed', 'other', '--quiet', '--no-report');
    const a = join(folder, 'tiny');
    const same = await cli('compare', a, a);
    expect(same.exit).toBe(0);
    expect(same.out).toMatch(
      /^A: .*, 60 replicates, seed tiny, .*\nB: .*\nThe same scenario\.\n\d+ rows compared: 0 differ, 0 beyond Monte Carlo error\.\nBeyond error is .*\n$/,
    );
    const other = await cli('compare', a, join(folder, 'other', 'tiny'));
    expect(other.out).toMatch(/rows compared: [1-9]\d* differ, 0 beyond/);
    expect(other.out).toContain('within error');
  });

  it('of a damaged results.json says what is wrong', async () => {
    writeFileSync(join(folder, 'results.json'), '{"format": "other"}');
    const { exit, err } = await cli('report', folder);
    expect(exit).toBe(2);
    expect(err).toMatch(/not a MarkerSim result: format/);
  });
});

describe('list and schema', () => {
  it('lists the shipped scenarios, each of which is found by id and by name', async () => {
    const { out } = await cli('list', '--json');
    const entries: { name: string; id: string }[] = JSON.parse(out);
    expect(entries.map(({ name }) => name)).toContain('case-studies/ipass');
    for (const { id, name } of entries) expect((await cli('validate', id, name)).exit).toBe(0);
    expect((await cli('list')).out).toContain('case-studies/ipass');
  });

  it('prints the committed schema and reference', async () => {
    expect((await cli('schema')).out).toBe(readFileSync('src/scenario/markersim.schema.json', 'utf8'));
    expect((await cli('schema', '--reference')).out).toBe(readFileSync('src/scenario/REFERENCE.md', 'utf8'));
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('has a first scenario that is sound', async () => {
    writeFileSync(file, /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
    expect(await cli('validate', file)).toMatchObject({ exit: 0, err: '' });
  });

  it('names every command and every option of run', async () => {
    const { out } = await cli('--help');
    const commands = [...out.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThanOrEqual(8);
    for (const name of commands) expect(readme).toContain(`\`markersim ${name}`);
    const options = (await cli('run', '--help')).out.matchAll(/ (--[a-z-]+)/g);
    for (const [, option] of options) if (option !== '--help') expect(readme).toContain(option);
  });
});
