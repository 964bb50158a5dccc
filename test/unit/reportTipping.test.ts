import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { tippingSection } from '../../src/report/document/tipping.ts';
import { messages } from '../../src/report/messages/index.ts';
import { methodEntries, methodsUsed } from '../../src/report/methods.ts';
import { dimensionsOf, pointsAlong, stepOf } from '../../src/report/sweep.ts';
import { tippingOf } from '../../src/report/tipping.ts';
import { truthSentences } from '../../src/report/truthWords.ts';
import { claimsOnly, ipassLike } from '../fixtures/report/results.ts';

const text = (block: unknown): string => JSON.stringify(block);

/** A result without rows over the given axes; axes of one entry of `grid` are zipped. */
function swept(grid: Record<string, number[]>[]): ScenarioResult {
  const base = claimsOnly();
  const axes = grid.flatMap((zipped) =>
    Object.entries(zipped).map(([name, values]) => ({ name, paths: [name], values, stated: null })),
  );
  let points: Record<string, number>[] = [{}];
  for (const zipped of grid) {
    const steps = Object.values(zipped)[0]!.length;
    points = points.flatMap((point) =>
      Array.from({ length: steps }, (_, i) => ({
        ...point,
        ...Object.fromEntries(Object.entries(zipped).map(([name, values]) => [name, values[i]!])),
      })),
    );
  }
  return {
    ...base,
    axes,
    points: points.map((values, index) => ({ index, values, replicates: 1 })),
    rows: [],
  };
}

describe('dimensions of a sweep', () => {
  it('are the axes of a grid, the first slowest', () => {
    const dimensions = dimensionsOf(swept([{ a: [1, 2] }, { b: [1, 2, 3] }]));
    expect(dimensions.map(({ length, stride }) => [length, stride])).toEqual([
      [2, 3],
      [3, 1],
    ]);
    expect(pointsAlong(dimensions[0]!, 4)).toEqual([1, 4]);
    expect(pointsAlong(dimensions[1]!, 4)).toEqual([3, 4, 5]);
    expect(stepOf(dimensions[0]!, 4)).toBe(1);
  });

  it('hold zipped axes together, also when values repeat or a grid follows of the same length', () => {
    const zipped = dimensionsOf(swept([{ a: [0.6, 0.5, 0.6], b: [1, 2, 3] }, { c: [7, 8, 9] }]));
    expect(zipped.map(({ axes }) => axes.map(({ name }) => name))).toEqual([['a', 'b'], ['c']]);
    expect(dimensionsOf(swept([{ a: [1, 2] }, { b: [1, 2] }])).map(({ axes }) => axes.length)).toEqual([
      1, 1,
    ]);
    expect(dimensionsOf(claimsOnly())).toEqual([]);
  });
});

describe('what would change the answer', () => {
  /** Two designs over prevalence 0.2, 0.4, 0.6: power of a is 0.7, 0.85, 0.95, that of b minus a as given. */
  function tipped(differences: number[]): ScenarioResult {
    const result = swept([{ prevalence: [0.2, 0.4, 0.6] }]);
    const [a, b] = result.designs.map(({ id }) => id);
    const row = (point: number, design: string, metric: string, estimate: number, half: number) => ({
      point,
      design,
      analysis: 'M+',
      population: 'all',
      metric,
      estimate,
      mcse: half / 1.96,
      lower: estimate - half,
      upper: estimate + half,
      n: 1000,
      reference: metric === 'bias' ? -0.5 : null,
      reference_kind: metric === 'bias' ? 'estimand: M+' : '',
    });
    const powers = [0.7, 0.85, 0.95];
    return {
      ...result,
      base: 1,
      rows: powers.flatMap((power, point) => [
        row(point, a!, 'power', power, 0.02),
        row(point, b!, 'power', power + differences[point]!, 0.02),
        row(point, a!, 'bias', 0, 0.01),
        row(point, b!, 'bias', 0, 0.01),
        row(point, `${b} vs ${a}`, 'power difference', differences[point]!, 0.02),
      ]),
    };
  }

  it('is found between two simulated values, and only beyond Monte Carlo error', () => {
    const [tipping] = tippingOf(tipped([0.1, 0.01, -0.1]));
    const ids = claimsOnly().designs.map(({ id }) => id);
    expect(tipping!.rankings).toHaveLength(1);
    expect(tipping!.rankings[0]!.best).toEqual([[ids[1]], ids, [ids[0]]]);
    expect(tipping!.rankings[0]!.tips).toEqual([1, 2]);
    // a rises above 80 % from step 0 to 1; b is there already but for its error; a above 90 % at step 2.
    expect(
      tipping!.crossings.map(({ design, levels, step, rises }) => [design, levels, step, rises]),
    ).toEqual([
      [ids[0], [0.8], 1, true],
      [ids[0], [0.9], 2, true],
    ]);
  });

  it('is no crossing where the interval holds the level', () => {
    // b: 60 %, 81 % (79 to 83), 85 %: nowhere from below 80 % for certain to above it for certain in one step.
    const [tipping] = tippingOf(tipped([-0.1, -0.04, -0.1]));
    const [a] = claimsOnly().designs;
    expect(tipping!.crossings.map(({ design }) => design)).toEqual([a!.id, a!.id]);
  });

  it('is told in both languages with the intervals, or said to be nothing', () => {
    const result = tipped([0.1, 0.1, -0.1]);
    const said = text(tippingSection(result, 'en'));
    expect(said).toContain('Between prevalence 0.4 and 0.6 the lead on power (M+) passes from');
    expect(said).toContain('"text":"Prevalence"');
    const { standing } = messages('en');
    expect(['relative rate of lung', 'M+ hazard ratio', 'p53 rate', 'cMET rate'].map(standing)).toEqual([
      'Relative rate of lung',
      'M+ hazard ratio',
      'p53 rate',
      'cMET rate',
    ]);
    expect(said).toContain('rises above 80% between prevalence 0.2 (70%, 68% to 72%) and 0.4 (85%');
    expect(text(tippingSection(result, 'zh'))).toContain('把握度（M+）的领先者由');
    expect(text(tippingSection(tipped([0.1, 0.1, 0.1]), 'en'))).toContain(
      'No value of prevalence changes who leads on power (M+).',
    );
    expect(tippingSection(claimsOnly(), 'en')).toEqual([]);
  });

  it('says who takes a lead that nobody had, and who loses it to nobody', () => {
    const one = '“Separate trials in M+ and M-”';
    const two = '“One stratified trial”';
    const said = text(tippingSection(tipped([0.1, 0.01, -0.1]), 'en'));
    expect(said).toContain(`the lead on power (M+) is lost by ${two}: none is ahead.`);
    expect(said).toContain(`the lead on power (M+) goes to ${one}, where none was ahead.`);
    const chinese = text(tippingSection(tipped([0.1, 0.01, -0.1]), 'zh'));
    expect(chinese).toContain('在把握度（M+）上不再领先（此后无领先者）');
    expect(chinese).toContain('在把握度（M+）上开始领先（此前无领先者）');
  });

  it('counts less power as better where the treatment does not work', () => {
    const harm = tipped([0.1, 0.1, 0.1]);
    for (const row of harm.rows) if (row.metric === 'bias') row.reference = 0.1;
    expect(tippingOf(harm)[0]!.rankings[0]!.best[0]).toEqual([claimsOnly().designs[0]!.id]);
  });

  it('says where rejecting is an error, and counts the others over the sweep', () => {
    const mixed = tipped([0.1, 0.1, 0.1]);
    for (const row of mixed.rows) if (row.metric === 'bias' && row.point === 0) row.reference = 0.1;
    expect(text(tippingSection(mixed, 'en'))).toContain(
      'At prevalence 0.2 the treatment does not truly work where M+ looks: rejecting is an error there, and the lowest rate leads.',
    );
    expect(text(tippingSection(mixed, 'zh'))).toContain(
      '药物并无真实疗效：拒绝原假设即为错误，概率最低者领先',
    );
    expect(text(tippingSection(mixed, 'en'))).toContain(
      'Over the 2 truths of the sweep at which the treatment truly works there, the power',
    );
    // No table of power tells an error, and no error is held to a level of power.
    const headOf = (result: ScenarioResult) =>
      text(tippingSection(result, 'en')).match(/(?:Power|Error)[^\n|]*\(M\+\)/)?.[0];
    expect(headOf(tipped([0.1, 0.1, 0.1]))).toBe('Power (M+)');
    expect(headOf(mixed)).toBe('Power / error without benefit (M+)');
    const none = tipped([0.1, 0.01, -0.1]);
    expect(text(tippingSection(none, 'en'))).toMatch(/rises above|falls below/);
    for (const row of none.rows) if (row.metric === 'bias') row.reference = 0.1;
    expect(headOf(none)).toBe('Error without benefit (M+)');
    expect(text(tippingSection(none, 'en'))).not.toMatch(/rises above|falls below/);
    expect(text(tippingSection(tipped([0.1, 0.1, 0.1]), 'en'))).toContain(
      'Over the 3 truths of the sweep, the',
    );
  });

  it('names values that are walked together', () => {
    const walked = tipped([0.1, 0.1, -0.1]);
    const [axis] = walked.axes;
    walked.axes = [axis!, { ...axis!, name: 'rate', paths: ['rate'], values: [7, 8, 9] }];
    for (const { values } of walked.points)
      values.rate = 7 + [0.2, 0.4, 0.6].indexOf(Number(values.prevalence));
    const said = text(tippingSection(walked, 'en'));
    expect(said).toContain('Between prevalence 0.4, rate 8 and prevalence 0.6, rate 9 the lead on');
    expect(said).toContain('between prevalence 0.2, rate 7 (70%');
  });
});

describe('the truth in words', () => {
  const truth = ipassLike().truth.find(({ point }) => point === 10)!;

  it('says what the assay finds, and what the marker is good for', () => {
    const said = truthSentences(truth, 'en').join(' ');
    expect(said).toContain('60% of patients are truly EGFR+; the assay finds 95% of them');
    expect(said).toContain('(predictive), even in direction');
    expect(truthSentences(truth, 'zh').join('')).toContain('疗效不同（预测性），且方向相反');
  });

  it('calls a marker neither where outcome and effect are the same', () => {
    const same = structuredClone(truth);
    for (const cell of same.cells) Object.assign(cell, { control: 6, experimental: 9, effect: 0.6 });
    expect(truthSentences(same, 'en').join(' ')).toMatch(/\(not prognostic\).*\(not predictive\)/);
  });
});

describe('methods', () => {
  it('are those that the result used, and no others', () => {
    const ids = methodsUsed(ipassLike()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['logRank', 'cox', 'power', 'bias', 'coverage']));
    for (const unused of ['fisher', 'tTest', 'rmst', 'newcombe', 'ancova'] as const)
      expect(ids).not.toContain(unused);
  });

  it('have a source wherever they are a published method', () => {
    const ours = [
      'blocks',
      'stratified',
      'standardErrors',
      'mse',
      'coverage',
      'programs',
      'limitingScore',
      'exactPower',
    ];
    const bare = Object.entries(methodEntries).filter(([, { references }]) => references.length === 0);
    expect(bare.map(([id]) => id)).toEqual([
      ...ours.slice(0, 2),
      'ancova',
      'interactionGate',
      'familywise',
      ...ours.slice(2),
      'bayes',
      'fluidLimit',
      'expectedEnrolment',
    ]);
  });
});
