import type { ScenarioResult } from '../operating-characteristics/result.ts';

type Value = number | string | null;

/** A column of the tidy table. */
export interface TidyColumn {
  name: string;
  values: Value[];
}

const fixedNames = [
  'scenario',
  'point',
  'design',
  'analysis',
  'population',
  'metric',
  'estimate',
  'mcse',
  'lower',
  'upper',
  'n',
  'reference',
  'reference_kind',
];

/**
 * The result as columns, one row a point x design x analysis x metric: `scenario, point, <one a swept parameter>, design,
 * analysis, population, metric, estimate, mcse, lower, upper, n, reference, reference_kind`. A swept parameter that is called like
 * one of these has ` (swept)` after its name.
 */
export function tidyColumns(result: ScenarioResult): TidyColumn[] {
  const { rows } = result;
  const column = (name: string, values: Value[]): TidyColumn => ({ name, values });
  return [
    column(
      'scenario',
      rows.map(() => result.scenario.id),
    ),
    column(
      'point',
      rows.map((row) => row.point),
    ),
    ...result.axes.map(({ name }) =>
      column(
        fixedNames.includes(name) ? `${name} (swept)` : name,
        rows.map((row) => result.points[row.point]!.values[name] ?? null),
      ),
    ),
    column(
      'design',
      rows.map((row) => row.design),
    ),
    column(
      'analysis',
      rows.map((row) => row.analysis),
    ),
    column(
      'population',
      rows.map((row) => row.population),
    ),
    column(
      'metric',
      rows.map((row) => row.metric),
    ),
    column(
      'estimate',
      rows.map((row) => row.estimate),
    ),
    column(
      'mcse',
      rows.map((row) => row.mcse),
    ),
    column(
      'lower',
      rows.map((row) => row.lower),
    ),
    column(
      'upper',
      rows.map((row) => row.upper),
    ),
    column(
      'n',
      rows.map((row) => row.n),
    ),
    column(
      'reference',
      rows.map((row) => row.reference),
    ),
    column(
      'reference_kind',
      rows.map((row) => row.reference_kind),
    ),
  ];
}
