import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/cli/library.ts';
import { singleArmTruth } from '../../src/designs/singleArmEstimands.ts';
import { sizeFaults } from '../../src/designs/sizeFaults.ts';
import { responseRate } from '../../src/endpoints/laws.ts';
import { charts } from '../../src/report/charts/index.ts';
import { headlinePoint } from '../../src/report/lookup.ts';
import { settingValue } from '../../src/report/messages/text.ts';
import { trueCells } from '../../src/scenario/cells.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { pointFrom, scenarioFrom } from '../fixtures/kernel/points.ts';

const truth = (binary: string, more = '') => `truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {${binary}}}${more}}`;

describe('an overall rate', () => {
  it.each([0.25, 1, 4])('stays what it is whatever the prognostic odds ratio (%s)', (ratio) => {
    const { truth: read } = scenarioFrom(`${truth(
      `control: {overall rate: 0.2}, prognostic odds ratio: {M+: ${ratio}, M-: 1}, odds ratio: 2`,
    )}
designs: {d: {size: {randomised: 40}, tests: {T: {}}}}`).points[0];
    const { ORR } = read.endpoints;
    if (ORR.kind !== 'binary') throw new TypeError('ORR is binary');
    const rates = trueCells(read).map((cell) => ({ p: cell.probability, rate: responseRate(ORR, cell, 0) }));
    expect(rates.reduce((sum, { p, rate }) => sum + p * rate, 0)).toBeCloseTo(0.2, 12);
    const odds = rates.map(({ rate }) => rate / (1 - rate));
    expect(odds[0] / odds[1]).toBeCloseTo(ratio, 10);
  });
});

describe('what a single-arm contrast is made of', () => {
  const cases = [
    '{of: ORR, in: M+, against: M-, by: risk-difference}',
    '{of: ORR, in: M+, against: M-, by: odds-ratio}',
    '{of: ORR, in: M+, by: exact, against: {rate: 0.15}}',
    '{of: OS, in: M+, against: M-, by: cox}',
    '{of: OS, in: M+, by: one-sample-log-rank, against: {median: 7}}',
    '{of: OS, in: M+, by: milestone, against: {survival: {at: 12, value: 0.3}}}',
    '{of: OS, in: M+, by: median, against: {median: 7}}',
  ];
  const body = (effect: string, hazard: string) =>
    `${truth(
      `control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: ${effect}`,
      `, OS: {time-to-event: {control: {median: {M+: 10, M-: 6}}, hazard ratio: ${hazard}}}`,
    )}
designs: {d: {single arm: experimental, size: {treated: 60}, analyse at: {follow-up: 12},
  tests: {${cases.map((test, t) => `T${t}: ${test}`).join(', ')}}}}`;

  function truthsOf(text: string) {
    const point = pointFrom(text, 'parts');
    const [planned] = point.designs.d;
    const { truth: read } = scenarioFrom(text).points[0];
    return planned.design.tests.map((test) =>
      singleArmTruth(
        test,
        planned.design,
        planned.plan,
        read,
        point.population,
        planned.expectations.monthsToAnalysis,
      ),
    );
  }

  it('the parts sum to the contrast', () => {
    for (const { estimands, parts } of truthsOf(body('{M+: 3, M-: 1.5}', '{M+: 0.5, M-: 0.9}'))) {
      // Limits of Cox estimators are solved to 1e-11.
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(estimands[0].value, 9);
      expect(parts[0].value).toBe(estimands[1].value);
    }
  });

  it('a purely prognostic marker has no treatment effect in any of them', () => {
    for (const { estimands, parts } of truthsOf(body('1', '1'))) {
      expect(Math.abs(estimands[1].value)).toBeLessThan(1e-9);
      expect(Math.abs(parts[1].value)).toBeGreaterThan(0.1);
    }
  });
});

describe('what a comparison with an external cohort is made of', () => {
  it('drift and what nobody recorded are told apart: rates of like patients at their odds', () => {
    const text = `${truth('control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: 2')}
  external cohorts: {history: {patients: 100, mix: {M+: 0.2, M-: 0.8}, records: [M], drift: 0.8, unmeasured shift: 0.5}}
designs: {d: {single arm: experimental, enrol: M+, size: {treated: 60}, tests: {
  as it is: {against: {cohort: history}}, matched: {in: M+, against: {cohort: history, adjust: matched}}}}}`;
    const point = pointFrom(text, 'parts');
    const [{ design, plan, expectations }] = point.designs.d;
    const { truth: read } = scenarioFrom(text).points[0];
    const at = (rate: number, ratio: number) => (ratio * rate) / (1 - rate + ratio * rate);
    const cohort = (share: number, ratio: number) => share * at(0.3, ratio) + (1 - share) * at(0.15, ratio);
    [0.2, 1].forEach((share, t) => {
      const { parts } = singleArmTruth(
        design.tests[t],
        design,
        plan,
        read,
        point.population,
        expectations.monthsToAnalysis,
      );
      const expected = {
        'treatment effect': at(0.3, 2) - 0.3,
        'prognostic shift': 0.3 - (0.3 * 0.3 + 0.7 * 0.15),
        'mix shift': 0.3 * 0.3 + 0.7 * 0.15 - cohort(share, 1),
        drift: cohort(share, 1) - cohort(share, 0.8),
        'unmeasured shift': cohort(share, 0.8) - cohort(share, 0.4),
      };
      expect(parts.map(({ part }) => part)).toEqual(Object.keys(expected));
      // Tables of 1e9 patients stand for limits.
      parts.forEach(({ part, value }) => {
        expect(value, part).toBeCloseTo(expected[part as keyof typeof expected], 8);
      });
    });
  });
});

describe('how often a contrast is misread', () => {
  const scenario = scenarioFrom(`${truth(
    'control: {overall rate: 0.2}, prognostic odds ratio: {M+: 3, M-: 1}, odds ratio: {M+: 1, M-: 1}',
  )}
designs:
  single:
    single arm: experimental
    size: {treated: 50}
    tests:
      gap: {in: M+, against: M-, alpha: 0.05}
      fixed: {in: M+, by: exact, against: {rate: 0.2}, alpha: 0.05}
  randomised: {size: {randomised: 50}, tests: {interaction: {interaction: M, alpha: 0.05}, all: {}}}
sweep:
  truth.endpoints.ORR.binary.prognostic odds ratio.M+: [1, 2, 3]
  truth.endpoints.ORR.binary.odds ratio.M+: [1, 2, 4]
simulation: {replicates: 2000}`);

  it('false claims where the reading is not true, missed ones where it is; drawn as a map and as parts', async () => {
    const result = await runScenario(scenario);
    for (const point of result.points) {
      const of = (analysis: string, metric: string) =>
        result.rows.find(
          (one) => one.point === point.index && one.analysis === analysis && one.metric === metric,
        );
      const none = point.values['odds ratio.M+'] === 1;
      for (const [analysis, wrong, missed] of [
        ['gap', 'false predictive claim', 'missed predictive marker'],
        ['interaction', 'false predictive claim', 'missed predictive marker'],
        ['fixed', 'false effect claim', 'missed effect'],
      ]) {
        const power = of(analysis, 'power')?.estimate as number;
        const read = of(analysis, none ? wrong : missed);
        expect(read?.estimate).toBeCloseTo(none ? power : 1 - power, 12);
        expect(of(analysis, none ? missed : wrong)).toBeUndefined();
      }
      expect(of('all', 'false effect claim')).toBeUndefined();
      const seen = of('gap', 'mean estimate')?.estimate as number;
      const parts = ['treatment effect', 'prognostic shift'].map(
        (part) => of('gap', `contrast: ${part}`)?.estimate as number,
      );
      const bias = result.rows.find(
        (one) => one.point === point.index && one.analysis === 'gap' && one.metric === 'bias',
      );
      expect(seen - (bias?.estimate as number)).toBeCloseTo(parts[0] + parts[1], 9);
    }
    const map = charts['heat-map'](result, 'en');
    // Four tests at nine truths; framed are the three without an effect, of every test: also of the plain comparison.
    expect(map?.table.rows).toHaveLength(36);
    expect(map?.table.rows.filter((one) => one.at(-1) === 'a false claim')).toHaveLength(12);
    const made = charts.contrast(result, 'zh', 'narrow');
    // The table holds every truth, so that a reader can switch; the swept values stand between the test and the part.
    const { values } = headlinePoint(result);
    const shown = made?.table.rows.filter((one) =>
      result.axes.every(({ name }, a) => one[2 + a] === settingValue(values[name]!)),
    );
    expect(made?.table.rows.length).toBeGreaterThan(8 * shown!.length);
    expect(shown?.map((one) => one[4])).toEqual([
      '治疗效应',
      '预后差异',
      '选择',
      '拒绝原假设的试验所见',
      '治疗效应',
      '预后差异',
      '选择',
      '拒绝原假设的试验所见',
    ]);
    // Zero in every test at every truth: told, not drawn.
    expect(made?.notes.join('')).toContain('历史值与未选择人群之差');
    // What is simulated has its error in the picture and in the table; what is computed has none.
    const widest = Math.max(
      ...result.rows.flatMap(({ metric, lower, upper }) =>
        metric === 'power' ? [((upper as number) - (lower as number)) / 2] : [],
      ),
    );
    expect(map?.notes[0]).toContain(`at most about ${Number((100 * widest).toPrecision(1))}%`);
    const errors = shown?.map((one) => Number(one.at(-1)) > 0);
    expect(errors).toEqual([false, false, true, true, false, false, true, true]);
    // At four bars of every truth, and in the alternative text of those shown.
    expect(JSON.stringify(made?.spec).match(/±/g)).toHaveLength(4 * result.points.length + 4);
    expect(JSON.stringify(map?.spec)).not.toContain('mcse');
    expect(charts['heat-map']({ ...result, axes: result.axes.slice(0, 1) }, 'en')).toBeNull();
  });
});

it('a two-stage trial needs one mix of patients', () => {
  const text = (enrolment: string) => `id: x
title: X
truth:
  strata: {site: {a: {share: 0.5}, b: {share: 0.5}}}
  enrolment: ${enrolment}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: 2}}}
designs: {d: {single arm: experimental, tests: {T: {by: simon, against: {rate: 0.2}, stages: {p1: 0.4}}}}}
`;
  const read = (enrolment: string) => parseScenario(text(enrolment), { file: 'x.yaml', check: sizeFaults });
  expect(read('{screened per month: 10}').points).toHaveLength(1);
  expect(() =>
    read(
      '{screened per month: 10, relative rate: {site = a: [{until: 3, value: 2}, {value: 1}], site = b: 1}}',
    ),
  ).toThrow(/mix of its patients may not change/);
});
