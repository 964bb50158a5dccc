import { describe, expect, it } from 'vitest';
import type { ScenarioResult, TruthSummary } from '../../src/operating-characteristics/result.ts';
import { panelTitle } from '../../src/report/charts/base.ts';
import { truthGroups } from '../../src/report/charts/truthGroups.ts';
import { designSentences } from '../../src/report/designWords.ts';
import { metricName } from '../../src/report/metrics.ts';
import { resultWords } from '../../src/report/resultWords.ts';
import { factSentences, truthSentences } from '../../src/report/truthWords.ts';
import { balanced, wrap } from '../../src/report/wrap.ts';
import { ipassLike } from '../fixtures/report/results.ts';

describe('who entered the trials', () => {
  /** The designs of a result, each with one trial at such a ratio. */
  function allocated(...ratios: [number, number][]): ScenarioResult {
    const base = ipassLike();
    const [design] = base.designs;
    return {
      ...base,
      designs: ratios.map((ratio) => ({ ...design!, trials: [{ ...design!.trials[0]!, ratio }] })),
    };
  }
  const named = (result: ScenarioResult) =>
    (['en', 'zh'] as const).map((language) => metricName('randomised', resultWords(result, language)));

  it('is randomised only where every trial randomises', () => {
    expect(named(allocated([1, 1], [2, 1]))).toEqual(['Randomised', '随机例数']);
    expect(named(allocated([1, 0], [0, 1]))).toEqual(['Treated', '治疗例数']);
    expect(named(allocated([1, 1], [1, 0]))).toEqual(['Patients enrolled', '入组例数']);
  });
});

describe('an external cohort among the assumptions', () => {
  const truth: TruthSummary = {
    point: 0,
    cells: [],
    curves: [],
    assays: [],
    cohorts: [
      {
        name: 'history',
        patients: 200,
        records: ['M'],
        shifts: [
          { endpoint: 'ORR', scale: 'odds ratio', drift: 0.8, unmeasured: 1, betweenTrialSd: 0.3 },
          { endpoint: 'QoL', scale: 'mean difference', drift: 2, unmeasured: 0, betweenTrialSd: 0 },
        ],
      },
    ],
  };

  it('is told with its size, what it recorded and how it differs', () => {
    expect(truthSentences(truth, 'en')).toEqual([
      'External cohort “history”: 200 patients under control, with M recorded. Against control in the trial, in patients of the same kind: ORR: odds ratio 0.8 by drift and 1 by what nobody recorded, standard deviation between trials 0.3; QoL: mean difference 2 by drift and 0 by what nobody recorded, standard deviation between trials 0.',
    ]);
    const [zh] = truthSentences(truth, 'zh');
    expect(zh).toContain('200 例');
    expect(zh).toContain('比值比：时间漂移 0.8，未记录因素 1，试验间标准差 0.3');
  });

  it('comes after what counts as benefit', () => {
    const benefit = [
      { endpoint: 'PFS', scale: 'hazard ratio' as const, least: 0.8 },
      { endpoint: 'ORR', scale: 'risk difference' as const, least: 0.1 },
    ];
    expect(factSentences({ benefit }, 'en')).toEqual([
      'Patients count as benefiting where the hazard ratio for PFS is at most 0.8 and ORR is better by at least 0.1 (risk difference).',
    ]);
    expect(factSentences({ benefit }, 'zh')).toEqual([
      '患者视为获益的条件：PFS 的风险比不大于 0.8，且 ORR 的率差（朝更好方向）至少 0.1。',
    ]);
  });

  it('is told with its mix and its follow-up', () => {
    const mix = [
      { population: 'M+', share: 0.2 },
      { population: 'M-', share: 0.8 },
    ];
    const [cohort] = truth.cohorts ?? [];
    const told = (more: object) => factSentences({ cohorts: [{ ...cohort!, ...more }] }, 'en')[0];
    expect(told({ mix, followUp: { least: 9, most: 30 } })).toContain(
      '200 patients under control, of whom 20% M+ and 80% M-, with M recorded, followed for 9 to 30 months.',
    );
    expect(told({ mix: null, followUp: null })).toContain(
      '200 patients under control, in the mix of those screened, with M recorded, followed to the end.',
    );
    expect(
      factSentences({ cohorts: [{ ...cohort!, mix, followUp: { least: 9, most: 9 } }] }, 'zh')[0],
    ).toContain('其中 M+ 20% 和 M- 80%，记录了 M，随访 9 个月');
  });

  it('and a design with the rule of its classes', () => {
    const classify = {
      marker: 'M',
      endpoint: 'ORR',
      scale: 'odds ratio',
      predictive: 'reject contrast',
      prognostic: null,
      truth: ['none' as const],
    };
    const design = {
      trials: [],
      claims: [],
      tests: [{ ...ipassLike().designs[0]!.tests[0]!, name: 'contrast', trial: '' }],
      classify,
    };
    expect(designSentences(design, [], 'en')).toEqual(['M is declared predictive where “contrast” rejects.']);
    expect(designSentences(design, [], 'zh')).toEqual(['M 的判定规则：若“contrast”拒绝原假设，判为预测性。']);
  });
});

describe('the truth in a picture', () => {
  const cell = (population: string, control: number, effect = 0.1) => ({
    population,
    probability: 0.25,
    endpoint: 'ORR',
    measure: 'rate' as const,
    control,
    experimental: control + effect,
    effectMeasure: 'risk difference' as const,
    effect,
  });
  const curve = (population: string) => ({
    endpoint: 'OS',
    population,
    arm: 'control' as const,
    time: [0, 1],
    survival: [1, 0.5],
  });
  const truth = (cells: ReturnType<typeof cell>[], populations: string[] = []) =>
    ({ cells, curves: populations.map(curve) }) as unknown as TruthSummary;

  it('has patients with one truth once, under the name of what tells them from others', () => {
    const cells = ['M+ & lot = a', 'M- & lot = a', 'M+ & lot = b', 'M- & lot = b'].map((name) =>
      cell(name, name.startsWith('M+') ? 0.3 : 0.1 + 0.2 / 3 - 0.2 / 3),
    );
    const { groups, curves } = truthGroups(
      truth(cells, [...cells.map(({ population }) => population), 'all']),
    );
    expect(groups.map((group) => [group.cell.population, group.cell.probability, group.row])).toEqual([
      ['M+', 0.5, 1],
      ['M-', 0.5, 2],
    ]);
    expect(curves.map(({ population }) => population)).toEqual(['M+', 'M-', 'all']);
  });

  it('drops what does not matter wherever it stands, and nothing that does', () => {
    const names = (...cells: ReturnType<typeof cell>[]) =>
      truthGroups(truth(cells)).groups.map((group) => group.cell.population);
    expect(names(cell('M+ & a', 0.1), cell('M- & a', 0.1), cell('M+ & b', 0.2), cell('M- & b', 0.2))).toEqual(
      ['a', 'b'],
    );
    expect(names(cell('M+ & a', 0.1), cell('M+ & b', 0.1, 0.2))).toEqual(['a', 'b']);
    expect(names(cell('M+', 0.1), cell('M-', 0.1))).toEqual(['M+', 'M-']);
    // Bands between cuts are no grid of factors.
    const bands = ['x >= 2', 'x >= 1 & x < 2', 'x < 1'];
    expect(names(...bands.map((band) => cell(band, 0.1)))).toEqual(bands);
  });
});

describe('lines of a label', () => {
  it('are about equally long, and no more than they must be', () => {
    expect(balanced('Salivary and soft tissue capped at 8', 34)).toEqual([
      'Salivary and soft',
      'tissue capped at 8',
    ]);
    expect(balanced('Pooled', 34)).toEqual(['Pooled']);
    expect(balanced('Supercalifragilistic expialidocious', 10)).toEqual(
      wrap('Supercalifragilistic expialidocious', 10),
    );
  });
});

describe('title of a panel', () => {
  it('is one text where it fits, and lines where it would widen the picture', () => {
    expect(panelTitle('overall', 250)).toBe('overall');
    expect(
      panelTitle('by subtype: angiosarcoma, estimand: subtype = angiosarcoma against the fixed value', 250),
    ).toEqual(['by subtype: angiosarcoma, estimand: subtype', '= angiosarcoma against the fixed value']);
  });
});
