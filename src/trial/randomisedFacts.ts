import { outOfLine, scratchBytes, scratchDoubles, scratchWords } from '../subjects/scratch.ts';
import type { Enrolled } from './enrolled.ts';
import { FACT, type Tally } from './trial.ts';

const GROUP = scratchWords();
const ARM = scratchBytes();
const ENTRY = scratchDoubles();
const MONTH = scratchDoubles(1);
/** Patients by class = group * 2 + arm: patients at even places of the list, then those at odd ones. */
const EVEN = scratchWords();
const ODD = scratchWords();

/** Writes to `facts` how many were randomised by the month in the one place of `month`, when the last of them was, and the tallies of them. */
export function recordRandomised(
  tallies: readonly Tally[],
  { n, group, arm, entry, lastEntry }: Enrolled,
  month: Float64Array,
  facts: Float64Array,
): void {
  const by = month[0];
  let randomised = n;
  let last = lastEntry;
  if (by < lastEntry) {
    randomised = 0;
    last = 0;
    for (let k = 0; k < n; k++) {
      if (entry[k] > by) continue;
      randomised++;
      last = entry[k] > last ? entry[k] : last;
    }
  }
  facts[FACT.randomised] = randomised;
  facts[FACT.monthsToLastPatient] = last;
  if (tallies.length === 0) return;
  const classes = tallies[0].classes.length;
  GROUP.set(group);
  ARM.set(arm);
  EVEN.fill(0, 0, classes);
  ODD.fill(0, 0, classes);
  if (randomised === n) outOfLine(countAll, n, 0);
  else {
    ENTRY.set(entry);
    MONTH[0] = by;
    outOfLine(countBy, n, 0);
  }
  for (let t = 0; t < tallies.length; t++) {
    const counted = tallies[t].classes;
    let count = 0;
    for (let c = 0; c < classes; c++) count += counted[c] * (EVEN[c] + ODD[c]);
    facts[FACT.tallies + t] = count;
  }
}

/** In two columns, because a count that was just written is slow to read again. */
function countAll(n: number): number {
  let k = 0;
  for (; k < n - 1; k += 2) {
    EVEN[GROUP[k] * 2 + ARM[k]]++;
    ODD[GROUP[k + 1] * 2 + ARM[k + 1]]++;
  }
  if (k < n) EVEN[GROUP[k] * 2 + ARM[k]]++;
  return n;
}

function countBy(n: number): number {
  const month = MONTH[0];
  for (let k = 0; k < n; k++) EVEN[GROUP[k] * 2 + ARM[k]] += Number(ENTRY[k] <= month);
  return n;
}
