import { describe, expect, it } from 'vitest';
import type { PointRun } from '../../src/engine/engineOptions.ts';
import { compilePoint } from '../../src/engine/task.ts';
import { uncomputedOf } from '../../src/operating-characteristics/familyReference.ts';
import { UNCOMPUTED, type Uncomputed } from '../../src/operating-characteristics/uncomputed.ts';
import { messages } from '../../src/report/messages/index.ts';
import { type AdaptiveOptions, adaptiveBody } from '../fixtures/adaptive/trials.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';

const best = 'select: {from: [all, M+], rule: best}';
const CASES: readonly (readonly [Uncomputed | null, AdaptiveOptions])[] = [
  [null, {}],
  ['populations', { others: ', K: {prevalence: 0.5}', tests: '{all: {}, M+: {in: M+}, K+: {in: K+}}' }],
  ['looks', { at: '[{events: 30}, {events: 60}, {events: 120}]' }],
  ['looks', { select: 'spending: lan-demets-pocock', multiplicity: 'holm' }],
  ['stop when', { select: `${best}, stop when: reject all` }],
  [
    'reassessed',
    { select: 'select: {from: [all, M+], rule: best, reassess: {conditional power: 0.9, at most: 150}}' },
  ],
  [
    'endpoints',
    {
      tests: '{all: {by: rmst, horizon: 12}, M+: {in: M+}}',
      multiplicity: '{closed: simes, combine: inverse-normal}',
    },
  ],
  [
    'followed stages',
    {
      multiplicity:
        '{closed: spiessens-debois, combine: inverse-normal, stages: patients, first stage events: 60}',
    },
  ],
  [
    'two-sided',
    {
      select: '',
      at: '[{events: 120}]',
      tests: '{all: {sided: 2}, M+: {in: M+, sided: 2}}',
      multiplicity: 'holm',
    },
  ],
];

describe('families without a computed joint law', () => {
  it.each(CASES)('%s', (reason, options) => {
    const [point] = scenarioFrom(adaptiveBody(options)).points;
    const compiled = compilePoint({ point, seed: 'none', streams: 'common' });
    expect(uncomputedOf({ point, compiled } as PointRun, compiled.point.designs.d)).toBe(reason);
  });

  it('of fixed quotas, by the enrolment', () => {
    const body = adaptiveBody().replace('size:', 'quotas: {M+: 100, M-: 100}\n    size:');
    const [point] = scenarioFrom(body).points;
    const compiled = compilePoint({ point, seed: 'none', streams: 'common' });
    expect(uncomputedOf({ point, compiled } as PointRun, compiled.point.designs.d)).toBe('enrolment');
  });

  it('say why in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const texts = UNCOMPUTED.map((reason) => messages(language).page.uncomputed('A', reason));
      expect(new Set(texts).size).toBe(UNCOMPUTED.length);
      for (const text of texts) expect(text).toContain('A');
    }
  });
});
