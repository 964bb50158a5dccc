import { describe, it } from 'vitest';
import { COMBINED, sameLaw, TESTS, type Truth, TWO } from '../fixtures/kernel/sameLaw.ts';

const QUOTAS: [string, string, Truth?][] = [
  [
    'fixed numbers, one look',
    `enrol: not M?, quotas: {M+: 30, M-: 21}, randomise: {blocks: 4, stratify by: [M, site]}, ${TESTS}`,
    { delay: 1, turnaround: 0.5 },
  ],
  [
    'fixed numbers of each allocated by himself, even arrivals, analysed later',
    `enrol: not M?, quotas: {M+ & site = a: 12, M-: 21}, size: {randomised: 50}, randomise: {method: simple}, analyse at: {follow-up: 4}, ${TESTS}`,
    { delay: 1, arrivals: 'even' },
  ],
  [
    'fixed from look to look, looks that may stop',
    `quotas: {M+: [14, 20, 9], M-: [15, 10, 20], M?: [2, 2, 5]}, randomise: {blocks: 4, stratify by: [M]},
     looks: {at: [{patients: 31}, {patients: 63}, {patients: 97}], spending: lan-demets-pocock, futility: {z below: 0}}, ${TESTS}`,
  ],
  [
    'fixed from look to look, patients wait for the assay and to be assessed when it stops',
    `quotas: {M+: [14, 20, 9], M-: [15, 10, 20], M?: [2, 2, 5]}, randomise: {blocks: 4, stratify by: [M]},
     looks: {at: [{patients: 31}, {patients: 63}, {patients: 97}], spending: lan-demets-pocock, futility: {z below: 0.5}}, ${TESTS}`,
    { delay: 4, turnaround: 1.5 },
  ],
  [
    'fixed from look to look, a selection, even arrivals',
    `quotas: {M+: [14, 20, 9], M-: [15, 10, 20], M?: [2, 2, 5]}, randomise: {method: simple},
     looks: {at: [{patients: 31}, {patients: 63}, {patients: 97}], select: {from: [overall, M+]}}, ${COMBINED}}, ${TESTS}`,
    { arrivals: 'even' },
  ],
  [
    'fixed from look to look, disjoint populations by site, who goes on shares the places',
    `quotas: {site = a & M+: [9, 9], site = a & not M+: [8, 12], site = b: [10, 12]}, randomise: {blocks: 4, stratify by: [site, M]},
     looks: {at: [{patients: 27}, {patients: 60}], select: {from: [overall, M+], rule: {threshold: 0.2}}}, ${COMBINED}, stages: increments}, ${TESTS}`,
  ],
];

const ADAPTIVE: [string, string, Truth?][] = [
  [
    'the better of two goes on, stages of patients',
    `randomise: {blocks: 6, stratify by: [site]}, size: {randomised: 80}, looks: {${TWO}, select: {from: [overall, M+], by: z}}, ${COMBINED}}, ${TESTS}`,
  ],
  [
    'increments, one list of blocks, three looks, an early rejection',
    `randomise: {blocks: 4, ratio: 1:3}, size: {randomised: 90}, balance: {by: [M]},
     looks: {at: [{patients: 33}, {patients: 60}, {patients: 85}], spending: lan-demets-pocock, select: {from: [overall, M+], rule: {epsilon: 0.1}}},
     ${COMBINED}, stages: increments}, ${TESTS}`,
  ],
  [
    'size reassessed',
    `randomise: {method: simple}, size: {randomised: 90},
     looks: {at: [{patients: 30}, {patients: 60}], select: {from: [overall, M+], reassess: {conditional power: 0.9, at most: 85}}}, ${COMBINED}}, ${TESTS}`,
  ],
  [
    'patients who wait to be assessed and for the assay while it is selected',
    `randomise: {blocks: 4, stratify by: [site]}, size: {randomised: 80},
     looks: {${TWO}, select: {from: [overall, M+], rule: {threshold: 0.1}}}, ${COMBINED}}, ${TESTS}`,
    { delay: 1.5, turnaround: 0.7 },
  ],
  [
    'the same, the trial often full before the look, even arrivals',
    `enrol: not M?, randomise: {blocks: 4}, size: {randomised: 52},
     looks: {at: [{patients: 40}, {patients: 52}], select: {from: [overall, M+]}}, ${COMBINED}}, ${TESTS}`,
    { delay: 1.5, turnaround: 0.7, arrivals: 'even' },
  ],
  [
    'the same with Poisson arrivals',
    `enrol: not M?, randomise: {method: simple}, size: {randomised: 52},
     looks: {at: [{patients: 40}, {patients: 52}], select: {from: [overall, M+]}}, ${COMBINED}}, ${TESTS}`,
    { delay: 1.5, turnaround: 0.7 },
  ],
  [
    'selected, but all are recruited',
    `randomise: {blocks: 4}, size: {randomised: 80}, looks: {${TWO}, select: {from: [overall, M+], recruit: all}}, ${COMBINED}}, ${TESTS}`,
    { delay: 1 },
  ],
];

describe('a trial on cell counts has the law of the trial on patients where', () => {
  it.each(ADAPTIVE)('%s', sameLaw);
  it.each(QUOTAS)('%s', sameLaw);
});
