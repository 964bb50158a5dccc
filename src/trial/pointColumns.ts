import { VERDICTS } from './claims.ts';
import { addClasses } from './classes.ts';
import { type Column, OP } from './columns.ts';
import type { DesignPlaces } from './designPlaces.ts';
import { type AddColumn, addGivenClaim } from './estimateColumns.ts';
import { addTest, estimatedTest } from './testColumns.ts';
import { addBalance, addBaskets, addConduct, addStages } from './trialColumns.ts';

/** The columns of one design. `first` is the index that the first of them will have in the row. */
export function columnsOf(places: DesignPlaces, first: number): Column[] {
  const columns: Column[] = [];
  // What is conditional by itself rests on a number that is not there where the design is not played.
  let always = -1;
  const add: AddColumn = (quantity, op, a, more = {}) =>
    first +
    columns.push({
      design: places.design.name,
      reference: '',
      analysis: '',
      look: 0,
      quantity,
      estimand: null,
      op,
      a,
      b: 0,
      constant: 0,
      weight: always,
      quantiles: false,
      ...more,
    }) -
    1;
  const { trials, whole } = places;
  if (whole !== null) always = add('played', OP.copy, whole.played);
  for (const trial of trials) for (let t = 0; t < trial.tests.length; t++) addTest(places, trial, t, add);
  for (const trial of trials) addStages(trial, add);
  for (const trial of trials) addConduct(trial, add);
  for (const trial of trials) addBalance(places, trial, add);
  places.design.claims.forEach((claim, c) => {
    const weight = add('claim', OP.copy, places.claims + c, { analysis: claim.label });
    if (claim.when.kind === 'otherwise') return;
    for (const trial of places.trials) {
      trial.tests.forEach((_, t) => {
        addGivenClaim(estimatedTest(places, trial, t), { weight, claim: claim.label }, add);
      });
    }
  });
  if (places.judged) {
    const verdicts = places.claims + places.design.claims.length;
    VERDICTS.forEach((verdict, v) => {
      add(verdict, OP.copy, verdicts + v);
    });
  }
  places.design.metrics.forEach((metric, m) => {
    const quantity = 'when' in metric ? 'success' : 'weighted power';
    add(quantity, OP.copy, places.metrics + m, { analysis: metric.name });
  });
  if (places.design.classify !== undefined) addClasses(places.classes, add);
  for (const { quantity, marker, at } of places.totals) {
    add(quantity, OP.copy, at, { analysis: marker, quantiles: quantity === 'months to analysis' });
  }
  for (const { quantity, marker, a, b } of places.ratios) {
    add(quantity, OP.ratio, a, { analysis: marker, b, quantiles: quantity === 'share of level' });
  }
  for (const trial of trials) addBaskets(places, trial, add);
  return columns;
}
