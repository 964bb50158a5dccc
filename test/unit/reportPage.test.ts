import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { resultCsv } from '../../src/report/csv.ts';
import { type Block, details, heading, list, table } from '../../src/report/document/block.ts';
import type { Language } from '../../src/report/messages/messages.ts';
import { blocksHtml } from '../../src/report/page/html.ts';
import { runningFoot } from '../../src/report/page/style.ts';
import { drawLanguage, renderReport, resultFiles } from '../../src/report/renderReport.ts';
import { runtimeScript } from '../../src/report/runtime.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';

const runtime = runtimeTexts();
let files: Map<string, string | Uint8Array>;
let html: string;

beforeAll(async () => {
  files = await renderReport(ipassLike(), { languages: ['en', 'zh'], runtime });
  html = String(files.get('index.html'));
});

/** What the page's script unpacks. */
const unpacked = (id: string) =>
  inflateRawSync(
    Buffer.from(new RegExp(`id="${id}">([A-Za-z0-9+/=]*)</script>`).exec(html)![1]!, 'base64'),
  ).toString('utf8');

describe('a note between a heading and what it stands over', () => {
  it('is kept with both on paper: after it no page ends', () => {
    const print = html.slice(html.indexOf('@media print'));
    // As text: a pattern that fails would search the packed data of the page for minutes.
    expect(print.includes(':is(h2,h3)+.note,.note:has(+.scroll){break-after:avoid}')).toBe(true);
    expect(html).toMatch(/<p class="note">[^<]*<\/p>\s*<div class="scroll"/);
    expect(html).toMatch(/<\/h3>\s*<p class="note">/);
  });
});

describe('report files', () => {
  it('are pages, charts in each language, data and manifest', () => {
    const names = [...files.keys()];
    expect(names).toEqual(
      expect.arrayContaining([
        'index.html',
        'index.zh.html',
        'results.json',
        'results.csv',
        'results.parquet',
        'manifest.json',
      ]),
    );
    for (const chart of ['power', 'bias', 'coverage', 'efficiency', 'duration', 'truth']) {
      expect(names).toEqual(
        expect.arrayContaining([
          `charts/${chart}.svg`,
          `charts/${chart}.vl.json`,
          `charts/${chart}.zh.svg`,
          `charts/${chart}.zh.vl.json`,
        ]),
      );
    }
    expect(JSON.parse(String(files.get('manifest.json'))).files).toHaveProperty(['charts/power.svg']);
  });

  it('are the same bytes each time, and where another thread draws the further languages', async () => {
    const sent: Language[] = [];
    const again = await renderReport(ipassLike(), {
      languages: ['en', 'zh'],
      runtime,
      // What crosses to a thread and back is copied.
      elsewhere: async (...report) => {
        sent.push(report[1]);
        return structuredClone(await drawLanguage(...structuredClone(report)));
      },
    });
    expect(sent).toEqual(['zh']);
    expect([...again.keys()].sort()).toEqual([...files.keys()].sort());
    for (const [name, content] of files) expect(again.get(name), name).toEqual(content);
  });

  it('without a page are data and manifest', () => {
    expect([...resultFiles(claimsOnly()).keys()]).toEqual([
      'results.json',
      'results.csv',
      'results.parquet',
      'manifest.json',
    ]);
  });
});

describe('tables of a page', () => {
  const data = { columns: ['Design', 'Power'], rows: [['all-comers', '80%']] };
  const named = (caption: string) => table(data, { caption });
  const html = (blocks: Block[]) =>
    blocksHtml(blocks, { figure: () => '', under: 'Comparison', named: new Map() });

  it('show their captions where a heading has several of them, and say them in any case', () => {
    const several = html([
      heading('Along the prevalence'),
      named('Power (plain)'),
      named('Power (stratified)'),
    ]);
    expect(several).toContain('<caption>Power (plain)</caption>');
    expect(several).toContain('<caption>Power (stratified)</caption>');
    const single = html([heading('Tests of A'), named('Tests'), heading('Tests of B'), named('Tests')]);
    expect(single).not.toContain('<caption>');
    // Landmarks are told apart by their names.
    expect(single.match(/aria-label="Tests( \(2\))?"/g)).toHaveLength(2);
  });

  it('keep short Chinese words in one line, which a narrow column would set letter by letter', () => {
    const words = html([
      table({ columns: ['检验', 'Test', '对应的检验水准'], rows: [['按篮子', 'ORR', '率差（率）']] }),
    ]);
    expect(words).toContain('<th scope="col" class="word">检验<th scope="col">Test<th scope="col">对应');
    expect(words).toContain('<td class="word">按篮子<td>ORR<td>率差');
  });

  it('stay folded on paper, where what is folded without a table is printed', () => {
    expect(html([details('Steps', list(['first', 'second']))])).toContain('<details class="paper">');
    expect(html([details('All', list(['first']), named('Power'))])).toContain('<details><summary>All');
  });

  it('stay on one sheet of paper where they are short', () => {
    const long = { ...data, rows: Array.from({ length: 17 }, () => data.rows[0]!) };
    expect(html([table(data)])).toContain('<table class="short">');
    expect(html([table(long)])).toContain('<table><thead>');
  });
});

describe('page', () => {
  it('has a name of its own for every table that can be seen, the same for that of every truth', () => {
    const names = (text: string) =>
      [...text.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name!);
    const [comparison] = /<section id="comparison".*?<\/section>/s.exec(html)!;
    const seen = names(html.replace(comparison, ''));
    expect(seen.length).toBeGreaterThan(8);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((name) => / \(2\)$/.test(name))).toEqual(['What would change the answer (2)']);
    expect(comparison).not.toMatch(/aria-label="[^"]*\(\d\)"/);
  });

  it('is one file under 1.5 MB with every chart live and the data inside', () => {
    for (const name of ['index.html', 'index.zh.html'])
      expect(Buffer.byteLength(String(files.get(name)))).toBeLessThan(1_500_000);
    expect(html.match(/<figure data-chart=/g)).toHaveLength(6);
    const payload = JSON.parse(unpacked('payload'));
    expect(Object.keys(payload.charts)).toHaveLength(6);
    expect(payload.csv.map((column: { name: string }) => column.name)).toEqual(
      resultCsv(ipassLike()).split('\n')[0]!.split(','),
    );
  });

  it('allows its own scripts and style by hash, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+'; style-src 'sha256-\S+'; base-uri 'none'; form-action 'none'$/,
    );
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1]!);
    expect(scripts).toHaveLength(1);
    expect(unpacked('runtime')).toBe(runtimeScript(runtime));
    for (const text of [...scripts, unpacked('runtime'), /<style>(.*?)<\/style>/s.exec(html)![1]!]) {
      expect(policy).toContain(createHash('sha256').update(text, 'utf8').digest('base64'));
    }
    expect(html.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/ style="| on[a-z]+="|src="|javascript:/);
  });

  it('has a foot on paper with its title and the number of the page, whatever the author called it', () => {
    expect(html).toContain('@bottom-left{content:"MarkerSim 0.1.0 \u00b7 ');
    expect(html).toContain('@bottom-right{content:counter(page) " / " counter(pages)');
    expect(runningFoot('a "b" \\c\n</style>')).toContain('content:"a \\22 b\\22  \\5c c\\a \\3c /style>"');
  });

  it('says in order: question, answer, comparison, charts, tipping points, assumptions, methods, checks, troubles, provenance', () => {
    const sections = [...html.matchAll(/<section id="(\w+)">/g)].map((match) => match[1]);
    expect(sections).toEqual([
      'question',
      'answer',
      'comparison',
      'charts',
      'tipping',
      'assumptions',
      'methods',
      'checks',
      'warnings',
      'provenance',
    ]);
    expect(html).toContain('<section id="downloads" class="screen">');
    const [, code] = /<code>(.*?)<\/code>/.exec(html)!;
    expect(code!.replace(/<\/?span>/g, '')).toBe(
      'npx markersim run ipass.yaml --replicates 10000 --seed ipass',
    );
    // A word of the command breaks only where a line is too short for it.
    expect(code).toContain('<span>--replicates</span> <span>10000</span>');
  });

  it('tells designs and troubles in its own language', () => {
    const chinese = String(files.get('index.zh.html'));
    expect(html).toContain('Sized to match All-comers on power (M+)');
    expect(chinese).toContain('样本量使把握度（M+）与全人群设计相同');
    expect(html.match(/the events waited for never came/g)).toHaveLength(2);
    expect(html).toContain('All 4 counts');
    expect(chinese).toContain('始终未达到目标事件数');
    expect(chinese.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/Enrols|randomises|never came/);
  });

  it('gives every simulated number of the comparison its MCSE, and every chart table a column of them', () => {
    const comparison = /<section id="comparison">.*?<\/section>/s.exec(html)![0];
    expect(comparison.match(/<small>[^<]*<span>MCSE [<&\d]/g)!.length).toBe(
      comparison.match(/<small>/g)!.length,
    );
    for (const name of ['power', 'bias', 'coverage', 'efficiency', 'duration'])
      expect(
        new RegExp(`data-chart="${name}".*?<table class="data">.*?<tbody>`, 's').exec(html)![0],
      ).toContain('<th scope="col">MCSE');
  });

  it('judges exact values and only shows approximations', async () => {
    const checks = /<section id="checks">.*?<\/section>/s.exec(html)![0];
    expect(checks).toContain('shown and not judged');
    expect(checks).not.toContain('DIFFERS');
    const wrong = claimsOnly();
    const row = wrong.rows.find(({ metric }) => metric === 'power')!;
    Object.assign(row, { reference: row.estimate! + 5 * row.mcse!, reference_kind: 'exact binomial' });
    const page = String((await renderReport(wrong, { languages: ['en'], runtime })).get('index.html'));
    expect(page).toContain('1 lies farther than 4 MCSE from it and is marked');
    expect(page).toContain('<td>DIFFERS');
  });

  it('treats everything that an author wrote as text', async () => {
    const hostile = claimsOnly();
    const attack = `</script><img src=x onerror=alert(1)>"'<!--`;
    hostile.scenario.title = { en: attack };
    hostile.scenario.question = { en: attack };
    hostile.designs[0]!.title = { en: attack };
    hostile.designs[0]!.trials[0]!.enrols = attack;
    hostile.designs[0]!.tests[0]!.name = attack;
    for (const row of hostile.rows) if (row.analysis === 'M+') row.analysis = attack;
    hostile.scenario.sources = [attack];
    hostile.warnings[0]!.analysis = attack;
    hostile.warnings[0]!.design = attack;
    const page = String((await renderReport(hostile, { languages: ['en'], runtime })).get('index.html'));
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(3);
  });

  it('names charts that it cannot draw, and those that do not apply', async () => {
    const asked = { ...ipassLike(), report: ['power', 'claims', 'fireworks'] };
    const page = String((await renderReport(asked, { languages: ['en'], runtime })).get('index.html'));
    expect(page).toContain('does not draw: fireworks');
    expect(page).toContain('not applicable to this result: claims');
    // The truth is drawn with the assumptions, asked for or not.
    expect(page.match(/<figure data-chart="\w+/g)).toEqual([
      '<figure data-chart="power',
      '<figure data-chart="truth',
    ]);
  });

  it('stays under its size with a large sweep, and says what it left out', async () => {
    const large = ipassLike();
    // Digits of their own, as of other truths: what is the same packs to nothing.
    const moved = (value: number | null, by: number) =>
      value === null ? null : value * (1 + 1e-3 * Math.sin(by));
    for (let copy = 1; copy <= 12; copy++) {
      const offset = 16 * copy;
      large.axes[0]!.values.push(...[0.1, 0.3, 0.6, 0.9].map((value) => value + copy));
      for (const point of ipassLike().points)
        large.points.push({
          ...point,
          index: point.index + offset,
          values: { ...point.values, prevalence: Number(point.values.prevalence) + copy },
        });
      for (const [r, row] of ipassLike().rows.entries())
        large.rows.push({
          ...row,
          point: row.point + offset,
          estimate: moved(row.estimate, r + copy),
          mcse: moved(row.mcse, 2 * r + copy),
          lower: moved(row.lower, 3 * r + copy),
          upper: moved(row.upper, 4 * r + copy),
        });
    }
    const page = String((await renderReport(large, { languages: ['en'], runtime })).get('index.html'));
    expect(page).toContain('other truths are not shown here');
    expect(page).toContain('Too large to embed: see results.csv');
    expect(page).toContain('not interactive here');
  }, 60_000);
});

describe('runtime', () => {
  it('makes a classic script of the interpreter, and refuses a file that it does not know', () => {
    expect(runtimeScript(runtime)).toContain('globalThis.vegaInterpreter = expression;');
    expect(() => runtimeScript({ ...runtime, interpreter: 'export default 1;' })).toThrow(
      'no export of expressionInterpreter',
    );
    expect(() =>
      runtimeScript({ ...runtime, interpreter: `import x from 'other';\n${runtime.interpreter}` }),
    ).toThrow('an import or export');
  });
});
