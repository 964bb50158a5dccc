import { describe, expect, it } from 'vitest';
import { shownCells } from '../../src/operating-characteristics/shownCells.ts';
import { truthFrom } from '../fixtures/kernel/points.ts';

const truth = (markers: string[], effect: string) =>
  truthFrom(`truth:
  markers: {${markers.map((name) => `${name}: {prevalence: 0.4}`).join(', ')}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: ${effect}}}}
designs:
  d: {size: {randomised: 100}, analyse at: {events: 80}, tests: {all: {}}}`);

describe('the kinds of patients that are shown', () => {
  it('are all of them while they are few, and told apart by markers that matter where they are many', () => {
    expect(shownCells(truth(['A', 'B'], '{A+: 0.5, A-: 1}'))).toHaveLength(4);
    const many = shownCells(truth(['A', 'B', 'C', 'D', 'E'], '{A+ & C-: 0.5, all: 1}'));
    expect(many.map((cell) => Object.keys(cell.truth))).toEqual(Array(4).fill(['A', 'C']));
    expect(many.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    const both = many.find(({ truth: own }) => own.A && !own.C);
    expect(both?.probability).toBeCloseTo(0.4 * 0.6, 12);
  });
});
