import { beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '../../src/report/answer.ts';
import { headlineTable } from '../../src/report/headline.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';
import { runtimeTexts } from '../fixtures/report/runtime.ts';
import { unzip } from '../fixtures/report/zip.ts';

const runtime = runtimeTexts();
const result = claimsOnly();
let files: Map<string, string | Uint8Array>;

beforeAll(async () => {
  files = await renderReport(result, { languages: ['en', 'zh'], runtime, formats: ['md', 'docx', 'png'] });
});

/** Text of a Word document, a line a paragraph. */
function wordText(name: string): string {
  const xml = unzip(files.get(name) as Uint8Array)
    .get('word/document.xml')!
    .toString('utf8');
  return xml
    .replaceAll('</w:p>', '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'");
}

describe('forms beside the page', () => {
  it('are those that were asked for, each language in files of its own', () => {
    const names = [...files.keys()];
    for (const name of ['report.md', 'report.zh.md', 'report.docx', 'report.zh.docx', 'charts/power.zh.png'])
      expect(names).toContain(name);
    expect(names.filter((name) => /html|json|csv/.test(name))).toEqual([]);
  });

  it('give answer and comparison with the same numbers as everywhere', () => {
    for (const [language, suffix] of [
      ['en', ''],
      ['zh', '.zh'],
    ] as const) {
      const markdown = String(files.get(`report${suffix}.md`)).replaceAll('\\', '');
      const word = wordText(`report${suffix}.docx`).replaceAll('\u2011', '-');
      for (const sentence of answerOf(result, language).sentences) {
        expect(markdown).toContain(sentence);
        expect(word).toContain(sentence);
      }
      const { columns, rows } = headlineTable(result, language);
      for (const cell of [...columns.slice(1), ...rows.flatMap(([, ...cells]) => cells)]) {
        const [estimate] = cell.split(' \u00b1');
        expect(markdown).toContain(estimate!.replace(/ \*$/, ''));
        expect(word).toContain(estimate!.replace(/ \*$/, ''));
      }
    }
  });

  it('have the signs of Chinese in Chinese: no colon or comma of Latin text after Chinese or in its brackets', () => {
    const markdown = String(files.get('report.zh.md'))
      .replace(/```.*?```/gs, '')
      .replace(/^ {4}.*$/gm, '');
    const wrong = /[\u4e00-\u9fff）]: |（[^（）\n]*, [^（）\n]*）/g;
    expect(markdown.match(wrong) ?? []).toEqual([]);
    expect(wordText('report.zh.docx').match(wrong) ?? []).toEqual([]);
    // Notes of a chart follow each other as sentences do: nothing stands between them.
    expect(markdown).not.toMatch(/。 [\u4e00-\u9fff]/);
    expect(markdown).toMatch(/（[\d.]+% 至 [\d.]+%，MCSE [<\d.]+%）/);
    expect(String(files.get('report.md'))).toMatch(/\([\d.]+% to [\d.]+%, MCSE [\\<\d.]+%\)/);
    for (const [suffix, opening] of [
      ['', 'Guideline: '],
      ['.zh', '指导原则：'],
    ] as const) {
      expect(String(files.get(`report${suffix}.md`))).toContain(`\n${opening}`);
      expect(wordText(`report${suffix}.docx`)).toContain(`\n${opening}`);
    }
  });

  it('hide nothing of a swept result but the other truths', async () => {
    const swept = await renderReport(ipassLike(), { languages: ['en'], runtime, formats: ['md'] });
    const text = String(swept.get('report.md'));
    // Once in the comparison, and once for each of the two swept values in what would change the answer.
    expect(text.match(/^\| Randomised \|/gm)).toHaveLength(3);
    for (const title of ['What would change the answer', 'Methods', 'Provenance', 'References'])
      expect(text).toMatch(new RegExp(`^##+ ${title}$`, 'm'));
    expect(text).toContain('npx markersim run ipass.yaml --replicates 10000 --seed ipass');
  });
});

describe('the Word document', () => {
  it('numbers its tables and figures in order, by fields', () => {
    const text = wordText('report.docx');
    const tables = [...text.matchAll(/^Table (\d+)\. \S/gm)].map((match) => Number(match[1]));
    const figures = [...text.matchAll(/^Figure (\d+)\. \S/gm)].map((match) => Number(match[1]));
    const xml = unzip(files.get('report.docx') as Uint8Array)
      .get('word/document.xml')!
      .toString('utf8');
    expect(tables).toEqual(tables.map((_, i) => i + 1));
    expect(tables).toHaveLength(xml.match(/<w:tbl>/g)!.length);
    expect(xml.match(/SEQ Table/g)).toHaveLength(tables.length);
    expect(figures).toEqual(figures.map((_, i) => i + 1));
    // A tall picture stands in parts, so that pages are filled; each part says which figure it is of.
    const pictured = [...xml.matchAll(/<wp:docPr [^>]*name="([a-z-]+)"/g)].map(([, name]) => name);
    expect(pictured.length).toBeGreaterThanOrEqual(figures.length);
    expect(new Set(pictured).size).toBe(figures.length);
    // Its parts are told by the same title.
    expect(pictured.length).toBeGreaterThan(figures.length);
    for (const [, title, part, parts] of text.matchAll(/^(.+) \((\d) of (\d)\)$/gm)) {
      expect(Number(part)).toBeLessThanOrEqual(Number(parts));
      expect(text).toMatch(new RegExp(`^Figure \\d+\\. ${title}$`, 'm'));
    }
    expect(text.match(/ \(1 of \d\)$/gm)!.length).toBeGreaterThan(0);
    expect(wordText('report.zh.docx')).toMatch(/（1\/\d）$/m);
    expect(wordText('report.zh.docx')).toMatch(/^表 1\. 设计比较$/m);
  });

  it('opens with its sections as links, and says in its properties what it is', () => {
    const parts = unzip(files.get('report.docx') as Uint8Array);
    const xml = parts.get('word/document.xml')!.toString('utf8');
    const [contents] = /<w:sdt>.*?<\/w:sdt>/s.exec(xml)!;
    const headings = [...xml.matchAll(/<w:pStyle w:val="Heading1"\/>.*?<w:t [^>]*>([^<]*)<\/w:t>/gs)].map(
      ([, text]) => text,
    );
    expect(headings.length).toBeGreaterThan(6);
    const links = [
      ...contents.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]*)".*?<w:t [^>]*>([^<]*)<\/w:t>/gs),
    ];
    expect(links.map(([, , text]) => text)).toEqual(headings);
    for (const [, anchor] of links) expect(xml).toContain(`<w:bookmarkStart w:name="${anchor}"`);
    // A field that is out of date makes Word ask whoever opens the file.
    expect(xml).not.toContain('w:dirty="true"');
    const core = (name: string) =>
      unzip(files.get(name) as Uint8Array)
        .get('docProps/core.xml')!
        .toString('utf8');
    expect(core('report.docx')).toMatch(/<dc:title>.+<\/dc:title><dc:subject>.+<\/dc:subject>/);
    expect(core('report.zh.docx')).toContain('<dc:description>临床试验模拟报告');
    expect(core('report.docx')).toContain('<cp:lastModifiedBy>MarkerSim ');
  });

  it('gives tables the width of their page, and wide ones a page on its side with their heading', async () => {
    const wordy = ipassLike();
    for (const design of wordy.designs)
      design.title = {
        en: `A design that is called by what it enrols, by what it tests and by its ${design.id}`,
      };
    const made = await renderReport(wordy, { languages: ['en'], runtime, formats: ['docx'] });
    const xml = unzip(made.get('report.docx') as Uint8Array)
      .get('word/document.xml')!
      .toString('utf8');
    // What stands before the end of a section is set as that end says; the last section's end is that of the document.
    const sections = xml.split('</w:sectPr>').slice(0, -1);
    const pages = sections.map((part) => ({
      aside: /<w:pgSz [^>]*w:orient="landscape"/.test(part),
      room: Number(/<w:pgSz [^>]*w:w="(\d+)"/.exec(part)![1]) - 2 * 1134,
      tables: [...part.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/g)].map(([, grid]) =>
        [...grid!.matchAll(/w:w="(\d+)"/g)].map(([, width]) => Number(width)),
      ),
    }));
    expect(new Set(pages.map(({ aside, room }) => `${aside} ${room}`))).toEqual(
      new Set(['false 9638', 'true 14570']),
    );
    for (const { room, tables, aside } of pages) {
      if (aside) expect(tables.length).toBeGreaterThan(0);
      for (const widths of tables) {
        // Each width is cut to a whole twentieth of a point.
        const sum = widths.reduce((total, width) => total + width);
        expect(sum).toBeLessThanOrEqual(room);
        expect(sum).toBeGreaterThanOrEqual(room - widths.length);
      }
    }
    const tables = pages.flatMap((page) => page.tables);
    expect(xml.match(/<w:tblLayout w:type="fixed"\/>/g)).toHaveLength(tables.length);
    // By what stands in them: they had all been equal.
    expect(tables.every((widths) => Math.max(...widths) > Math.min(...widths))).toBe(true);
    expect(xml.match(/<w:footerReference /g)).toHaveLength(pages.length);
    // Notes stand on the page of the table that they are of.
    const upright = sections.filter((_, i) => i > 0 && !pages[i]!.aside);
    expect(upright.length).toBeGreaterThan(0);
    for (const part of upright)
      expect(/<w:p>.*?<w:t[ >].*?<\/w:p>/s.exec(part)![0]).not.toContain('w:val="55606c"');
    expect(sections.some((part, i) => pages[i]!.aside && part.includes('w:val="55606c"'))).toBe(true);
    // A page is turned after text, not after a heading, nor after a heading and its note.
    for (const part of sections.slice(0, -1))
      for (const last of part.split('<w:p>').slice(-2)) expect(last).not.toMatch(/<w:pStyle w:val="Heading/);
  });

  it('carries every chart as a picture of print quality, with its words for who cannot see it', () => {
    const parts = unzip(files.get('report.docx') as Uint8Array);
    const pictures = [...parts].filter(([name]) => /^word\/media\/.*\.png$/.test(name));
    expect(pictures.length).toBeGreaterThanOrEqual(5);
    const xml = parts.get('word/document.xml')!.toString('utf8');
    const embedded = new Map(
      [
        ...parts
          .get('word/_rels/document.xml.rels')!
          .toString('utf8')
          .matchAll(/<Relationship [^>]*>/g),
      ].map(([one]) => [/ Id="([^"]*)"/.exec(one)![1]!, `word/${/ Target="([^"]*)"/.exec(one)![1]}`]),
    );
    const shown = [...xml.matchAll(/<wp:extent cx="(\d+)"[\s\S]*?r:embed="([^"]*)"/g)];
    expect(shown).toHaveLength(pictures.length);
    for (const [, cx, id] of shown) {
      const picture = parts.get(embedded.get(id!)!)!;
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      // 1,000 px over the text width of 17 cm, and as dense where the last part of a chart is narrower; a phone-sized drawing would be 700.
      expect(picture.readUInt32BE(16)).toBeGreaterThan((1000 * Number(cx)) / 360_000 / 17);
    }
    expect(xml.match(/<wp:docPr [^>]*descr="[^"]{20,}/g)!.length).toBe(pictures.length);
  });
});

describe('Markdown', () => {
  it('says a caption where the heading above does not, and sets numbers to the right', () => {
    for (const suffix of ['', '.zh']) {
      const lines = String(files.get(`report${suffix}.md`))
        .split('\n')
        .filter((line) => line !== '');
      const captions = lines.flatMap((line, i) =>
        /^\*[^*]+\*$/.test(line) ? [[line.slice(1, -1), i] as const] : [],
      );
      expect(captions.length).toBeGreaterThan(0);
      for (const [caption, at] of captions) {
        const above = lines.slice(0, at).findLast((line) => line.startsWith('#'))!;
        expect(above.replace(/^#+ /, '')).not.toBe(caption);
      }
      expect(lines.filter((line) => /^\| --- (\| ---: )+\|$/.test(line)).length).toBeGreaterThan(0);
    }
  });

  it('treats what an author wrote as text', async () => {
    const hostile = claimsOnly();
    hostile.scenario.title = { en: 'a | b `c` <img src=x> [d](e) # *f*' };
    const made = await renderReport(hostile, { languages: ['en'], runtime, formats: ['md'] });
    expect(String(made.get('report.md')).split('\n')[0]).toBe(
      '# a \\| b \\`c\\` \\<img src=x\\> \\[d\\](e) \\# \\*f\\*',
    );
  });
});
