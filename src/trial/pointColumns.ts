import { SLOT } from '../analyses/analysis.ts';
import type { BasketGroup } from '../designs/basketTruth.ts';
import type { Estimand } from '../designs/estimand.ts';
import type { Design, TestSpec } from '../scenario/model.ts';
import { OF_STRATA, PER_POPULATION, strataAt } from './balance.ts';
import { BASKET } from './basketFacts.ts';
import { VERDICTS } from './claims.ts';
import { type Column, OP, type Quantity } from './columns.ts';
import { CLOSING, CONDUCT, CONDUCTS, DECISION, DECISIONS, ESTIMATE, ESTIMATES } from './conduct/decisions.ts';
import { FAMILY, type FamilyTruth } from './conduct/familySummary.ts';
import { criticalValue } from './conduct/ownAlpha.ts';
import { type AdjustedEstimator, addAdjusted, addGivenClaim, addSelected } from './estimateColumns.ts';
import { FACT, INFORMATION, RESULTS } from './trial.ts';

/** Where a design's numbers stand in the raw results of a replicate. */
export interface DesignPlaces {
  readonly design: Design;
  readonly trials: readonly {
    readonly name: string;
    readonly tests: readonly TestSpec[];
    readonly looks: number;
    /** Whether its looks decide. */
    readonly monitored: boolean;
    /** Stages at which it may end; empty where it has none. */
    readonly stages: readonly { readonly stop: number; readonly claim: number }[];
    /** Name, as written, of the tests whose levels its looks close; null where they close none. */
    readonly closes: string | null;
    /** Tests that its looks decide on, by place; estimates that allow for the looks exist for them. */
    readonly sequential: readonly number[];
    /** What its family is like under the truth, and the offset of what is told of it. */
    readonly family: (FamilyTruth & { readonly at: number }) | null;
    /** Offset of the trial's results. */
    readonly results: number;
    /** Offset of the trial's facts. */
    readonly facts: number;
    /** Offset of the trial's decisions. */
    readonly decisions: number;
    /** Populations whose balance is recorded, and the offset of it. */
    readonly balanced: readonly string[];
    readonly balance: number;
    /** Tests that a selection may drop, or of which the best is reported. */
    readonly selects: readonly string[];
    /** Estimates of each test beside the naive one. */
    readonly adjusted: readonly (readonly AdjustedEstimator[])[];
    /** Estimands of each test. */
    readonly estimands: readonly (readonly Estimand[])[];
    /** Of each test, whether a rejection claims too much. */
    readonly tooMuch: readonly boolean[];
    /** Tests of every level of a factor, with the offset of what is said of them together. */
    readonly baskets: readonly (BasketGroup & { readonly at: number })[];
  }[];
  /** Offset of the design's totals. */
  readonly totalsAt: number;
  /** Quantities of the whole design: name, marker, offset. */
  readonly totals: readonly { readonly quantity: Quantity; readonly marker: string; readonly at: number }[];
  /** Shares: of the first number in the second. */
  readonly ratios: readonly {
    readonly quantity: Quantity;
    readonly marker: string;
    readonly a: number;
    readonly b: number;
  }[];
  /** Offset of the claims, 1 for the one that holds; then, if they are judged by the truth, of `VERDICTS`. */
  readonly claims: number;
  readonly judged: boolean;
  /** Offset of the successes that the design asks for. */
  readonly metrics: number;
}

/** Name of a test in the results: alone, or with its trial where several trials of the design have a test of the name. */
export function testName(design: Design, trial: string, test: string): string {
  const bearers = design.trials.filter(({ tests }) => tests.some(({ name }) => name === test));
  return bearers.length > 1 ? `${trial}/${test}` : test;
}

/** Name of the tests of every level of a factor together, with the trial's where several trials have them. */
function basketName(design: Design, trial: string, test: string): string {
  const bearers = design.trials.filter(({ tests }) => tests.some(({ basket }) => basket?.test === test));
  return bearers.length > 1 ? `${trial}/${test}` : test;
}

/** The columns of one design. `first` is the index that the first of them will have in the row. */
export function columnsOf(places: DesignPlaces, first: number): Column[] {
  const columns: Column[] = [];
  const add = (quantity: Quantity, op: number, a: number, more: Partial<Column> = {}): number =>
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
      weight: -1,
      quantiles: false,
      ...more,
    }) -
    1;
  /** When a level was decided, and whether it was closed without a claim. */
  const addClosed = (trial: DesignPlaces['trials'][number], t: number, analysis: string) => {
    const at = trial.decisions + trial.tests.length * DECISIONS + CONDUCTS + t * ESTIMATES;
    for (let look = 1; look < trial.looks; look++)
      add('closed at', OP.equals, at + CLOSING.closedAt, { analysis, look, constant: look });
    add('re-opened', OP.copy, at + CLOSING.reOpened, { analysis });
    add('months to decision', OP.copy, at + CLOSING.month, { analysis, quantiles: true });
  };
  for (const trial of places.trials) {
    trial.tests.forEach((test, t) => {
      const analysis = testName(places.design, trial.name, test.name);
      const constant = criticalValue(test);
      for (let look = 0; look < trial.looks - 1; look++) {
        const at = trial.results + (look * trial.tests.length + t) * RESULTS;
        const interim = { analysis, look: look + 1 };
        if (!trial.monitored) add('rejects', OP.rejects, at + SLOT.z, { ...interim, constant });
        add('z', OP.copy, at + SLOT.z, interim);
        add('estimate', OP.copy, at + SLOT.estimate, interim);
        add('information', OP.copy, at + INFORMATION, interim);
      }
      const at = trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS;
      const decided = trial.decisions + t * DECISIONS;
      for (let look = 1; trial.monitored && look <= trial.looks; look++) {
        const here = { analysis, look, constant: look };
        add('rejected at', OP.equals, decided + DECISION.rejectedAt, here);
      }
      const rejects = add('rejects', OP.copy, decided + DECISION.rejected, { analysis });
      if (trial.tooMuch[t]) add('claims too much', OP.copy, decided + DECISION.rejected, { analysis });
      add('rejects for harm', OP.copy, decided + DECISION.harm, { analysis });
      add('z', OP.copy, at + SLOT.z, { analysis });
      add('estimate', OP.copy, at + SLOT.estimate, { analysis, quantiles: true });
      add('standard error', OP.copy, at + SLOT.standardError, { analysis });
      add('information', OP.copy, at + INFORMATION, { analysis });
      add('failed', OP.failed, at + SLOT.estimate, { analysis });
      add('estimate given rejection', OP.copy, at + SLOT.estimate, { analysis, weight: rejects });
      const estimated = estimatedTest(places, trial, t);
      const selected = trial.selects.includes(test.name)
        ? add('selected', OP.copy, decided + DECISION.selected, { analysis })
        : null;
      if (selected !== null) addSelected(estimated, selected, add);
      addAdjusted(estimated, { selected, rejects }, add);
      if (trial.closes !== null && test.basket?.test === trial.closes) addClosed(trial, t, analysis);
      for (const estimand of trial.estimands[t]) {
        const held = { analysis, estimand, constant: estimand.value };
        add('covers', OP.covers, at + SLOT.lower, held);
        add('squared error', OP.squaredError, at + SLOT.estimate, held);
        if (Math.abs(estimand.value) > 1e-9) {
          add('exaggeration', OP.exaggeration, at + SLOT.estimate, { ...held, weight: rejects });
          add('wrong sign', OP.wrongSign, at + SLOT.estimate, { ...held, weight: rejects });
        }
      }
      if (!trial.sequential.includes(t)) return;
      const adjusted = trial.decisions + trial.tests.length * DECISIONS + CONDUCTS + t * ESTIMATES;
      for (const estimand of trial.estimands[t]) {
        const held = { analysis, estimand, constant: estimand.value };
        add('repeated covers', OP.covers, adjusted + ESTIMATE.repeatedLower, held);
      }
    });
  }
  for (const trial of places.trials) {
    const ended = trial.facts + FACT.endedAt;
    trial.stages.slice(0, -1).forEach(({ stop, claim }, k) => {
      const here = { analysis: trial.name, look: k + 1 };
      if (Number.isFinite(claim)) add('stops for efficacy', OP.equals, ended, { ...here, constant: k + 1 });
      if (stop >= 0) add('stops for futility', OP.equals, ended, { ...here, constant: -k - 1 });
    });
  }
  for (const trial of places.trials) {
    const whole = { analysis: trial.name };
    const conduct = trial.decisions + trial.tests.length * DECISIONS;
    for (let look = 1; trial.monitored && trial.closes === null && look < trial.looks; look++) {
      const here = { ...whole, look, constant: look };
      add('stops for efficacy', OP.equals, conduct + CONDUCT.efficacyAt, here);
      add('stops for futility', OP.equals, conduct + CONDUCT.futilityAt, here);
    }
    if (trial.family === null) continue;
    const { at, nulls, effects } = trial.family;
    if (nulls > 0) add('familywise error', OP.copy, at + FAMILY.error, whole);
    if (effects > 0) {
      add('disjunctive power', OP.copy, at + FAMILY.any, whole);
      add('conjunctive power', OP.copy, at + FAMILY.all, whole);
      add('average power', OP.copy, at + FAMILY.share, whole);
    }
    add('rejections', OP.copy, at + FAMILY.rejections, whole);
  }
  for (const trial of places.trials) {
    const own = places.design.trials.length > 1 ? `${trial.name}: ` : '';
    trial.balanced.forEach((name, p) => {
      const analysis = `${own}${name}`;
      const at = trial.balance + strataAt(p);
      add('imbalance', OP.copy, at + PER_POPULATION.difference, { analysis });
      add('large imbalance', OP.copy, at + PER_POPULATION.beyond, { analysis });
    });
    if (trial.balanced.length === 0) continue;
    const at = trial.balance + strataAt(trial.balanced.length);
    const analysis = own.replace(/: $/, '');
    add('stratum imbalance', OP.copy, at + OF_STRATA.mean, { analysis });
    add('largest stratum imbalance', OP.copy, at + OF_STRATA.largest, { analysis });
    add('unfilled strata', OP.copy, at + OF_STRATA.unfilled, { analysis });
  }
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
  for (const { quantity, marker, at } of places.totals) {
    add(quantity, OP.copy, at, { analysis: marker, quantiles: quantity === 'months to analysis' });
  }
  for (const { quantity, marker, a, b } of places.ratios) {
    add(quantity, OP.ratio, a, { analysis: marker, b, quantiles: quantity === 'share of level' });
  }
  for (const trial of places.trials) {
    for (const { test, at } of trial.baskets) {
      const analysis = basketName(places.design, trial.name, test);
      add('basket error', OP.copy, at + BASKET.error, { analysis });
      add('correct decisions', OP.copy, at + BASKET.correct, { analysis });
      add('right set', OP.copy, at + BASKET.right, { analysis });
      add('levels claimed', OP.copy, at + BASKET.claimed, { analysis });
    }
  }
  return columns;
}

/** A test with what is told of its estimates. */
function estimatedTest(places: DesignPlaces, trial: DesignPlaces['trials'][number], t: number) {
  return {
    analysis: testName(places.design, trial.name, trial.tests[t].name),
    results: trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS,
    estimands: trial.estimands[t],
    adjusted: trial.adjusted[t],
  };
}

/** Quantities that are compared between designs replicate by replicate. */
const PAIRED: ReadonlySet<Quantity> = new Set([
  'rejects',
  'z',
  'claim',
  ...VERDICTS,
  'success',
  'weighted power',
  'path',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
  'average power',
  'rejections',
  'screened',
  'randomised',
  'events',
  'months to last patient',
  'months to analysis',
  'cost',
  'marker-negative exposed',
  'correct decisions',
  'right set',
]);

/** Differences, second design minus first, of every quantity that two designs have under the same name. */
export function pairedColumns(columns: readonly Column[], designs: readonly string[]): Column[] {
  const finals = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.look === 0 && PAIRED.has(column.quantity));
  const pairs = designs.flatMap((reference, i) =>
    designs.slice(i + 1).map((design) => ({ reference, design })),
  );
  return pairs.flatMap(({ reference, design }) =>
    finals
      .filter(({ column }) => column.design === design)
      .flatMap(({ column, index }) => {
        const other = finals.find(
          ({ column: c }) =>
            c.design === reference && c.quantity === column.quantity && c.analysis === column.analysis,
        );
        return other === undefined
          ? []
          : [
              {
                ...column,
                reference,
                op: OP.difference,
                a: index,
                b: other.index,
                constant: 0,
                weight: -1,
                estimand: null,
                quantiles: false,
              },
            ];
      }),
  );
}
