import { describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../src/cli/shippedScenarios.ts';
import { type ResultRow, readScenario, runScenario, type ScenarioResult } from '../../src/index.ts';

/**
 * Every shipped scenario, run at few replicates through the library: what must hold of any result, however noisy. What the numbers
 * are held against is in the files beside this one (`scenarios.*.test.ts`).
 */
const REPLICATES = 40;

/** The headings of the guideline's own clauses (NMPA CDE 2021 No. 53 and 2025 No. 50), which the scenarios quote. */
const HEADINGS: Record<string, string> = {
  'BM-2.2': '分类',
  'BM-3.2.4': '验证临床样本',
  'BM-4.2.1': '受试者分层',
  'BM-4.2.2': '富集人群',
  'BM-4.3.1': '经过验证的生物标志物',
  'BM-4.3.2a': '尚未验证的生物标志物',
  'BM-4.3.2b': '尚未验证的生物标志物',
  'BM-4.3.2c': '尚未验证的生物标志物',
  'PT-2.1': '以生物学机制研究为基础',
  'PT-2.2': '开发泛肿瘤适应症的合理时机',
  'PT-2.3': '对药物作用机制进行验证',
  'PT-3.1a': '关键临床试验设计',
  'PT-3.1b': '关键临床试验设计',
  'PT-3.1c': '关键临床试验设计',
  'PT-3.3': '关注儿童适应症开发',
  'BM-5.2': '界值确定',
  'BM-5.3': '联合生物标志物',
};

/** Quantities that some replicates do not have, so that few replicates may leave none. */
const CONDITIONAL =
  /given (rejection|selection|claim|reached)|^type [MS] error|^contrast: selection|^replication|^months to step/;

/** Rows of a proportion: their estimates are from 0 to 1. */
const PROPORTIONS = new Set([
  'power',
  'rejection for harm',
  'coverage',
  'claim probability',
  'ppv',
  'failed',
  'events not reached',
]);

const label = ({ point, design, analysis, metric }: ResultRow) =>
  [point, design, analysis, metric].join(' | ');

const shipped = shippedScenarios();

it('ships the scenarios that the guide names', () => {
  expect(shipped.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'case-studies/ipass',
      'case-studies/panitumumab',
      'case-studies/reach',
      'case-studies/saturn',
      'guideline/BM-3.2.4-assay-accuracy',
      'guideline/BM-4.2.1-stratification',
      'guideline/BM-4.2.2-prognostic-enrichment',
      'guideline/BM-4.3.1-validated-marker',
      'guideline/BM-4.3.2a-separate-or-combined',
      'guideline/BM-5.2-cut-off',
      'guideline/BM-4.3.2b-unplanned-subgroup',
      'guideline/BM-4.3.2c-adaptive-enrichment',
      'guideline/BM-4.3.2c-prespecified-mplus',
      'guideline/BM-4.3.2c-response-looks',
    ]),
  );
  const ids = shipped.map(({ path }) => readScenario(path).id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(shipped)('$name', ({ path }) => {
  const scenario = readScenario(path);
  let running: Promise<ScenarioResult> | undefined;
  const run = () => {
    running ??= runScenario(scenario, { replicates: REPLICATES });
    return running;
  };

  it('says in both languages what it is about, and where its numbers come from', () => {
    for (const text of [scenario.title, scenario.question, scenario.description]) {
      expect(text?.en).toBeTruthy();
      expect(text?.zh).toMatch(/\p{Script=Han}/u);
    }
    expect(scenario.sources.length).toBeGreaterThan(0);
    for (const source of scenario.sources) {
      // References stay as they are; what is assumed is said in both languages.
      if (typeof source !== 'string') expect(source.zh).toMatch(/\p{Script=Han}/u);
      else expect(source).not.toMatch(/assum/i);
    }
    expect(scenario.guideline.length).toBeGreaterThan(0);
    for (const { clause, title } of scenario.guideline) expect(title?.zh).toBe(HEADINGS[clause]);
    for (const { designs } of scenario.points) {
      for (const { title } of Object.values(designs)) expect(title?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has every number of every design, test and claim at every point', async () => {
    const result = await run();
    expect(result.points).toHaveLength(result.axes.length === 0 ? 1 : scenario.points.length);
    const found = new Set(result.rows.map(label));
    for (const { index, replicates } of result.points) {
      expect(replicates).toBe(REPLICATES);
      for (const design of result.designs) {
        const wanted = [
          ...['randomised', 'screened', 'months to analysis', 'cost'].map((metric) => ['', metric]),
          ...design.tests.flatMap(({ name }) =>
            ['power', 'mean estimate', 'model se', 'bias', 'coverage', 'failed'].map((metric) => [
              name,
              metric,
            ]),
          ),
          ...design.claims.map((claim) => [claim, 'claim probability']),
        ];
        const missing = wanted
          .map(([analysis, metric]) => [index, design.id, analysis, metric].join(' | '))
          .filter((one) => !found.has(one));
        expect(missing).toEqual([]);
      }
    }
  });

  it('has no number that is none, no proportion outside 0 and 1, and no trouble to report', async () => {
    const { rows, warnings, designs } = await run();
    // What a design on demand shows rests on the replicates that come to it: there may be none.
    const waits = new Set(designs.flatMap(({ id, onDemand }) => (onDemand === true ? [id] : [])));
    const hollow = rows.filter(
      ({ estimate, metric, design, n }) =>
        estimate === null && !CONDITIONAL.test(metric) && !(waits.has(design) && n <= 1),
    );
    expect(hollow.map(label)).toEqual([]);
    for (const row of rows) {
      for (const value of [row.estimate, row.mcse, row.lower, row.upper, row.reference]) {
        expect(value === null || Number.isFinite(value), label(row)).toBe(true);
      }
    }
    const outside = rows.filter(
      ({ metric, estimate }) => PROPORTIONS.has(metric) && !((estimate ?? 0) >= 0 && (estimate ?? 0) <= 1),
    );
    expect(outside.map(label)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('shares the claims of a design out among its labels', async () => {
    const { rows, points, designs } = await run();
    for (const { index } of points) {
      for (const { id, claims } of designs) {
        const shares = rows.filter(
          ({ point, design, metric }) => point === index && design === id && metric === 'claim probability',
        );
        expect(shares).toHaveLength(claims.length);
        if (shares.some(({ n }) => n > 0))
          expect(shares.reduce((sum, { estimate }) => sum + (estimate ?? 0), 0)).toBeCloseTo(1, 12);
      }
    }
  });
});
