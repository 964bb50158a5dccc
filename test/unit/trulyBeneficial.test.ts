import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { trulyBeneficial } from '../../src/report/lookup.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** What reports take a test's truth for, by test, at true effects of every kind. */
async function judged(effects: { times: number; toxicity: number }): Promise<Record<string, boolean | null>> {
  const result = await runScenario(
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
