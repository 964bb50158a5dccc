import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/commandLine.ts';
import { answerOf } from '../../src/report/answer.ts';
import { resultJson } from '../../src/report/json.ts';
import { escapeHtml } from '../../src/report/page/html.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'markersim-gallery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
    signal: new AbortController().signal,
  });
  return { exit, ...said };
}

function put(path: string, content: string) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe('gallery', () => {
  it('has a card a run with question, answer, clause, picture and the way to its page, in each language', async () => {
    put('ipass/results.json', resultJson(ipassLike()));
    put('ipass/index.html', '');
    put('ipass/index.zh.html', '');
    put('ipass/charts/power.svg', '<svg>en</svg>');
    put('deep/er/results.json', resultJson(claimsOnly()));
    const { exit, out } = await cli('gallery', folder);
    expect([exit, out]).toEqual([0, `${join(folder, 'index.html')}\n${join(folder, 'index.zh.html')}\n`]);
    const english = readFileSync(join(folder, 'index.html'), 'utf8');
    const chinese = readFileSync(join(folder, 'index.zh.html'), 'utf8');
    expect(english.match(/<article /g)).toHaveLength(2);
    expect(english).toContain('<a href="ipass/index.html">');
    expect(chinese).toContain('<a href="ipass/index.zh.html">');
    expect(english).toContain('<button type="button" aria-pressed="false">BM-4.3.1</button>');
    for (const result of [ipassLike(), claimsOnly()]) {
      for (const [page, language] of [
        [english, 'en'],
        [chinese, 'zh'],
      ] as const) {
        const { sentences, setting } = answerOf(result, language);
        expect(setting).not.toBe('');
        for (const said of [sentences[0]!, setting]) expect(page).toContain(escapeHtml(said));
      }
    }
    expect(english.match(/<img /g)).toHaveLength(1);
    expect(english).toContain(Buffer.from('<svg>en</svg>').toString('base64'));
    // What an author wrote is text, and a run without a page has no link.
    expect(english.match(/<a href="deep/g)).toBeNull();
  });

  it('in one language leaves no older page in the other', async () => {
    put('ipass/results.json', resultJson(ipassLike()));
    await cli('gallery', folder);
    await cli('gallery', folder, '--lang', 'zh');
    expect(existsSync(join(folder, 'index.zh.html'))).toBe(false);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('<html lang="zh-CN"');
    put('index.zh.html', 'a page of my own');
    await cli('gallery', folder, '--lang', 'en');
    expect(existsSync(join(folder, 'index.zh.html'))).toBe(true);
  });

  it('says what to do where there is no run', async () => {
    const { exit, err } = await cli('gallery', folder);
    expect(exit).toBe(2);
    expect(err).toMatch(/^no finished run was found in .*\nRun a scenario first/);
  });
});

describe('compare', () => {
  it('holds each further result against the first, with the error of the difference and a verdict', async () => {
    const shifted = claimsOnly();
    const row = shifted.rows.find(({ metric, analysis }) => metric === 'power' && analysis === 'M+')!;
    row.estimate! += 10 * row.mcse!;
    put('a/results.json', resultJson(claimsOnly()));
    put('b/results.json', resultJson(shifted));
    const paths = ['a', 'a', 'b'].map((name) => join(folder, name));
    const { exit, out } = await cli('compare', ...paths);
    expect(exit).toBe(0);
    expect(out.match(/^A: /gm)).toHaveLength(2);
    expect(out).toMatch(/0 differ, 0 beyond[\s\S]*1 differ, 1 beyond/);
    // 10 MCSE of one run are 10 / sqrt(2) of the difference of two independent ones.
    expect(out).toMatch(/│ MCSE +│ z +│/);
    expect(out).toMatch(/│ 7\.0 +│ beyond error │/);
    // Designs and tests by their titles, numbers in the units of the report.
    expect(out).toMatch(/│ Separate trials in M\+ and M- +│ Power \(M\+\) +│ 45% +│ 56% +│ \+11 points │/);
    const json = (await cli('compare', paths[0]!, paths[2]!, '--json')).out;
    const { mcse } = JSON.parse(json).rows[0];
    expect(mcse / row.mcse!).toBeCloseTo(Math.SQRT2, 12);
    expect(out).not.toContain('Both have the same seed');
    row.estimate! -= 9 * row.mcse!;
    put('near/results.json', resultJson(shifted));
    expect((await cli('compare', paths[0]!, join(folder, 'near'))).out).toMatch(
      /1 differ, 0 beyond[\s\S]*Both have the same seed/,
    );
    // A true value that several metrics are held against stands there once, the farthest apart first, with the digits that differ.
    const moved = claimsOnly();
    const near = moved.rows.filter(({ reference }) => reference !== null)[0]!;
    for (const row of moved.rows) if (row.reference !== null && row !== near) row.reference *= 1.5;
    near.reference! *= 1 + 3e-6;
    put('moved/results.json', resultJson(moved));
    const computed = (await cli('compare', paths[0]!, join(folder, 'moved'), '--limit', '0')).out
      .split('Computed values that differ')[1]!
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .slice(1);
    expect(new Set(computed).size).toBe(computed.length);
    for (const line of computed) {
      const [inA, inB] = line.split('│').slice(-3, -1);
      expect(inA!.trim()).not.toBe(inB!.trim());
    }
    expect(computed.at(-1)).toMatch(/\d\.\d{5,}/);
    const values = computed.filter((line) => line.includes('true value'));
    expect(values.length).toBeGreaterThan(0);
    expect(values.join()).not.toContain('%');
    expect((await cli('compare', paths[0]!)).err).toMatch(/^one result alone cannot be compared/);
    put('c/results.json', resultJson(ipassLike()));
    const apart = (await cli('compare', paths[0]!, join(folder, 'c'))).out;
    expect(apart).toContain('They have no quantity in common');
    expect(apart).not.toContain('Beyond error');
  });
});
