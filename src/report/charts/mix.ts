import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import type { ChartBuilder } from './chart.ts';
import type { Quantity } from './drawing.ts';
import { panelChart } from './panels.ts';
import { unchangedAxes } from './unchanged.ts';

/** Levels beyond which a chart of the mix is no longer read. */
const MOST_LEVELS = 10;

/** Designs up to which a row is named by all of them; of more the note tells the names. */
const MOST_NAMED = 2;

interface Shared {
  named: ScenarioResult;
  quantities: Quantity[];
  notes: string[];
}

/** Designs that enrol alike, in every number at every truth, as one row, that of the first of them. */
function merged(result: ScenarioResult, quantities: readonly Quantity[], language: Language): Shared {
  const words = messages(language);
  const alike = new Map<string, ScenarioResult['designs']>();
  for (const design of result.designs) {
    const own = quantities.filter(({ row }) => row.design === design.id);
    const key = JSON.stringify(
      own.map(({ panel, row, spread }) =>
        [row, spread?.low, spread?.high].map((one) => [
          panel,
          one?.point,
          one?.estimate,
          one?.lower,
          one?.upper,
          one?.reference,
        ]),
      ),
    );
    alike.set(key, [...(alike.get(key) ?? []), design]);
  }
  const groups = [...alike.values()].map((group) => group.map(({ title }) => localText(title, language)));
  const names = groups.map((titles) =>
    titles.length <= MOST_NAMED ? words.titles(titles) : words.chart.mix.alike(titles[0]!, titles.length - 1),
  );
  const rows = new Map([...alike.values()].map(([first], g) => [first!.id, names[g]!]));
  return {
    named: {
      ...result,
      designs: result.designs.map((design) => {
        const name = rows.get(design.id);
        return name === undefined ? design : { ...design, title: { en: name, zh: name } };
      }),
    },
    quantities: quantities.filter(({ row }) => rows.has(row.design)),
    notes: groups.flatMap((titles, g) =>
      titles.length <= MOST_NAMED ? [] : [words.chart.mix.alikeNote(names[g]!, words.titles(titles))],
    ),
  };
}

/** Share of every level of the strata among a trial's patients, with its spread from trial to trial, beside the target mix. */
export const mix: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const quantities = result.designs.flatMap((design) =>
    result.points.flatMap(({ index }) =>
      rowsOf(result, index, design.id, '', 'share').map((row): Quantity => {
        const at = (metric: string) =>
          rowsOf(result, index, design.id, '', metric).find(
            ({ population }) => population === row.population,
          );
        const low = at('share quantile 5');
        const high = at('share quantile 95');
        const panel = row.population;
        return low && high ? { panel, row, spread: { low, high } } : { panel, row };
      }),
    ),
  );
  // One level has all of them: there is no mix.
  const levels = [...new Set(quantities.map(({ panel }) => panel))];
  if (levels.length < 2) return null;
  const shown = new Set(levels.slice(0, MOST_LEVELS));
  const drawn = quantities.filter(({ panel }) => shown.has(panel));
  const most = Math.max(
    0,
    ...drawn.flatMap(({ row, spread }) => [
      row.estimate ?? 0,
      row.reference ?? 0,
      spread?.high.estimate ?? 0,
    ]),
  );
  // Of lines over a sweep the legend has a row for each design: there long names cost more than they save.
  const dots = unchangedAxes(result, drawn).length === result.axes.length;
  const shared = dots ? merged(result, drawn, language) : { named: result, quantities: drawn, notes: [] };
  return panelChart(shared.named, language, layout, shared.quantities, {
    title: words.chart.mix.title,
    panelKind: words.chart.mix.level,
    axisTitle: () => words.chart.mix.axis,
    format: '.0%',
    domain: () => [0, Math.min(1, most * 1.1)],
    notes: [
      words.chart.spreadNote,
      ...shared.notes,
      ...(levels.length > MOST_LEVELS ? [words.chart.panelsLeftOut(levels.slice(MOST_LEVELS))] : []),
    ],
  });
};
