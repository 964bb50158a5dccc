import { describe, expect, it } from 'vitest';
import { basePoint, resultAxes } from '../../src/operating-characteristics/basePoint.ts';
import { designSummary } from '../../src/operating-characteristics/designSummary.ts';
import { createPopulation } from '../../src/population/groups.ts';
import { designSentences, methodText, testSentence } from '../../src/report/designWords.ts';
import { messages } from '../../src/report/messages/index.ts';
import { baseText, parameterName } from '../../src/report/messages/text.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { planDesigns } from '../../src/trial/planDesigns.ts';
import { ipassLike } from '../fixtures/report/results.ts';

/** A small scenario with the given sweep. */
const scenario = (
  sweep: string,
  designs = 'one: {enrol: all, size: {randomised: 200}, analyse at: {events: 150}, tests: {main: {of: PFS, in: all, by: log-rank}}}',
) =>
  parseScenario(
    `id: small
title: {en: Small}
truth:
  markers: {EGFR: {prevalence: 0.6, assay: {sensitivity: 0.9}}}
  enrolment: {screened per month: 20}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs:
  ${designs}
sweep: ${sweep}
simulation: {replicates: 10, seed: s}
`,
    { file: 'small.yaml' },
  );

describe('base point', () => {
  it('is where the file itself stands, on every axis', () => {
    const small = scenario(
      '{truth.markers.EGFR.prevalence: [0.2, 0.4, 0.6, 0.8], truth.markers.EGFR.assay.sensitivity: [0.9, 0.7, 1]}',
    );
    expect(basePoint(small)).toBe(2 * 3 + 0);
    expect(small.points[basePoint(small)]!.values).toEqual({ prevalence: 0.6, sensitivity: 0.9 });
    expect(resultAxes(small).map(({ stated }) => stated)).toEqual([0.6, 0.9]);
  });

  it('is the middle of an axis whose steps the file does not state, or at whose path it says nothing', () => {
    const small = scenario(
      '{truth.markers.EGFR.prevalence: [0.1, 0.2, 0.3, 0.4], truth.markers.EGFR.assay.specificity: [0.8, 0.9, 1]}',
    );
    expect(small.points[basePoint(small)]!.values).toEqual({ prevalence: 0.3, specificity: 0.9 });
    expect(resultAxes(small).map(({ stated }) => stated)).toEqual([0.6, null]);
  });

  it('of zipped paths is the step at which all are as in the file, and no other', () => {
    const zip = (sensitivities: string) =>
      scenario(
        `{zip: {truth.markers.EGFR.prevalence: [0.6, 0.5, 0.6], truth.markers.EGFR.assay.sensitivity: ${sensitivities}}}`,
      );
    expect(basePoint(zip('[0.8, 0.85, 0.9]'))).toBe(2);
    expect(basePoint(zip('[0.8, 0.85, 0.95]'))).toBe(1);
  });

  it('is the only point without a sweep', () => {
    expect(basePoint(scenario('{}'))).toBe(0);
  });

  it('says of each value where it comes from', () => {
    const result = ipassLike();
    expect(baseText(result, messages('en'))).toBe(
      'prevalence 0.6 as in the scenario file and sensitivity 0.95 in the middle of the sweep',
    );
    result.axes[1]!.stated = 0.95;
    expect(baseText(result, messages('en'))).toBe('prevalence 0.6, sensitivity 0.95 as in the scenario file');
    expect(baseText(result, messages('zh'))).toBe('阳性率 0.6，敏感度 0.95（与情景文件一致）');
    expect(baseText({ ...result, axes: [] }, messages('en'))).toBe('');
  });
});

describe('name of a swept parameter', () => {
  it('says what is swept where the last key is a population', () => {
    const axis = { name: 'M-', paths: ['truth.endpoints.PFS.time-to-event.hazard ratio.M-'] };
    expect(parameterName(axis, messages('en'))).toBe('M- hazard ratio');
    expect(parameterName(axis, messages('zh'))).toBe('M- 的风险比');
    // Signs of an expression are words here as everywhere.
    const both = { name: 'A+ & B-', paths: ['truth.endpoints.ORR.binary.risk difference.A+ & B-'] };
    expect(parameterName(both, messages('en'))).toBe('risk difference in A+ and B-');
    expect(parameterName(both, messages('zh'))).toBe('A+ 且 B- 的率差');
    expect(parameterName({ name: 'EGFR prevalence', paths: ['a'] }, messages('zh'))).toBe('EGFR 阳性率');
    const twoKeys = { name: 'prognostic odds ratio.M+', paths: ['a', 'b'] };
    expect(parameterName(twoKeys, messages('en'))).toBe('M+ prognostic odds ratio');
    expect(parameterName(twoKeys, messages('zh'))).toBe('M+ 的预后比值比');
    expect(parameterName({ name: 'control.rate', paths: ['a', 'b'] }, messages('zh'))).toBe('对照组率');
    expect(parameterName({ name: 'n', paths: ['designs.a.n'] }, messages('en'))).toBe('n');
  });
});

describe('designs as facts and in words', () => {
  const small = scenario(
    '{}',
    `one:
    enrol: all
    randomise: {ratio: 2:1, blocks: 6, stratify by: [EGFR]}
    size: {randomised: 210}
    analyse at: {first of: [{events: 100, in: EGFR+}, {follow-up: 12}]}
    tests: {main: {of: PFS, in: EGFR+, by: log-rank, stratify by: [EGFR], estimate: cox}}
  two:
    enrol: EGFR+
    randomise: {ratio: 1:1, method: simple}
    size: {match: one, on: randomised}
    analyse at: {events: 100}
    tests: {main: {of: PFS, in: EGFR+, by: log-rank}}`,
  );
  const [point] = small.points;
  const planned = planDesigns(point!, createPopulation(point!.truth));
  const designs = Object.values(point!.designs).map((design) =>
    designSummary(design, planned[design.name]!, point!.truth),
  );

  it('hold every fact', () => {
    expect(designs[0]!.trials).toEqual([
      {
        name: '',
        enrols: 'all',
        randomised: 210,
        matched: null,
        ratio: [2, 1],
        method: 'blocks',
        block: 6,
        stratifyBy: ['EGFR'],
        quotas: [],
        looks: [
          {
            kind: 'first of',
            of: [
              { kind: 'events', n: 100, endpoint: 'PFS', population: 'EGFR+' },
              { kind: 'follow-up', months: 12 },
            ],
          },
        ],
      },
    ]);
    expect(designs[1]!.trials[0]).toMatchObject({
      enrols: 'EGFR+',
      method: 'simple',
      block: null,
      matched: { design: 'one', on: 'randomised', test: null },
    });
    expect(designs[0]!.tests[0]).toMatchObject({ ties: 'efron', confidence: null, variance: null, sided: 1 });
  });

  it('read as sentences in both languages', () => {
    expect(designSentences(designs[0]!, designs, 'en')).toEqual([
      'Enrols all patients and randomises 210 2:1 in permuted blocks of 6, stratified by EGFR.',
      'Analysed at the earliest of: at 100 PFS events in EGFR+ and 12 months after the last patient was randomised.',
    ]);
    expect(designSentences(designs[1]!, designs, 'en').slice(0, 2)).toEqual([
      expect.stringMatching(/^Enrols EGFR\+ and randomises \d+ 1:1 by simple randomisation\.$/),
      'Sized to match one on randomised; the size may differ at other truths.',
    ]);
    expect(designSentences(designs[0]!, designs, 'zh')[0]).toBe(
      '入组全部患者，按 2:1 随机 210 例，采用区组随机（区组长度 6），按 EGFR 分层。',
    );
    const single = {
      ...designs[0]!,
      trials: [{ ...designs[0]!.trials[0]!, ratio: [1, 0] as [number, number] }],
    };
    expect(designSentences(single, designs, 'en').join(' ')).toContain(
      '12 months after the last patient entered',
    );
    expect(designSentences(single, designs, 'zh').join('')).toContain('末例入组后 12 个月');
    const [main] = designs[0]!.tests;
    const enriched = { ...designs[0]!.trials[0]!, enrols: 'EGFR+ | EGFR?' };
    expect(testSentence({ ...main!, population: 'all' }, [enriched], 'en')).toContain(
      'PFS in EGFR+ or EGFR? by',
    );
    expect(testSentence(main!, designs[0]!.trials, 'en')).toBe(
      'Test \u201cmain\u201d: PFS in EGFR+ by log-rank test, stratified by EGFR, one-sided 0.025; estimate: log hazard ratio (Cox model, Efron ties).',
    );
  });

  it('say how a cohort is adjusted for where no model of the test does', () => {
    const against = { kind: 'cohort' as const, cohort: 'history', adjustment: 'none', for: [] };
    const test = { ...designs[0]!.tests[0]!, method: 'cox' as const, stratifyBy: [], against };
    expect(methodText(test, messages('en'))).toContain('against the cohort “history”, unadjusted');
    const adjusted = methodText({ ...test, covariates: ['EGFR'] }, messages('en'));
    expect(adjusted).toContain('against the cohort “history”, adjusted for EGFR');
    expect(methodText({ ...test, covariates: ['EGFR'] }, messages('zh'))).toContain(
      '对比外部队列“history”，',
    );
  });

  it('name the trial where a design has several', () => {
    const two = { ...designs[0]!, trials: [{ ...designs[0]!.trials[0]!, name: 'A' }] };
    expect(designSentences(two, designs, 'en')[0]).toMatch(/^Trial A: enrols all patients/);
  });
});
