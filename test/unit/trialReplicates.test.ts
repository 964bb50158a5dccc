import { describe, expect, it } from 'vitest';
import { pointFrom, rowOf } from '../fixtures/kernel/points.ts';

const TRUTH = `truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.95, unevaluable: 0.05, turnaround: 1}}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.5, M-: 1}, dropout: {rate: 0.02}}}
    ORR: {binary: {control: {rate: 0.3}, odds ratio: {M+: 3, M-: 1}, assessed at: 2}}
    QoL: {continuous: {control: {mean: 50, sd: 10}, mean difference: {M+: 5, M-: 0}, baseline: {correlation: 0.5}, assessed at: 3}}
`;

/** Every kind of trial: on patients and on counts, waiting and not, with quotas, several looks, several trials. */
const DESIGNS: Record<string, string> = {
  'all comers':
    '{enrol: all, size: {randomised: 60}, analyse at: {events: 30}, tests: {overall: {of: PFS, by: log-rank}, M+: {of: PFS, in: M+, by: cox}}}',
  stratified:
    '{enrol: not M?, randomise: {stratify by: [M]}, size: {randomised: 60}, looks: {at: [{events: 20}, {events: 30}]}, tests: {overall: {of: PFS, stratify by: [M]}, response: {of: ORR}}}',
  stratifiedAll:
    '{enrol: all, randomise: {stratify by: [M]}, size: {randomised: 50}, analyse at: {follow-up: 6}, tests: {overall: {of: PFS}, quality: {of: QoL, by: ancova}}}',
  enrichment: '{enrol: M+, size: {randomised: 30}, analyse at: {months: 14}, tests: {overall: {of: PFS}}}',
  quotas:
    '{enrol: not M?, quotas: {M+: 20, M-: 20}, analyse at: {follow-up: 6}, tests: {overall: {of: PFS}, rates: {of: ORR}}}',
  rates: '{enrol: M+, size: {randomised: 40}, tests: {rates: {of: ORR}}}',
  'rates of all':
    '{enrol: all, randomise: {method: simple}, size: {randomised: 41}, tests: {rates: {of: ORR, in: M+}}}',
  parts: `
    trials:
      M+: {enrol: M+, size: {randomised: 20}, analyse at: {follow-up: 6}, tests: {t: {of: PFS}}}
      M-: {enrol: M-, size: {randomised: 20}, tests: {t: {of: ORR}}}
    claims: {M+ only: reject M+/t and not reject M-/t, none: otherwise}`,
};
const NAMES = Object.keys(DESIGNS);
const scenario = (names: readonly string[]) =>
  `${TRUTH}designs:\n${names.map((name) => `  ${name.replaceAll(' ', '-')}: ${DESIGNS[name]}\n`).join('')}`;

/** Numbers of a design alone: not its differences from others. */
const own = (row: Record<string, number>, design: string) =>
  Object.fromEntries(
    Object.entries(row).filter(([name]) => name.startsWith(`${design.replaceAll(' ', '-')}||`)),
  );

describe('a replicate', () => {
  it('leaves the same numbers whatever was run before it', () => {
    const point = pointFrom(scenario(NAMES));
    const fresh = new Map<number, Record<string, number>>();
    const order = [0, 1, 2, 3, 62, 63, 64, 65, 127, 128, 200, 2 ** 33 + 5, 2 ** 33 + 6];
    for (const replicate of order) fresh.set(replicate, rowOf(pointFrom(scenario(NAMES)), replicate));
    // Backwards, twice the same, jumps over the blocks of 64 that trials on counts seed at once.
    for (const replicate of [
      65,
      64,
      64,
      63,
      62,
      128,
      127,
      0,
      200,
      1,
      2,
      2 ** 33 + 6,
      3,
      2 ** 33 + 5,
      2,
      3,
      65,
    ]) {
      expect(rowOf(point, replicate), `replicate ${replicate}`).toEqual(fresh.get(replicate));
    }
    // No two of them are the same replicate.
    expect(new Set([...fresh.values()].map((row) => JSON.stringify(row))).size).toBe(order.length);
  });

  it.each(NAMES)('of %s is not changed by the designs beside it', (name) => {
    const alone = pointFrom(scenario([name]));
    const last = pointFrom(scenario([...NAMES.filter((other) => other !== name), name]));
    const first = pointFrom(scenario([name, ...NAMES.filter((other) => other !== name)]));
    for (const replicate of [0, 1, 70]) {
      const numbers = own(rowOf(alone, replicate), name);
      expect(Object.keys(numbers).length).toBeGreaterThan(10);
      expect(own(rowOf(last, replicate), name)).toEqual(numbers);
      expect(own(rowOf(first, replicate), name)).toEqual(numbers);
    }
  });
});
