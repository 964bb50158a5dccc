import { describe, it } from 'vitest';
import { COMBINED, sameLaw, TESTS, type Truth } from '../fixtures/kernel/sameLaw.ts';

/** Looks at M+ patients, whose number among all is random. */
const PART: [string, string, Truth?][] = [
  [
    'looks at M+, then at all, that may stop',
    `randomise: {blocks: 4, stratify by: [M, site]}, size: {randomised: 90}, balance: {by: [M]},
     looks: {at: [{patients: 12, in: M+}, {patients: 24, in: M+}, {patients: 90}], spending: lan-demets-pocock, futility: {z below: 0}}, ${TESTS}`,
  ],
  [
    'all looks at M+, some of them never reached, while patients wait',
    `enrol: not M?, randomise: {method: simple, ratio: 2:1}, size: {randomised: 70},
     looks: {at: [{patients: 25, in: M+}, {patients: 30, in: M+}], bounds: pocock}, ${TESTS}`,
    { delay: 1.3, turnaround: 0.4 },
  ],
  [
    'a single look, at M+',
    `randomise: {blocks: 4, stratify by: [M]}, size: {randomised: 80}, analyse at: {patients: 30, in: M+}, ${TESTS}`,
    { delay: 1, arrivals: 'even' },
  ],
  [
    'a selection at the first of two looks at M+',
    `randomise: {method: simple}, size: {randomised: 80},
     looks: {at: [{patients: 15, in: M+}, {patients: 30, in: M+}], select: {from: [overall, M+], rule: {epsilon: 0.1}}}, ${COMBINED}}, ${TESTS}`,
  ],
  [
    'a selection at M+ while patients wait, then all',
    `randomise: {blocks: 4, stratify by: [M]}, size: {randomised: 80},
     looks: {at: [{patients: 15, in: M+}, {patients: 80}], select: {from: [overall, M+], rule: {threshold: 0.1}}}, ${COMBINED}}, ${TESTS}`,
    { delay: 1.5, turnaround: 0.7 },
  ],
];

describe('a trial on cell counts has the law of the trial on patients where it has', () => {
  it.each(PART)('%s', sameLaw);
});
