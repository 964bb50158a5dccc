import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const text = readFileSync(new URL('./scenario/sketch-1.yaml', import.meta.url), 'utf8');

/** JSON has no infinity, with which the last period ends. */
const words = (_: string, value: unknown) => (value === Number.POSITIVE_INFINITY ? 'Infinity' : value);

describe('the first sketch of the language, as written', () => {
  it('normalises to the same last point as ever', async () => {
    const { points, axes, simulation } = parseScenario(text, { file: 'sketch-1.yaml' });
    expect(points).toHaveLength(16);
    const last = `${JSON.stringify({ axes, simulation, point: points[15] }, words, 1)}\n`;
    await expect(last).toMatchFileSnapshot('./scenario/sketch-1.json');
  });
});
