import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compareRates,
  InterruptedError,
  parseScenario,
  renderReport,
  runScenario,
  ScenarioError,
} from '../../src/index.ts';

const SCENARIO = `id: tiny
title: Tiny
truth:
  markers: {MET: {prevalence: 0.5}}
  enrolment: {screened per month: 40}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, odds ratio: {MET+: 3, MET-: 1}}}}
designs:
  all-comers: {size: {randomised: 80}, tests: {overall: {of: ORR, by: risk-difference}}}
simulation: {replicates: 90, batch: 20}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'markersim-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the library', () => {
  it('gives the same result from text, file and parsed scenario, in this thread and in others', async () => {
    const file = join(folder, 'tiny.yaml');
    writeFileSync(file, SCENARIO);
    const result = await runScenario(SCENARIO);
    expect(result.points).toEqual([{ index: 0, values: {}, replicates: 90 }]);
    expect(await runScenario(file, { workers: 2 })).toEqual(result);
    expect(await runScenario(parseScenario(SCENARIO, { file }), { seed: 'tiny' })).toEqual(result);
    expect(await runScenario(SCENARIO, { seed: 'other' })).not.toEqual(result);
  });

  it('grows from a checkpoint to the bytes of a run that was never cut', async () => {
    const checkpoint = join(folder, 'checkpoint');
    await runScenario(SCENARIO, { replicates: 50, checkpoint });
    expect(existsSync(checkpoint)).toBe(true);
    let first: number | undefined;
    const onProgress = ({ replicatesDone }: { replicatesDone: number }) => {
      first ??= replicatesDone;
    };
    const grown = await runScenario(SCENARIO, { replicates: 150, checkpoint, onProgress });
    // Two whole batches of 20 were kept.
    expect(first).toBe(40);
    expect(grown).toEqual(await runScenario(SCENARIO, { replicates: 150 }));
  });

  it('stops at a signal, and throws every fault of a scenario', async () => {
    await expect(runScenario(SCENARIO, { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    await expect(runScenario(SCENARIO.replace('0.5', '5'))).rejects.toThrow(ScenarioError);
  });

  it('renders a report without writing it', async () => {
    const files = await renderReport(await runScenario(SCENARIO), ['zh']);
    expect(files.get('index.html')).toContain('<html lang="zh');
    expect(files.has('results.csv')).toBe(true);
  });

  it('has the analyses on their own', () => {
    // Score test of 56/70 against 48/80 by hand: 0.2 / sqrt(p (1 - p) (1/70 + 1/80)), p = 104/150.
    const { z } = compareRates([{ n1: 70, x1: 56, n0: 80, x0: 48 }]);
    const p = 104 / 150;
    // Rounding of some dozen double operations.
    expect(z).toBeCloseTo(0.2 / Math.sqrt(p * (1 - p) * (1 / 70 + 1 / 80)), 12);
  });
});
