import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { answerOf } from '../../src/report/answer.ts';
import { charts } from '../../src/report/charts/index.ts';
import type { Block } from '../../src/report/document/block.ts';
import { checksSection } from '../../src/report/document/checks.ts';
import { programPart, programTable } from '../../src/report/document/programs.ts';
import { resultJson } from '../../src/report/json.ts';
import { localised } from '../../src/report/localised.ts';
import { messages } from '../../src/report/messages/index.ts';
import { metricName } from '../../src/report/metrics.ts';
import { programSentences } from '../../src/report/programWords.ts';
import { parseResult } from '../../src/report/resultSchema.ts';
import { compileSpec, renderSvg } from '../../src/report/svg.ts';
import { partColours } from '../../src/report/theme.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

const TEXT = `
id: two
title: Two
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.3}, risk difference: {M+: 0.25, M-: 0}}}}
designs:
  phase2: {enrol: M+, size: {randomised: 60}, tests: {M+: {in: M+, alpha: 0.1}}}
  phase3:
    enrol: M+
    size: {randomised: 160}
    tests: {M+: {in: M+}}
    claims: {M+ only: {when: reject M+, for: M+}, none: {when: otherwise, for: none}}
programs:
  led:
    title: {en: Led by the marker, zh: 标志物引导}
    steps:
      - {run: phase2, then: {go: M+, stop: otherwise}}
      - {on: go, run: phase3, gap: 6}
  straight: [{run: phase3}]
simulation: {replicates: 400}
`;
const run = (more = '') =>
  runScenario(parseScenario(TEXT + more, { file: 'two.yaml' }), { workers: fakePool(1) });

describe('programs in a report', async () => {
  const plain = await run();
  const swept = await run('sweep: {truth.endpoints.ORR.binary.risk difference.M+: [0, 0.1, 0.25]}\n');

  it('are read back from the result file as they were written', () => {
    expect(parseResult(resultJson(plain)).programs).toEqual(plain.programs);
    expect(plain.programs!.map(({ id, ends, paths }) => [id, ends, paths])).toEqual([
      ['led', ['stop', 'M+ only', 'none'], ['stop', 'go > M+ only', 'go > none']],
      ['straight', ['M+ only', 'none'], ['M+ only', 'none']],
    ]);
  });

  it('name the test of a design with the colon of the language', () => {
    const inDesign = (language: 'en' | 'zh') =>
      JSON.stringify(programTable(plain, language, 0)).match(/phase3[:：] ?M\+/g) ?? [];
    expect(new Set(inDesign('en'))).toEqual(new Set(['phase3: M+']));
    expect(new Set(inDesign('zh'))).toEqual(new Set(['phase3：M+']));
  });

  it('are asked what they spend without the trials that they run, and how likely they are right with them', () => {
    const first = (metric: string) => {
      const answer = [{ metric, analysis: '', estimand: null, point: 0 }];
      return answerOf({ ...plain, scenario: { ...plain.scenario, answer } }, 'en').sentences[0]!;
    };
    expect(first('randomised')).toMatch(/^Randomised: “Led by the marker” .* and straight /);
    expect(first('randomised')).not.toContain('phase');
    // The ranking leaves the trial out, so that it does not take this sentence's place.
    expect(first('right claim probability')).toMatch(/: phase3 .*“Led by the marker” .* straight /);
  });

  it.each(['en', 'zh'] as const)('stand side by side, step by step in %s', (language) => {
    const table = programTable(plain, language, 0)!;
    const text = JSON.stringify([table, programPart(plain, language)]);
    expect(text).toContain(language === 'en' ? 'Led by the marker' : '标志物引导');
    expect(text).toContain(messages(language).metrics['replication probability']);
    expect(text).toContain(
      language === 'en' ? 'On “go”, after a gap of 6 months, phase3' : '若“go”，间隔 6 个月后，进行“phase3',
    );
    expect(text).toContain(language === 'en' ? '“go” if “M+” rejects' : '若“M+”拒绝原假设，则为“go”');
    expect(programTable({ ...plain, programs: undefined }, language, 0)).toBeNull();
  });

  // `none` is also what an end is called: its title is not that of the patients.
  it.each(['en', 'zh'] as const)('say whom an end promises benefit in %s', (language) => {
    const titles = { none: { en: 'no claim', zh: '无结论' }, 'M+': { en: 'carriers', zh: '携带者' } };
    const { programs, designs } = localised({ ...plain, scenario: { ...plain.scenario, titles } }, language);
    const [first, second] = programSentences(programs![0]!, designs, language);
    if (language === 'en') {
      expect(first).toContain('“go” if “carriers” rejects; “stop” (benefit in nobody) otherwise.');
      expect(second).toContain('(benefit in M+) if');
      expect(second).toContain('“no claim” (benefit in nobody) if “no claim” is claimed.');
    } else {
      expect(second).toContain('（声称 M+ 获益）');
      expect(second).toContain('“无结论”（不声称任何人群获益）');
    }
  });

  it.each(['en', 'zh'] as const)('are called by their titles beside computed values in %s', (language) => {
    const title = language === 'en' ? 'Led by the marker' : '标志物引导';
    const checked = { ...plain.rows.find(({ metric }) => metric === 'right claim probability')! };
    Object.assign(checked, { design: 'led', reference: 0.5, reference_kind: 'enumeration' });
    const text = JSON.stringify(checksSection({ ...plain, rows: [checked] }, language));
    expect(text).toContain(`"${title}"`);
    expect(text).not.toContain('"led"');
  });

  it('have a dash for what they do not have, and no row of cost where nothing has a price', () => {
    const rows = (result: typeof plain) =>
      (programTable(result, 'en', 0) as Extract<Block, { kind: 'table' }>).table.rows;
    expect(rows(plain).flat()).toContain('\u2013');
    expect(rows(plain).flat()).not.toContain('');
    expect(rows(plain).map(([head]) => head)).not.toContain('Cost');
    const priced = plain.rows.map((row) => (row.metric === 'cost' ? { ...row, estimate: 5 } : row));
    expect(rows({ ...plain, rows: priced }).map(([head]) => head)).toContain('Cost');
  });

  const drawn = [
    ['programs', plain, 5],
    ['programs', swept, 15],
    ['timeline', plain, 3],
    ['timeline', swept, 3],
    ['claims', plain, 2],
    ['claims', swept, 6],
    // Without an effect too few replicates make the claim.
    ['winners-curse', swept, 2],
  ] as const;
  it.each(
    drawn.flatMap(([name, result, rows]) =>
      (['wide', 'narrow'] as const).map((layout) => [name, layout, result, rows] as const),
    ),
  )('%s can be drawn, %s', async (name, layout, result, rows) => {
    const chart = charts[name]!(result, 'en', layout)!;
    expect(chart.table.rows).toHaveLength(rows);
    expect(chart.alt).toContain(chart.title);
    expect(await renderSvg(await compileSpec(chart.spec), name)).toContain('<svg');
  });

  it('an end has one colour by whatever path, and what claims nothing is grey and stands last', () => {
    const { spec } = charts.programs!(swept, 'en')!;
    const [{ scale }] = JSON.stringify(spec)
      .match(/"color":\{.*?"range":\[[^\]]*\]\}/)!
      .map((text) => JSON.parse(`${text.slice('"color":'.length)}}`) as { scale: Record<string, string[]> });
    expect(scale!.domain).toEqual(['M+ only', 'stop', 'none']);
    expect(scale!.range![0]).toBe(partColours[0]);
    for (const colour of scale!.range!.slice(1)) {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      expect(Math.max(r!, g!, b!) - Math.min(r!, g!, b!)).toBeLessThan(32);
    }
    expect(charts.claims!(plain, 'en')!.table.rows.map((row) => row[1])).toEqual(['M+ only', 'none']);
  });

  it('are what is chosen among where it is drawn what right claims cost', () => {
    const chart = charts.efficiency!(plain, 'en')!;
    expect(chart.title).toBe('What it costs: probability of a right claim');
    expect(new Set(chart.table.rows.map((row) => row[1]))).toEqual(
      new Set(['Led by the marker', 'straight']),
    );
    const spent = chart.table.rows.filter(([metric]) => metric === 'Months to analysis');
    expect(spent).toHaveLength(2);
  });

  it('the timeline tells the widest Monte Carlo errors of what it draws', () => {
    const widest = (metrics: string[]) =>
      Math.max(
        ...plain.rows
          .filter(({ metric }) => metrics.includes(metric))
          .map(({ lower, upper }) => ((upper as number) - (lower as number)) / 2),
      );
    const months = Number(widest(['months to step', 'months to step end']).toPrecision(1));
    const share = Number((100 * widest(['probability of reaching', 'path probability'])).toPrecision(1));
    expect(charts.timeline!(plain, 'en')!.notes.join(' ')).toContain(
      `is at most about ${months} months and ${share}%`,
    );
  });

  it('parameters that are zipped run along together', async () => {
    const zipped = await run(
      'sweep: {zip: {truth.endpoints.ORR.binary.risk difference.M+: [0.1, 0.25], truth.endpoints.ORR.binary.risk difference.M-: [0, 0.25]}}\n',
    );
    const chart = charts.claims!(zipped, 'en')!;
    expect(chart.table.rows).toHaveLength(4);
    expect(JSON.stringify(chart.spec)).toContain('"x":"0.25 / 0.25"');
    expect(await renderSvg(await compileSpec(chart.spec), 'claims')).toContain('<svg');
  });

  it('the shares of a whole sum to 1', () => {
    for (const { id } of plain.programs!) {
      const shares = plain.rows.filter((row) => row.design === id && row.metric === 'path probability');
      expect(shares.reduce((sum, row) => sum + row.estimate!, 0)).toBeCloseTo(1, 12);
    }
  });

  it('the winner’s curse has the true value beside the mean of the trials with the claim, on the scale of the test', () => {
    const chart = charts['winners-curse']!(plain, 'en')!;
    const [mark] = (chart.spec.data as { values: { y: number; ref: number; slo: number; shi: number }[] })
      .values;
    const of = (metric: string) =>
      plain.rows.find((row) => row.metric === `${metric} given claim M+ only` && row.design === 'phase3')!;
    expect(mark!.ref).toBeCloseTo(of('bias').reference!, 4);
    expect(mark!.y).toBeCloseTo(of('mean estimate').estimate!, 4);
    expect(mark!.y - mark!.ref).toBeCloseTo(of('bias').estimate!, 4);
    expect([mark!.slo, mark!.shi].map((end) => end.toFixed(4))).toEqual(
      ['estimate quantile 5', 'estimate quantile 95'].map((end) => of(end).estimate!.toFixed(4)),
    );
    expect(JSON.stringify(chart.spec)).toContain('Mean estimate given the claim (risk difference)');
  });

  it('there is no winner’s curse without claims, and no program without programs', () => {
    const unclaimed = plain.designs.map((design) => ({ ...design, claims: [] }));
    expect(charts['winners-curse']!({ ...plain, designs: unclaimed }, 'en')).toBeNull();
    expect(charts.programs!({ ...plain, programs: undefined }, 'en')).toBeNull();
  });

  it('a metric given a claim is named by both', () => {
    expect(metricName('bias given claim M+ only', messages('en'))).toBe('Bias, given the claim “M+ only”');
    expect(metricName('coverage given claim M+ only', messages('zh'))).toContain('M+ only');
  });
});

describe('familywise error over the truths of a sweep', async () => {
  const text = TEXT.slice(0, TEXT.indexOf('designs:')).concat(`designs:
  holm:
    size: {randomised: 200}
    tests: {all: {}, M+: {in: M+}}
    multiplicity: holm
  split: {extends: holm, multiplicity: bonferroni}
sweep: {truth.endpoints.ORR.binary.risk difference.M+: [0, 0.25]}
simulation: {replicates: 400}
`);
  const result = await runScenario(parseScenario(text, { file: 'f.yaml' }), { workers: fakePool(1) });

  it.each(['wide', 'narrow'] as const)('is drawn where a hypothesis is true, %s', async (layout) => {
    const chart = charts['familywise-error']!(result, 'zh', layout)!;
    // With an effect in M+ both hypotheses are false: nothing can be rejected wrongly.
    expect(chart.table.rows).toHaveLength(2);
    expect(await renderSvg(await compileSpec(chart.spec), 'familywise-error')).toContain('<svg');
  });

  it('is no chart where no tests share an alpha', async () => {
    expect(charts['familywise-error']!(await run(), 'en')).toBeNull();
  });
});
