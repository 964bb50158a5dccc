import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import type { ScenarioResult } from '../../src/operating-characteristics/result.ts';
import { harmOf } from '../../src/report/comparison.ts';
import { methodText } from '../../src/report/designWords.ts';
import { headline } from '../../src/report/headline.ts';
import { trulyBeneficial } from '../../src/report/lookup.ts';
import { messages } from '../../src/report/messages/index.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** Tests with and without margins, at true effects of every kind; `judged` is what reports take their truths for. */
function resultOf(effects: { times: number; toxicity: number }): Promise<ScenarioResult> {
  return runScenario(
    parseScenario(
      `id: judged
title: Judged
truth:
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 8}, hazard ratio: ${effects.times}}}
    toxicity: {binary: {control: {rate: 0.3}, risk difference: ${effects.toxicity}, better: lower}}
designs:
  d:
    size: {randomised: 100}
    analyse at: {events: 70}
    tests:
      better: {of: PFS}
      not worse: {of: PFS, by: cox, margin: 1.25}
      much better: {of: PFS, by: cox, margin: 0.8}
      safer: {of: toxicity}
      hardly less safe: {of: toxicity, margin: 0.1}
      odds: {of: toxicity, by: odds-ratio, margin: 1.8}
simulation: {replicates: 64}
`,
      { file: 'judged.yaml' },
    ),
  );
}

async function judged(effects: { times: number; toxicity: number }): Promise<Record<string, boolean | null>> {
  const result = await resultOf(effects);
  const [design] = result.designs;
  return Object.fromEntries(design.tests.map(({ name }) => [name, trulyBeneficial(result, 0, design, name)]));
}

describe('whether a test looks where the treatment truly works', () => {
  it('counts from the margin, and in the direction of what is better', async () => {
    // The odds ratio of 0.35 to 0.3 is 1.26, of 0.45 to 0.3 it is 1.91.
    expect(await judged({ times: 1.1, toxicity: 0.05 })).toEqual({
      better: false,
      'not worse': true,
      'much better': false,
      safer: false,
      'hardly less safe': true,
      odds: true,
    });
    expect(await judged({ times: 0.7, toxicity: -0.1 })).toEqual({
      better: true,
      'not worse': true,
      'much better': true,
      safer: true,
      'hardly less safe': true,
      odds: true,
    });
    expect(await judged({ times: 1.3, toxicity: 0.15 })).toMatchObject({
      'not worse': false,
      'hardly less safe': false,
      odds: false,
    });
  });
});

it('a margin is told as written, on its side of no effect', async () => {
  const { designs } = await resultOf({ times: 1, toxicity: 0 });
  const margins = Object.fromEntries(designs[0].tests.map(({ name, margin }) => [name, margin]));
  expect(margins).toEqual({
    better: undefined,
    'not worse': { value: 1.25, of: 'non-inferiority' },
    'much better': { value: 0.8, of: 'superiority' },
    safer: undefined,
    'hardly less safe': { value: 0.1, of: 'non-inferiority' },
    odds: { value: 1.8, of: 'non-inferiority' },
  });
  expect(methodText(designs[0].tests[1], messages('en'))).toContain('non-inferiority margin 1.25');
  expect(methodText(designs[0].tests[2], messages('zh'))).toContain('优效界值 0.8');
});

describe('whether a rejection is an error', () => {
  it('is said of a test only where it is one in every design that has it', async () => {
    const harm = async (positive: number) => {
      const text = `id: harm
title: Harm
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints: {R: {binary: {control: {rate: 0.3}, risk difference: {M+: ${positive}, M-: 0}}}}
designs:
  plus: {enrol: M+, size: {randomised: 40}, tests: {T: {}}}
  minus: {enrol: M-, size: {randomised: 40}, tests: {T: {}}}
  other: {size: {randomised: 40}, tests: {another: {}}}
simulation: {replicates: 64}
`;
      return harmOf(await runScenario(parseScenario(text, { file: 'harm.yaml' })), 0, 'T');
    };
    expect([await harm(0.3), await harm(0)]).toEqual([false, true]);
  });
});

describe('the comparison of a test where nothing works', () => {
  it.each([1, 2])('has a column of its own for control only where it is two-sided: %i', async (sided) => {
    const text = `id: none
title: None
truth:
  enrolment: {screened per month: 20}
  endpoints: {R: {binary: {control: {rate: 0.3}, risk difference: 0}}}
designs: {d: {size: {randomised: 40}, tests: {T: {sided: ${sided}}}}}
simulation: {replicates: 64}
`;
    const { columns } = headline(await runScenario(parseScenario(text, { file: 'none.yaml' })), 'en', 0);
    const told = columns.filter(({ analysis }) => analysis === 'T').map(({ metric }) => metric);
    expect(told).toEqual(sided === 1 ? ['power'] : ['power', 'rejection for harm']);
  });
});
