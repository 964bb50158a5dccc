import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { enrolmentCurve } from '../../src/designs/enrolmentCurve.ts';
import { runScenario, type ScenarioResult } from '../../src/index.ts';
import { membersOf } from '../../src/population/groups.ts';
import { withTitle } from '../../src/report/charts/chart.ts';
import { charts } from '../../src/report/charts/index.ts';
import { parseResult } from '../../src/report/resultSchema.ts';
import { compileSpec } from '../../src/report/svg.ts';
import {
  ALL,
  constant,
  enrolmentOf,
  marker,
  planned,
  quotaOf,
  single,
  trialOf,
  truthOf,
} from '../fixtures/estimands/scenario.ts';
import { schemaFaults } from '../fixtures/report/jsonSchema.ts';

// 20 a month: 10 M+ and 10 M-.
const halves = truthOf();

function curveOf(trial: Parameters<typeof trialOf>[0], truth = halves, last = Number.POSITIVE_INFINITY) {
  const { plan, population, trial: design } = planned(truth, trialOf(trial));
  const curve = enrolmentCurve(design, plan, truth, population, last);
  const of = (status: 'M+' | 'M-') => membersOf(population, marker(status));
  return { curve, of };
}

describe('expected enrolment by calendar month', () => {
  const quotas = [quotaOf(marker('M+'), 30), quotaOf(marker('M-'), 60)];

  it('fills quotas one after the other and ends at the planned patients', () => {
    const { curve, of } = curveOf({ size: { kind: 'randomised', n: 90 }, quotas });
    // By month m of either 10 m have come, of whom min(N, quota) are in: of a mean 30 on average 30 - 2.180, of 60 60 - 3.086.
    const by = (status: 'M+' | 'M-') => [0, 1.5, 3, 6, 99].map((m) => curve?.patientsBy(m, of(status)) ?? -1);
    // Between two halts curves are drawn straight: 0.03 of a patient here.
    for (const [i, n] of [0, 15, 27.82, 30, 30].entries())
      expect(Math.abs(by('M+')[i] - n)).toBeLessThan(0.05);
    for (const [i, n] of [0, 15, 30, 56.914, 60].entries())
      expect(Math.abs(by('M-')[i] - n)).toBeLessThan(0.05);
  });

  it('waits for the assay, and stops at the final analysis', () => {
    const slow = truthOf({ assay: { turnaround: single(1) } });
    const { curve, of } = curveOf({ size: { kind: 'randomised', n: 90 }, quotas }, slow, 6);
    expect(curve?.months.at(-1)).toBe(6);
    const by = [1, 2, 4, 6, 99].map((month) => curve?.patientsBy(month, of('M-')) ?? -1);
    // Up to month 5 of screening hardly ever 60 M- have come: E min(N, 60) = 49.716 of a mean 50.
    for (const [i, n] of [0, 10, 30, 49.716, 49.716].entries())
      expect(Math.abs(by[i] - n)).toBeLessThan(0.05);
  });

  it('is none where looks, stages or uniform arrivals decide who enters when', () => {
    const uniform = truthOf({ enrolment: { ...enrolmentOf(constant(20)), arrivals: 'uniform' } });
    expect(curveOf({ enrol: ALL }, uniform).curve).toBeNull();
    const byStage = [
      { ...quotas[0], byStage: [10, 20] },
      { ...quotas[1], byStage: [20, 40] },
    ];
    expect(curveOf({ size: { kind: 'randomised', n: 90 }, quotas: byStage }).curve).toBeNull();
  });
});

const scenario = `
id: late
title: Late opening
truth:
  strata: {tumour: {a: {share: 0.5}, b: {share: 0.3}, c: {share: 0.2}}}
  enrolment:
    screened per month: 20
    relative rate: {tumour = c: [{until: 6, value: 0}, {value: 1}], tumour = b: 0.5, all: 1}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}}}}
designs:
  free: {single arm: experimental, size: {treated: 112}, tests: {all: {against: {rate: 0.2}, by: exact}}}
  kept:
    extends: free
    quotas: {tumour = b: {at least: 30, until: 4}, tumour = a: {at most: 50}}
`;

describe('the chart of enrolment', () => {
  let result: ScenarioResult;
  beforeAll(async () => {
    result = await runScenario(scenario, { replicates: 400 });
  });
  const levels = (design: string) => result.enrolment!.find((picture) => picture.design === design)!;

  it('has the numbers that one reckons by hand with a late opening', () => {
    // 10 a and 3 b a month to month 6: 60 and 18; then 17 a month for the 34 places left, 2 months: 20, 6 and 8.
    const { months, levels: lines } = levels('free');
    expect(months).toEqual([0, 6, 8]);
    const close = (patients: number[]) => patients.map((count) => Number(count.toFixed(9)));
    expect(lines.map(({ population, patients }) => [population, close(patients)])).toEqual([
      ['tumour = a', [0, 60, 80]],
      ['tumour = b', [0, 18, 24]],
      ['tumour = c', [0, 0, 8]],
    ]);
  });

  it('ends at the planned patients in every design, near what is simulated', () => {
    for (const { design, levels: lines } of result.enrolment!) {
      const ends = lines.map(({ patients }) => patients[patients.length - 1]);
      expect(ends.reduce((sum, end) => sum + end, 0)).toBeCloseTo(112, 7);
      for (const [l, { population }] of lines.entries()) {
        const row = result.rows.find(
          (one) => one.design === design && one.metric === 'patients' && one.population === population,
        )!;
        // 4 MCSE: a false alarm in 16,000; caps and kept places cut off half of the spread of a count (SD about 4), which moves a mean by up to 2.
        expect(Math.abs(row.estimate! - ends[l])).toBeLessThan(2 + 4 * row.mcse!);
      }
    }
  });

  it('adds up trials side by side, by the status of a marker where there are no factors', async () => {
    const parallel = `
id: parallel
title: Side by side
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}}}}
designs:
  both:
    single arm: experimental
    trials:
      enriched: {enrol: M+, size: {treated: 40}, tests: {M+: {against: {rate: 0.2}, by: exact}}}
      all: {size: {treated: 40}, tests: {all: {against: {rate: 0.2}, by: exact}}}
`;
    const side = await runScenario(parallel, { replicates: 10 });
    // 10 M+ a month in either trial for 2 months, then in the first alone for 2 more.
    expect(side.enrolment).toEqual([
      {
        design: 'both',
        months: [0, 2, 4],
        levels: [
          { population: 'M+', patients: [0, 40, 60] },
          { population: 'M-', patients: [0, 20, 20] },
        ],
      },
    ]);
    const chart = charts.enrolment(side, 'en')!;
    expect(chart.table.rows[1].slice(1, 4)).toEqual(['M-', '20', '2']);
    // Patients by the status of a marker are not counted: there is no dot to speak of.
    expect(chart.notes.join()).not.toContain('A dot stands');
    expect(charts.enrolment(result, 'en')!.notes.join()).toContain('A dot stands');
  });

  it('is valid Vega-Lite, compiles and says its numbers in both languages and layouts', async () => {
    const schema = JSON.parse(
      readFileSync(
        new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url),
        'utf8',
      ),
    );
    for (const language of ['en', 'zh'] as const) {
      for (const layout of ['wide', 'narrow'] as const) {
        const chart = charts.enrolment(result, language, layout)!;
        expect(schemaFaults(schema, withTitle(chart))).toEqual([]);
        await expect(compileSpec(chart.spec)).resolves.toBeDefined();
        expect(chart.table.rows).toHaveLength(6);
        expect(chart.table.rows[2].slice(1, 4)).toEqual(['tumour = c', '8', '8']);
      }
    }
    expect(charts.enrolment(result, 'en')!.alt).toContain('tumour = c: 8 patients by month 8.');
  });

  it('is read back with the result, and not drawn without it', () => {
    expect(parseResult(JSON.stringify(result)).enrolment).toEqual(result.enrolment);
    expect(charts.enrolment({ ...result, enrolment: undefined }, 'en')).toBeNull();
  });
});

describe('a rare level that a trial waits for', () => {
  it('leaves the curves of the others as exact, at the months that are told and between them', async () => {
    const text = `
id: rare
title: Rare
truth:
  strata: {tumour: {common: {share: 0.98}, rare: {share: 0.02}}}
  enrolment: {screened per month: 6}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.4}}}}
designs:
  d: {single arm: experimental, size: {treated: 31}, quotas: {tumour = common: 29, tumour = rare: 2}, tests: {all: {against: {rate: 0.2}, by: exact}}}
`;
    const { enrolment } = await runScenario(text, { replicates: 40 });
    const { months, levels } = enrolment![0]!;
    /** E min(N, most) of a Poisson number N. */
    const taken = (mean: number, most: number) => {
      let sum = most;
      let p = Math.exp(-mean);
      for (let k = 0; k < most; k++) {
        sum -= (most - k) * p;
        p *= mean / (k + 1);
      }
      return sum;
    };
    for (const [l, rate, most] of [
      [0, 5.88, 29],
      [1, 0.12, 2],
    ] as const) {
      const { patients } = levels[l]!;
      // At the months that are told 0.0005 of 29 was the worst measured; between them lines are straight.
      months.forEach((month, k) => {
        expect(Math.abs(patients[k]! - taken(rate * month, most))).toBeLessThan(1e-3);
        const next = months[k + 1];
        if (next === undefined) return;
        const between = (patients[k]! + patients[k + 1]!) / 2;
        expect(Math.abs(between - taken((rate * (month + next)) / 2, most))).toBeLessThan(0.015 * most);
      });
    }
  });
});
