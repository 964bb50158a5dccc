import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/cli/library.ts';
import { type MarkerClass, markerClass } from '../../src/designs/markerClass.ts';
import { classesSection } from '../../src/report/document/classes.ts';
import { scenarioFrom, truthFrom } from '../fixtures/kernel/points.ts';

const truthOf = (endpoint: string) =>
  truthFrom(`truth:
  markers: {M: {prevalence: 0.3}, K: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints: {E: {${endpoint}}}
designs: {d: {size: {randomised: 40}, analyse at: {months: 20}, tests: {T: {}}}}`);

const rule = { marker: 'M', of: 'E', scale: null };

describe('the class of a marker by the truth', () => {
  it.each<[string, string, MarkerClass]>([
    ['nothing', 'binary: {control: {rate: 0.2}, odds ratio: 2}', 'none'],
    ['rates differ', 'binary: {control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: 2}', 'prognostic'],
    ['odds ratios differ', 'binary: {control: {rate: 0.2}, odds ratio: {M+: 3, M-: 1}}', 'predictive'],
    ['both', 'binary: {control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: {M+: 3, M-: 1}}', 'both'],
    ['another marker', 'binary: {control: {rate: {K+: 0.3, K-: 0.15}}, odds ratio: {K+: 3, K-: 1}}', 'none'],
    [
      'arms by rates',
      'binary: {control: {rate: {M+: 0.3, M-: 0.1}}, experimental: {rate: {M+: 0.5, M-: 0.3}}}',
      'prognostic',
    ],
    ['hazards', 'time-to-event: {control: {median: {M+: 9, M-: 6}}, hazard ratio: 0.7}', 'prognostic'],
    ['hazard ratios', 'time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.5, M-: 1}}', 'predictive'],
    [
      'times, both',
      'time-to-event: {control: {median: {M+: 9, M-: 6}}, hazard ratio: {M+: 0.5, M-: 1}}',
      'both',
    ],
    ['means', 'continuous: {control: {mean: {M+: 1, M-: 0}, sd: 1}, mean difference: 0.5}', 'prognostic'],
    [
      'differences of means',
      'continuous: {control: {mean: 0, sd: 1}, mean difference: {M+: 0.5, M-: 0}}',
      'predictive',
    ],
  ])('%s', (_, endpoint, expected) => {
    expect(markerClass(rule, truthOf(endpoint))).toBe(expected);
  });

  it('depends on the scale where rates and effects both differ from nothing', () => {
    const truth = truthOf('binary: {control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: 2}');
    expect(markerClass({ ...rule, scale: 'odds ratio' }, truth)).toBe('prognostic');
    expect(markerClass({ ...rule, scale: 'risk difference' }, truth)).toBe('both');
    expect(markerClass({ ...rule, scale: 'risk ratio' }, truth)).toBe('both');
  });
});

describe('which class a design puts a marker into', () => {
  const scenario = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: {M+: 0.3, M-: 0.1}}, odds ratio: {M+: 3, M-: 1}}}}
designs:
  d:
    size: {randomised: 80}
    alpha: 0.1
    tests:
      interaction: {interaction: M}
      prognostic: {in: M+, against: M-, arm: control}
    claims: {pursue: reject interaction}
    classify: {predictive: claim pursue, prognostic: reject prognostic}
sweep:
  truth.endpoints.ORR.binary.control.rate.M+: [0.1, 0.3]
  truth.endpoints.ORR.binary.odds ratio.M+: [1, 3]
simulation: {replicates: 1000}`);

  it('one class a trial, right or wrong by the truth, in rows and in the report', async () => {
    const result = await runScenario(scenario);
    expect(result.designs[0].classify).toEqual({
      marker: 'M',
      endpoint: 'ORR',
      scale: 'odds ratio',
      predictive: 'claim pursue',
      prognostic: 'reject prognostic',
      truth: ['none', 'predictive', 'prognostic', 'both'],
    });
    result.designs[0].classify?.truth.forEach((actual, point) => {
      const of = (metric: string, analysis = '') =>
        result.rows.find((row) => row.point === point && row.metric === metric && row.analysis === analysis)
          ?.estimate;
      const classes = ['none', 'prognostic', 'predictive', 'both'].map(
        (name) => of('class probability', name) ?? 0,
      );
      expect(classes.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(of('right class probability')).toBe(of('class probability', actual));
      const predictive = actual === 'predictive' || actual === 'both';
      const power = of('power', 'interaction') as number;
      expect(of(predictive ? 'missed predictive marker' : 'false predictive claim')).toBeCloseTo(
        predictive ? 1 - power : power,
        12,
      );
      expect(of(predictive ? 'false predictive claim' : 'missed predictive marker')).toBeUndefined();
      const prognostic = of('power', 'prognostic') as number;
      expect(classes[1] + classes[3]).toBeCloseTo(prognostic, 12);
    });
    const [english] = classesSection(result, 'en');
    const text = JSON.stringify(english);
    for (const word of [
      'd: none (1 truth)',
      'd: both (1 truth)',
      'Right class',
      'MCSE',
      'odds ratio of treatment',
    ])
      expect(text).toContain(word);
    expect(JSON.stringify(classesSection(result, 'zh'))).toContain('归为预测性');
    expect(
      classesSection({ ...result, designs: [{ ...result.designs[0], classify: undefined }] }, 'en'),
    ).toEqual([]);
  });
});
