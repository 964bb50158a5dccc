import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { withTitle } from '../../src/report/charts/chart.ts';
import { looks } from '../../src/report/charts/looks.ts';
import { procedures } from '../../src/report/charts/procedures.ts';
import { conductSentences } from '../../src/report/conductWords.ts';
import { messages } from '../../src/report/messages/index.ts';
import { procedureGraph } from '../../src/report/procedureGraph.ts';
import { compileSpec } from '../../src/report/svg.ts';
import { parseClaim } from '../../src/scenario/claimExpression.ts';
import { claimText } from '../../src/scenario/claimText.ts';
import type { Monitoring, MultipleProcedure, Multiplicity } from '../../src/scenario/conductModel.ts';
import { schemaFaults } from '../fixtures/report/jsonSchema.ts';
import { claimsOnly } from '../fixtures/report/results.ts';

const of = ['all', 'M+', 'M-'];
const family = (procedure: MultipleProcedure): Multiplicity => ({
  of,
  procedure,
  alpha: 0.025,
  sided: 1,
  combine: null,
  stages: 'increments',
  firstStageEvents: null,
  insist: false,
});

/** `from>to:share`. */
const edges = (procedure: MultipleProcedure) =>
  procedureGraph(family(procedure))?.edges.map(({ from, to, share }) => `${of[from]}>${of[to]}:${share}`);

describe('the graph of a procedure', () => {
  it('has the levels before anything is rejected', () => {
    const levels = (procedure: MultipleProcedure) => procedureGraph(family(procedure))?.levels;
    expect(levels({ kind: 'bonferroni', weights: [0.5, 0.25, 0.25] })).toEqual([0.0125, 0.00625, 0.00625]);
    expect(levels({ kind: 'fixed-sequence', order: [1, 0, 2] })).toEqual([0, 0.025, 0]);
  });

  it('passes alpha on as the procedure does', () => {
    expect(edges({ kind: 'bonferroni', weights: [0.4, 0.4, 0.2] })).toEqual([]);
    expect(edges({ kind: 'holm', weights: [0.5, 0.25, 0.25] })).toEqual([
      ...['all>M+:0.5', 'all>M-:0.5'],
      ...['M+>all:0.667', 'M+>M-:0.333'],
      ...['M->all:0.667', 'M->M+:0.333'],
    ]);
    expect(edges({ kind: 'fixed-sequence', order: [1, 0, 2] })).toEqual(['all>M-:1', 'M+>all:1']);
    const fallback = { kind: 'fallback' as const, order: [0, 1, 2], weights: [0.6, 0.2, 0.2] };
    expect(edges({ ...fallback, exhaustive: false })).toEqual(['all>M+:1', 'M+>M-:1']);
    expect(edges({ ...fallback, exhaustive: true })).toEqual([
      ...['all>M+:1', 'M+>M-:1'],
      ...['M->all:0.75', 'M->M+:0.25'],
    ]);
    const transitions = [
      [0, { value: 1, epsilon: -1 }, { value: 0, epsilon: 1 }],
      [1, 0, 0],
      [0.5, 0.5, 0],
    ];
    expect(edges({ kind: 'graph', weights: [0.5, 0.5, 0], transitions, test: 'bonferroni' })).toEqual([
      ...['all>M+:1 − ε', 'all>M-:ε'],
      ...['M+>all:1', 'M->all:0.5', 'M->M+:0.5'],
    ]);
  });

  it('is none where alpha is not passed along arrows', () => {
    expect(procedureGraph(family({ kind: 'hochberg' }))).toBeNull();
  });
});

/** A result whose first design has this family. */
function withFamily(multiplicity: Multiplicity): ScenarioResult {
  const result = claimsOnly();
  const [first, ...others] = result.designs;
  const trials = first.trials.slice(0, 1).map((trial) => ({ ...trial, multiplicity }));
  return { ...result, designs: [{ ...first, trials }, ...others] };
}

describe('the picture of procedures', () => {
  it('is valid Vega-Lite and compiles, wide and narrow, for one to five tests', () => {
    const schema = JSON.parse(
      readFileSync(
        new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url),
        'utf8',
      ),
    );
    for (const size of [1, 2, 3, 5]) {
      const names = Array.from({ length: size }, (_, j) => `test ${j}`);
      const procedure = { kind: 'holm' as const, weights: names.map(() => 1 / size) };
      const result = withFamily({ ...family(procedure), of: names });
      for (const layout of ['wide', 'narrow'] as const) {
        const chart = procedures(result, 'en', layout)!;
        expect(schemaFaults(schema, withTitle(chart))).toEqual([]);
        expect(() => compileSpec(chart.spec)).not.toThrow();
        expect(chart.table.rows).toHaveLength(size);
      }
    }
  });

  it('is not drawn where no design has such a procedure', () => {
    expect(procedures(claimsOnly(), 'en')).toBeNull();
    expect(procedures(withFamily(family({ kind: 'hommel' })), 'en')).toBeNull();
  });

  it('says in words what it shows', () => {
    const chart = procedures(withFamily(family({ kind: 'fixed-sequence', order: [1, 0, 2] })), 'en')!;
    expect(chart.alt).toContain('M+: 0.025, passes on 1 → all.');
  });
});

describe('the picture of looks', () => {
  const bounds = { information: [0.5, 1], upper: [2.963, 1.969], full: [2.963, 1.969], futility: [0.2] };
  const paths = [
    [1, 2.5],
    [3.1, null],
  ];
  const result = (): ScenarioResult => ({
    ...claimsOnly(),
    looks: [
      { ...bounds, design: claimsOnly().designs[0].id, analysis: 'overall', paths },
      { ...bounds, upper: [null, null], design: claimsOnly().designs[0].id, analysis: 'M+', paths: [] },
    ],
  });

  it('is valid Vega-Lite, compiles, and says its bounds', () => {
    const schema = JSON.parse(
      readFileSync(
        new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url),
        'utf8',
      ),
    );
    const noRule = {
      ...result(),
      looks: result().looks!.map((look) => ({ ...look, futility: [null, null] })),
    };
    for (const layout of ['wide', 'narrow'] as const) {
      const chart = looks(result(), 'en', layout)!;
      expect(schemaFaults(schema, withTitle(chart))).toEqual([]);
      expect(() => compileSpec(chart.spec)).not.toThrow();
      expect(chart.table.rows).toHaveLength(4);
      expect(chart.alt).toContain('overall: rejects at z of 2.963 and 1.969; dropped at 0.2.');
      expect(chart.alt).toContain(
        'M+: has no level until others are rejected, at its highest level it rejects at z of 2.963 and 1.969; dropped',
      );
      expect(looks(noRule, 'en', layout)!.alt).toMatch(/M\+: has no level [^;]*2.963 and 1.969\.$/);
    }
  });

  it('is not drawn where no look decides', () => {
    expect(looks(claimsOnly(), 'en')).toBeNull();
  });
});

describe('how a trial decides, in words', () => {
  const monitoring: Omit<Monitoring, 'stopWhen'> & { stopWhen: string | null } = {
    bounds: { kind: 'kim-demets', rho: 2 },
    information: 'actual',
    futility: [
      { criterion: { kind: 'conditional power', below: 0.1 }, of: ['all'], at: [1], binding: false },
      {
        criterion: { kind: 'beta spending', spending: { kind: 'lan-demets-pocock' }, beta: 0.1 },
        of: ['M+'],
        at: [1, 2],
        binding: true,
      },
    ],
    stopWhen: 'reject all',
    select: {
      after: 1,
      from: ['all', 'M+'],
      by: 'estimate',
      rule: { kind: 'epsilon', value: 0.1 },
      recruit: 'selected',
      reassess: null,
    },
    close: null,
  };

  const names = { claims: [], tests: ['all', 'M+', 'M-'].map((name) => ({ name, trial: '' })) };

  it('names family, bounds, futility, selection and stopping with their numbers', () => {
    const trial = {
      multiplicity: { ...family({ kind: 'simes', weights: [1, 1, 1] }), combine: 'inverse-normal' as const },
      monitoring,
    };
    expect(conductSentences(trial, names, messages('en'))).toEqual([
      'all, M+ and M- share one-sided 0.025: closed Simes test, inverse-normal combination of the stages.',
      'A test is rejected at the look at which it reaches its bound: Kim-DeMets spending, ρ = 2, for the information seen.',
      'all is dropped where its conditional power at the trend is 0.1 or less at look 1 (non-binding).',
      'M+ is dropped where it falls below the bound that spends 0.1 of beta at look 1 and 2 (binding).',
      'After look 1, of all and M+ those go on by estimate: all within 0.1 of the best; from then on only their patients are recruited.',
      'The trial stops at a look at which “all” rejects.',
    ]);
    const chinese = conductSentences(trial, names, messages('zh'));
    expect(chinese).toHaveLength(6);
    for (const number of ['0.025', '2', '0.1', '1']) expect(chinese.join('')).toContain(number);
  });

  it('tells the levels that tests begin with, their order, and where the level of a rejected test goes', () => {
    const shares = (procedure: Parameters<typeof family>[0], language: 'en' | 'zh' = 'en') =>
      conductSentences({ multiplicity: family(procedure) }, names, messages(language)).slice(1);
    // Of one-sided 0.025.
    const weights = [0.6, 0.4, 0];
    const begin = 'Levels to begin with: “all” 0.015, “M+” 0.01, “M-” 0.';
    expect(shares({ kind: 'bonferroni', weights })).toEqual([begin]);
    expect(shares({ kind: 'bonferroni', weights }, 'zh')).toEqual([
      '起始检验水准：all 0.015，M+ 0.01，M- 0。',
    ]);
    const transitions = [
      [0, 1, 0],
      [0.5, 0, 0.5],
      [0, 0, 0],
    ];
    expect(shares({ kind: 'graph', weights, transitions, test: 'bonferroni' })).toEqual([
      begin,
      'A test that is rejected passes its level on, by these shares: “all” to “M+” 1, “M+” to “all” 0.5, “M+” to “M-” 0.5.',
    ]);
    expect(shares({ kind: 'fixed-sequence', order: [1, 0, 2] })).toEqual([
      'They are tested in this order, up to the first that is not rejected: “M+”, “all”, “M-”.',
    ]);
    expect(shares({ kind: 'overall-subgroup', split: { overall: 0.02 }, step: 'closed' })).toEqual([
      'Level of “all” 0.02; “M+” has what the correlation of the two leaves.',
    ]);
    expect(shares({ kind: 'mast', alphaPositive: 0.022 })).toEqual(['“all” comes first, at 0.022.']);
    expect(shares({ kind: 'interaction-gated', gate: 0.1, unadjusted: false })).toEqual([
      'The gate: “M-” at one-sided 0.1.',
    ]);
    expect(shares({ kind: 'holm', weights: [1 / 3, 1 / 3, 1 / 3] })).toEqual([]);
    expect(shares({ kind: 'holm', weights })).toEqual([begin]);
    expect(shares({ kind: 'hochberg' })).toEqual([]);
  });

  it('names all levels of a factor by the name that they share, and some of them one by one', () => {
    const tests = ['a', 'b', 'c'].map((level) => ({
      name: `by tumour: ${level}`,
      trial: '',
      basket: 'by tumour',
    }));
    const dropped = (of: string[], language: 'en' | 'zh') => {
      const futility = [{ criterion: { kind: 'z' as const, below: 0 }, of, at: [1], binding: true }];
      const only = { ...monitoring, bounds: null, futility, select: null, stopWhen: null };
      return conductSentences({ monitoring: only }, { claims: [], tests }, messages(language));
    };
    const all = tests.map(({ name }) => name);
    expect(dropped(all, 'en')).toEqual([
      'Each test “by tumour” is dropped where its z is 0 or less at look 1 (binding).',
    ]);
    expect(dropped(all.slice(1), 'en')).toEqual([
      'Each of by tumour: b and by tumour: c is dropped where its z is 0 or less at look 1 (binding).',
    ]);
    expect(dropped(all, 'zh')).toEqual([
      '在第 1 次分析，若z 不高于 0，则放弃“by tumour”的相应检验（约束性）。',
    ]);
  });

  it('leaves no space between Chinese words', () => {
    const { shrunken } = messages('zh').conduct;
    expect([shrunken('总体人群'), shrunken('M+')]).toEqual([
      '其估计同时给出向总体人群的估计收缩的值。',
      '其估计同时给出向 M+ 的估计收缩的值。',
    ]);
  });

  it('does not tell of levels that are closed where no rule closes one', () => {
    const close = { tests: 'by tumour', places: 'to others' as const, reOpens: false, pauses: false };
    const rules = { ...monitoring, bounds: null, stopWhen: null, select: null, close };
    const told = (futility: Monitoring['futility'], language: 'en' | 'zh') =>
      conductSentences({ monitoring: { ...rules, futility } }, names, messages(language)).at(-1);
    expect(told([], 'en')).toMatch(/^The looks close no level: .* Recruitment goes on/);
    expect(told([], 'zh')).toMatch(/^期中分析不关闭任何水平/);
    expect(told(monitoring.futility, 'en')).toMatch(/^A level is recruited until its test \(by tumour\)/);
  });

  it('says nothing of a trial of plain tests', () => {
    expect(conductSentences({}, names, messages('en'))).toEqual([]);
  });

  it.each(['reject a', 'reject a and not reject b', 'not (reject a or reject b) and reject a', 'otherwise'])(
    'writes the claim "%s" as it was read',
    (text) => {
      const tests = ['a', 'b'].map((test) => ({ trial: '', test }));
      expect(claimText(parseClaim(text, tests))).toBe(text);
    },
  );
});
