import { borrowingFamilies } from '../designs/basketTests.ts';
import { OF_STRATA, PER_POPULATION, strataAt } from './balance.ts';
import { BASKET } from './basketFacts.ts';
import { OP } from './columns.ts';
import { CONDUCT, DECISIONS } from './conduct/decisions.ts';
import { FAMILY } from './conduct/familySummary.ts';
import { basketName, type DesignPlaces, type TrialPlaces, testName } from './designPlaces.ts';
import type { AddColumn } from './estimateColumns.ts';
import { FACT } from './trial.ts';

/** The stages at which a trial ends. */
export function addStages(trial: TrialPlaces, add: AddColumn): void {
  const ended = trial.facts + FACT.endedAt;
  trial.stages.slice(0, -1).forEach(({ stop, claim }, k) => {
    const here = { analysis: trial.name, look: k + 1 };
    if (Number.isFinite(claim)) add('stops for efficacy', OP.equals, ended, { ...here, constant: k + 1 });
    if (stop >= 0) add('stops for futility', OP.equals, ended, { ...here, constant: -k - 1 });
  });
}

/** Whether and when a trial stops, and its family. */
export function addConduct(trial: TrialPlaces, add: AddColumn): void {
  const whole = { analysis: trial.name };
  const conduct = trial.decisions + trial.tests.length * DECISIONS;
  for (let look = 1; trial.monitored && trial.closes === null && look < trial.looks; look++) {
    const here = { ...whole, look, constant: look };
    add('stops for efficacy', OP.equals, conduct + CONDUCT.efficacyAt, here);
    add('stops for futility', OP.equals, conduct + CONDUCT.futilityAt, here);
  }
  if (trial.family === null) return;
  const { at, nulls, effects } = trial.family;
  if (nulls > 0) add('familywise error', OP.copy, at + FAMILY.error, whole);
  if (effects > 0) {
    add('disjunctive power', OP.copy, at + FAMILY.any, whole);
    add('conjunctive power', OP.copy, at + FAMILY.all, whole);
    add('average power', OP.copy, at + FAMILY.share, whole);
  }
  add('rejections', OP.copy, at + FAMILY.rejections, whole);
}

/** How evenly the arms of a trial come out. */
export function addBalance({ design }: DesignPlaces, trial: TrialPlaces, add: AddColumn): void {
  const own = design.trials.length > 1 ? `${trial.name}: ` : '';
  trial.balanced.forEach((name, p) => {
    const analysis = `${own}${name}`;
    const at = trial.balance + strataAt(p);
    add('imbalance', OP.copy, at + PER_POPULATION.difference, { analysis });
    add('large imbalance', OP.copy, at + PER_POPULATION.beyond, { analysis });
  });
  if (trial.balanced.length === 0) return;
  const at = trial.balance + strataAt(trial.balanced.length);
  const analysis = own.replace(/: $/, '');
  add('stratum imbalance', OP.copy, at + OF_STRATA.mean, { analysis });
  add('largest stratum imbalance', OP.copy, at + OF_STRATA.largest, { analysis });
  add('unfilled strata', OP.copy, at + OF_STRATA.unfilled, { analysis });
}

/** What is said of the levels of a factor together. */
export function addBaskets({ design }: DesignPlaces, trial: TrialPlaces, add: AddColumn): void {
  for (const { test, at } of trial.baskets) {
    const analysis = basketName(design, trial.name, test);
    add('basket error', OP.copy, at + BASKET.error, { analysis });
    add('correct decisions', OP.copy, at + BASKET.correct, { analysis });
    add('right set', OP.copy, at + BASKET.right, { analysis });
    add('levels claimed', OP.copy, at + BASKET.claimed, { analysis });
  }
  addBorrowing(design, trial, add);
}

/** How much each level takes from each other. */
function addBorrowing(design: DesignPlaces['design'], trial: TrialPlaces, add: AddColumn): void {
  let at = trial.borrowing.at;
  for (const family of borrowingFamilies(trial.tests)) {
    family.forEach((test, j) => {
      const analysis = testName(design, trial.name, test.name);
      family.forEach((donor, i) => {
        if (i !== j) add('borrows', OP.copy, at + j * family.length + i, { analysis, from: donor.in });
      });
    });
    at += family.length ** 2;
  }
}
