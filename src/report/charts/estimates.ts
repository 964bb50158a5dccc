import type { DesignSummary, ScenarioResult } from '../../operating-characteristics/result.ts';
import { rowsOf, testOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { domainsAround } from './scales.ts';

const MOST_PANELS = 8;

/** Trials with the condition below which a bias says little. */
const FEWEST = 20;

const NAIVE = 'naive';

/** Metrics of adjusted estimates under a condition, with the estimator. */
const ADJUSTED = /^bias(?: given selection \(([^)]*)\)$| \(([^)]*)\) given claim )/;

/** A test under what its estimates are conditional on. */
interface Condition {
  design: DesignSummary;
  test: string;
  /** Null: that it was selected. */
  claim: string | null;
}

/**
 * Bias of the naive and of the adjusted estimates side by side, of the tests that have both, given that they were selected or that the trial
 * ends with a claim that rests on them. Estimators stand where designs stand in other charts.
 */
export const estimates: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const text = words.chart.estimates;
  const names = [NAIVE, ...adjustedIn(result)];
  const conditions = names.length === 1 ? [] : conditionsOf(result);
  const measures = new Map<string, string>();
  const all = conditions.flatMap(({ design, test, claim }): Quantity[] => {
    const title = localText(design.title, language);
    const panel = claim === null ? text.selected(title, test) : text.claimed(title, test, claim);
    const measure = testOf(design, test)?.measure ?? '';
    measures.set(panel, words.measures[measure] ?? measure);
    const found = names.flatMap((name) =>
      result.points.flatMap(({ index }) => {
        const row = rowsOf(result, index, design.id, test, metricOf(name, claim))[0];
        return row === undefined || row.n < FEWEST
          ? []
          : [{ panel, owner: design.id, row: { ...row, design: name } }];
      }),
    );
    return found.some(({ row }) => row.design !== NAIVE) ? found : [];
  });
  const panels = [...new Set(all.map(({ panel }) => panel))];
  const shown = new Set(panels.slice(0, MOST_PANELS));
  const quantities = all.filter(({ panel }) => shown.has(panel));
  const designs = names.map((id) => ({ id, title: { en: words.adjusted[id] ?? id } }) as DesignSummary);
  return panelChart({ ...result, designs }, language, layout, quantities, {
    title: text.title,
    panelKind: words.chart.test,
    axisTitle: (panel) => text.axis(measures.get(panel)!),
    format: '.12~g',
    baseline: 0,
    domain: domainsAround(quantities, 0),
    dots: true,
    notes: [
      text.note,
      words.chart.ownScaleNote,
      ...(panels.length > MOST_PANELS ? [words.chart.panelsLeftOut(panels.slice(MOST_PANELS))] : []),
    ],
  });
};

const metricOf = (name: string, claim: string | null): string => {
  const of = name === NAIVE ? '' : ` (${name})`;
  return claim === null ? `bias given selection${of}` : `bias${of} given claim ${claim}`;
};

/** Estimators that a result has beside the naive one, given a selection or a claim. */
function adjustedIn({ rows }: ScenarioResult): string[] {
  return [
    ...new Set(
      rows.flatMap(({ metric }) => {
        const found = ADJUSTED.exec(metric);
        return found?.[1] ?? found?.[2] ?? [];
      }),
    ),
  ];
}

/**
 * Claims that rest on the rejection of one test; of designs without such a claim of a test with adjusted estimates, the selection of each test.
 */
function conditionsOf(result: ScenarioResult): Condition[] {
  return result.designs.flatMap((design) => {
    const claims = design.claims.flatMap((claim): Condition[] => {
      const [test, ...others] = design.claimed?.[claim] ?? [];
      if (test === undefined || others.length > 0) return [];
      const own = `given claim ${claim}`;
      const adjusted = result.rows.some(
        (row) =>
          row.design === design.id &&
          row.analysis === test &&
          ADJUSTED.test(row.metric) &&
          row.metric.endsWith(own),
      );
      return adjusted ? [{ design, test, claim }] : [];
    });
    if (claims.length > 0) return claims;
    return design.tests.map(({ name }): Condition => ({ design, test: name, claim: null }));
  });
}
