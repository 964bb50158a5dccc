import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/operating-characteristics/runScenario.ts';
import { answerOf } from '../../src/report/answer.ts';
import { headline } from '../../src/report/headline.ts';
import { localised } from '../../src/report/localised.ts';
import { tippingOf } from '../../src/report/tipping.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { fakePool } from '../fixtures/kernel/pools.ts';

// Two markers; the designs enrol by one each, so that each exposes patients who lack the other.
const text = (difference: string, second: string) => `
id: two-markers
title: Two markers
truth:
  markers: {A: {prevalence: 0.5}, B: {prevalence: 0.25}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: {A+: 0.4, A-: 0.2}}, risk difference: ${difference}}}}
designs:
  first: {enrol: A+, size: {randomised: 80}, tests: {enrolled: {of: ORR}}}
  second: {extends: first, enrol: ${second}}
sweep: {truth.markers.A.prevalence: [0.5, 0.6]}
simulation: {replicates: 60}
`;
const run = async (difference: string, second = 'B+') =>
  localised(
    await runScenario(parseScenario(text(difference, second), { file: 'two.yaml' }), {
      workers: fakePool(1),
    }),
    'en',
  );

describe('patients exposed without a marker', () => {
  it('are told of by the marker that they lack, in the table, the prose and who leads', async () => {
    const result = await run('{A+ & B+: 0.3, all: 0}');
    const { columns, rows } = headline(result, 'en', result.base);
    const cells = (name: string) => {
      const column = columns.findIndex((one) => one.name === name);
      return rows.map(({ cells }) => cells[column]!.row!.estimate!);
    };
    // 40 patients on the experimental arm: those enrolled by a marker have it, and lack the other as often as anybody.
    const lacksA = cells('Marker-negative exposed (true A-)');
    const lacksB = cells('Marker-negative exposed (true B-)');
    expect(lacksA[0]).toBe(0);
    expect(lacksB[1]).toBe(0);
    // 60 trials of 40: six standard errors (0.41 and 0.35) are 2.5 and 2.1.
    expect(Math.abs(lacksA[1]! - 40 * 0.5)).toBeLessThan(2.5);
    expect(Math.abs(lacksB[0]! - 40 * 0.75)).toBeLessThan(2.1);
    expect(answerOf(result, 'en').sentences.join('\n')).toMatch(
      /marker-negative exposed \(true A-\) \+.*marker-negative exposed \(true B-\) −/,
    );
    const ranked = tippingOf(result).flatMap(({ rankings }) => rankings.map(({ quantity }) => quantity));
    expect(ranked.filter(({ metric }) => metric === 'marker-negative exposed')).toHaveLength(2);
  });

  it('are those without the marker that changes something, beside markers that change nothing', async () => {
    const result = await run('{A+: 0.3, A-: 0}');
    const names = headline(result, 'en', result.base).columns.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('Marker-negative exposed'))).toEqual([
      'Marker-negative exposed',
    ]);
    const exposed = result.rows.filter(({ metric }) => metric === 'marker-negative exposed');
    expect(new Set(exposed.map(({ population }) => population))).toEqual(new Set(['true A-']));
  });

  it('are told of only where the designs differ in them, of several markers', async () => {
    const result = await run('{A+ & B+: 0.3, all: 0}', 'A+');
    const exposed = result.rows.filter(({ metric }) => metric === 'marker-negative exposed');
    expect(exposed).toEqual([]);
  });

  it('are no burden where the effect is the same in everybody', async () => {
    const merely = await run('0.2');
    expect(merely.rows.some(({ metric }) => metric.startsWith('marker-negative exposed'))).toBe(false);
  });
});
