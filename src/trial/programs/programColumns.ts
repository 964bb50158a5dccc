import { VERDICTS } from '../claims.ts';
import { type Column, OP, type Quantity } from '../columns.ts';
import { DECISION, DECISIONS } from '../conduct/decisions.ts';
import { testName } from '../designPlaces.ts';
import type { ProgramPlaces } from './programPlaces.ts';

/**
 * The columns of one program, under its name: what it ends with, by which path and with which verdict; for every step when its trial opens
 * and is analysed; for every later step whether it is reached, and given that, its outcomes and the rejections of its trial;
 * patients, months and cost along the path.
 *
 * @param first index that the first of them will have in the row
 */
export function programColumns(places: ProgramPlaces, first: number): Column[] {
  const { program, labels, claims } = places;
  const columns: Column[] = [];
  const add = (quantity: Quantity, a: number, more: Partial<Column> = {}): number =>
    first +
    columns.push({
      design: program.name,
      reference: '',
      analysis: '',
      look: 0,
      quantity,
      estimand: null,
      op: OP.copy,
      a,
      b: 0,
      constant: 0,
      weight: -1,
      quantiles: false,
      ...more,
    }) -
    1;
  labels.forEach((label, l) => {
    add('claim', claims + l, { analysis: label });
  });
  for (const { step, outcome, path } of places.ends) {
    add('path', places.outcomes[step] + outcome, { analysis: path });
  }
  if (places.judged) {
    VERDICTS.forEach((verdict, v) => {
      add(verdict, claims + labels.length + v);
    });
  }
  program.steps.forEach((step, s) => {
    if (places.home[s] !== s) return;
    const analysis = step.design;
    const weight = s === 0 ? -1 : add('reached', places.reached + s, { analysis });
    add('months to step', places.opens + s, { analysis, weight });
    add('months to step end', places.analysed + s, { analysis, weight, quantiles: true });
    if (s === 0) return;
    const { labels: told, at } = places.told[s];
    told.forEach((label, o) => {
      add('outcome', at + o, { analysis: `${step.design}: ${label}`, weight });
    });
    const { design, trials } = places.designs[s];
    for (const trial of trials) {
      trial.tests.forEach((test, t) => {
        const analysis = `${step.design}: ${testName(design, trial.name, test.name)}`;
        add('replicates', trial.decisions + t * DECISIONS + DECISION.rejected, { analysis, weight });
      });
    }
  });
  for (const { quantity, marker, at } of places.totals) {
    // The designs say it of their trials, which are played whether the program comes to them or not.
    if (quantity === 'unreached') continue;
    add(quantity, at, { analysis: marker, quantiles: quantity === 'months to analysis' });
  }
  for (const { quantity, marker, a, b } of places.ratios)
    add(quantity, a, { analysis: marker, op: OP.ratio, b });
  return columns;
}
