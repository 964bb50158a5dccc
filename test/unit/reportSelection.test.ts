import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { selection } from '../../src/report/charts/selection.ts';
import { adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

const resultOf = (options: Parameters<typeof adaptiveBody>[0]) =>
  runScenario(scenarioFrom(adaptiveBody(options)), { replicates: 50 });

describe('the chart of the selection', () => {
  it('shows how often each population goes on, in both languages', async () => {
    const result = await resultOf({});
    const shares = result.rows.filter((row) => row.metric === 'selected');
    expect(shares.map((row) => row.analysis)).toEqual(['all', 'M+']);
    // The best alone goes on: one of the two, in every trial.
    expect(shares[0].estimate! + shares[1].estimate!).toBeCloseTo(1, 12);
    for (const language of ['en', 'zh'] as const) {
      const chart = selection(result, language)!;
      expect(chart.table.rows).toHaveLength(2);
      expect(chart.notes.join(' ')).toMatch(language === 'en' ? /came to the selection/ : /进行了选择/);
      for (const { estimate } of shares) expect(JSON.stringify(chart.spec)).toContain(String(estimate));
    }
  });

  it('is not there where nothing is selected', async () => {
    expect(selection(await resultOf({ select: '', multiplicity: '' }), 'en')).toBeNull();
  });
});
