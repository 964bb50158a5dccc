import { describe, expect, it } from 'vitest';
import { replay } from '../../src/engine/replay.ts';
import type { Program } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { OP } from '../../src/trial/columns.ts';
import { createPoint } from '../../src/trial/point.ts';
import { playedOnDemand } from '../../src/trial/programs/onDemand.ts';
import { endsOf } from '../../src/trial/programs/programPlaces.ts';
import { cohortStages } from '../../src/trial/programs/stages.ts';

const SCENARIO = `
id: programs
title: Programs
truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  costs: {screened: 1, randomised: 5, month: 2}
  worthwhile: {PFS: 0.8}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: {M+: 0.5, M-: 0.9}}}}
designs:
  phase2:
    size: {randomised: 60}
    analyse at: {events: 40}
    tests: {all: {alpha: 0.3}, M+: {in: M+, alpha: 0.3}}
  phase3-all:
    size: {randomised: 120}
    analyse at: {events: 90}
    tests: {all: {}}
    claims: {everybody: {when: reject all, for: all}, none: {when: otherwise, for: none}}
  phase3-M+:
    extends: phase3-all
    enrol: M+
    tests: {M+: {in: M+}}
    claims: {M+ only: {when: reject M+, for: M+}, none: {when: otherwise, for: none}}
programs:
  led:
    - run: phase2
      then: {enrich: reject M+, broad: all, stop: otherwise}
    - {on: enrich, run: phase3-M+, gap: 5}
    - {on: broad, run: phase3-all, gap: 3}
  straight:
    title: {en: Straight, zh: 直接}
    steps: [{run: phase3-all}]
`;
const scenario = parseScenario(SCENARIO, { file: 'programs.yaml' });
const [spec] = scenario.points;

describe('the language', () => {
  it('links steps to the outcomes that lead to them; stop promises nothing', () => {
    const { led, straight } = spec.programs;
    expect(led.steps.map(({ on }) => on)).toEqual([null, { step: 0, outcome: 0 }, { step: 0, outcome: 1 }]);
    expect(led.steps[0].outcomes.map(({ next }) => next)).toEqual([1, 2, null]);
    expect(led.steps[0].outcomes[2].for).toEqual({ kind: 'nobody' });
    expect(led.steps[1].outcomes.map(({ label, when }) => [label, when])).toEqual([
      ['M+ only', { kind: 'claim', label: 'M+ only' }],
      ['none', { kind: 'claim', label: 'none' }],
    ]);
    expect(straight.title).toEqual({ en: 'Straight', zh: '直接' });
  });

  it('a step whose claims leave cases open ends with no claim in these', () => {
    const text = SCENARIO.replaceAll(', none: {when: otherwise, for: none}', '');
    const { steps } = parseScenario(text, { file: 'p.yaml' }).points[0].programs.straight;
    expect(steps[0].outcomes.map(({ label, for: promised }) => [label, promised?.kind])).toEqual([
      ['everybody', 'all'],
      ['no claim', 'nobody'],
    ]);
  });

  it('values of programs can be swept', () => {
    const { points } = parseScenario(`${SCENARIO}sweep: {programs.led.1.gap: [0, 12]}\n`, { file: 'p.yaml' });
    expect(points.map(({ programs }) => programs.led.steps[1].gap)).toEqual([0, 12]);
  });
});

describe('a program in a replicate', () => {
  const point = createPoint(spec, 'programs', 'common');
  const value = (design: string, quantity: string, analysis = '') =>
    point.row[
      point.columns.findIndex(
        (column) =>
          column.design === design &&
          column.quantity === quantity &&
          column.analysis === analysis &&
          column.reference === '' &&
          column.look === 0,
      )
    ];

  it('follows the outcomes and adds up what is spent on the way', () => {
    const seen = new Set<string>();
    for (let replicate = 0; replicate < 200; replicate++) {
      point.run(replicate);
      const enrich = value('phase2', 'rejects', 'M+') === 1;
      const broad = !enrich && value('phase2', 'rejects', 'all') === 1;
      const second = enrich ? 'phase3-M+' : broad ? 'phase3-all' : null;
      const won = second !== null && value(second, 'rejects', enrich ? 'M+' : 'all') === 1;
      const end = second === null ? 'stop' : won ? (enrich ? 'M+ only' : 'everybody') : 'none';
      seen.add(`${second} ${end}`);
      for (const label of ['stop', 'M+ only', 'everybody', 'none']) {
        expect(value('led', 'claim', label)).toBe(label === end ? 1 : 0);
      }
      const path = second === null ? 'stop' : `${enrich ? 'enrich' : 'broad'} > ${end}`;
      expect(value('led', 'path', path)).toBe(1);
      for (const quantity of ['screened', 'randomised', 'events', 'cost']) {
        const spent = value('phase2', quantity) + (second === null ? 0 : value(second, quantity));
        expect(value('led', quantity)).toBeCloseTo(spent, 9);
      }
      const gap = enrich ? 5 : 3;
      const later = second === null ? 0 : gap + value(second, 'months to analysis');
      expect(value('led', 'months to analysis')).toBeCloseTo(
        value('phase2', 'months to analysis') + later,
        9,
      );
      expect(value('led', 'reached', 'phase3-M+')).toBe(enrich ? 1 : 0);
      // Truth: only M+ have a worthwhile benefit.
      expect(value('led', 'right claim')).toBe(end === 'M+ only' ? 1 : 0);
      expect(value('led', 'false claim')).toBe(end === 'everybody' ? 1 : 0);
      expect(value('led', 'missed benefit')).toBe(end === 'stop' || end === 'none' ? 1 : 0);
    }
    expect([...seen].sort()).toEqual([
      'null stop',
      'phase3-M+ M+ only',
      'phase3-M+ none',
      'phase3-all everybody',
      'phase3-all none',
    ]);
  });

  it('has other patients in a later trial; trials at the same place share theirs', () => {
    point.run(3);
    const entries = (design: string) =>
      point
        .tables(design)[0]
        .rows.slice(0, 8)
        .map((row) => Object.values(row).join());
    const straight = createPoint({ ...spec, programs: {} }, 'programs', 'common');
    straight.run(3);
    const first = straight
      .tables('phase2')[0]
      .rows.slice(0, 8)
      .map((row) => Object.values(row).join());
    expect(entries('phase2')).toEqual(first);
    // Without programs phase 3 begins with the same patients as phase 2.
    const shared = straight
      .tables('phase3-all')[0]
      .rows.slice(0, 8)
      .map((row) => Object.values(row).join());
    expect(shared).toEqual(first);
    expect(entries('phase3-all')).not.toEqual(first);
  });
});

describe('a design on several paths', () => {
  const forked = SCENARIO.replace(
    '- {on: broad, run: phase3-all, gap: 3}',
    '- {on: broad, run: phase3-M+, gap: 11, then: {M+ only: {when: reject M+, for: M+}, in vain: {when: otherwise, for: none}}}',
  );
  const [one] = parseScenario(forked, { file: 'p.yaml' }).points;
  const point = createPoint(one, 'programs', 'common');
  const columns = point.columns.filter(({ design, reference }) => design === 'led' && reference === '');

  it('is told of once: reached by any of them, with the outcomes of all', () => {
    const keys = columns.map(({ quantity, analysis }) => `${quantity} ${analysis}`);
    expect(new Set(keys).size).toBe(keys.length);
    const outcomes = columns.filter(({ quantity }) => quantity === 'outcome').map(({ analysis }) => analysis);
    expect(outcomes).toEqual(['phase3-M+: M+ only', 'phase3-M+: none', 'phase3-M+: in vain']);
    const value = (quantity: string, analysis: string) =>
      point.raw[columns.find((column) => column.quantity === quantity && column.analysis === analysis)!.a];
    const seen = new Set<string>();
    for (let replicate = 0; replicate < 100; replicate++) {
      point.run(replicate);
      const paths = columns.filter(({ quantity, a }) => quantity === 'path' && point.raw[a] === 1);
      const [{ analysis: path }] = paths;
      seen.add(path);
      const [way, end] = path.split(' > ');
      expect(value('reached', 'phase3-M+')).toBe(way === 'stop' ? 0 : 1);
      if (way === 'stop') continue;
      expect(value('outcome', `phase3-M+: ${end}`)).toBe(1);
      expect(value('months to step', 'phase3-M+') - value('months to step end', 'phase2')).toBeCloseTo(
        way === 'enrich' ? 5 : 11,
        9,
      );
    }
    expect(seen.size).toBe(5);
  });
});

describe('a design that only follows', () => {
  const withAlone = parseScenario(`${SCENARIO}  alone: [{run: phase3-M+}]\n`, { file: 'programs.yaml' });
  const always = createPoint(withAlone.points[0], 'programs', 'common');
  const point = createPoint(spec, 'programs', 'common');
  const numbers = (one: typeof point, design: string, quantities?: string[]) =>
    one.columns
      .filter(
        (column) =>
          column.design === design &&
          column.op === OP.copy &&
          (quantities ?? [column.quantity]).includes(column.quantity),
      )
      // What is conditional does not count where its condition does not hold.
      .map(({ a, weight }) =>
        design === 'led' && weight >= 0 && one.raw[one.columns[weight].a] !== 1 ? null : one.raw[a],
      );

  it('is played on demand, unless it is also the first of a program', () => {
    expect([...point.onDemand]).toEqual(['phase3-M+']);
    expect([...always.onDemand]).toEqual([]);
    const history = SCENARIO.replace(
      'worthwhile:',
      'external cohorts: {old: {patients: 50}}\n  worthwhile:',
    ).replace(
      'tests: {M+: {in: M+}}',
      'single arm: experimental\n    size: {treated: 120}\n    tests: {M+: {in: M+, against: {cohort: old}}}',
    );
    // The cohort is one for all trials of a replicate: what an earlier trial showed would say something of it.
    expect(playedOnDemand(parseScenario(history, { file: 'p.yaml' }).points[0]).size).toBe(0);
  });

  it('leaves programs and all other designs as they are where it is always played', () => {
    let reached = 0;
    for (let replicate = 0; replicate < 120; replicate++) {
      point.play(replicate);
      always.play(replicate);
      for (const name of ['led', 'straight', 'phase2', 'phase3-all']) {
        expect(numbers(point, name)).toEqual(numbers(always, name));
      }
      const [came] = numbers(point, 'led', ['reached']);
      expect(numbers(point, 'phase3-M+', ['played'])).toEqual([came]);
      reached += came as number;
      const own = numbers(point, 'phase3-M+', [
        'rejects',
        'z',
        'estimate',
        'claim',
        'randomised',
        'months to analysis',
      ]);
      const there = numbers(always, 'phase3-M+', [
        'rejects',
        'z',
        'estimate',
        'claim',
        'randomised',
        'months to analysis',
      ]);
      expect(own).toEqual(came === 1 ? there : there.map(() => Number.NaN));
    }
    expect(reached).toBeGreaterThan(20);
    expect(reached).toBeLessThan(100);
  });

  it('is laid open all the same', () => {
    const unreached = [...Array(50).keys()].find((replicate) => {
      point.play(replicate);
      return numbers(point, 'phase3-M+', ['played'])[0] === 0;
    }) as number;
    const { tables, analyses } = replay(
      spec,
      { seed: 'programs', streams: 'common' },
      'phase3-M+',
      unreached,
    );
    expect(tables[0].rows).toHaveLength(120);
    expect(analyses.find(({ quantity }) => quantity === 'played')?.value).toBe(0);
    always.run(unreached);
    expect(analyses.find(({ quantity }) => quantity === 'z')?.value).toBe(
      numbers(always, 'phase3-M+', ['z'])[0],
    );
  });

  it('is paired with no design', () => {
    const pairs = point.columns.filter(({ reference }) => reference !== '');
    expect(new Set(pairs.flatMap(({ design, reference }) => [design, reference]))).toEqual(
      new Set(['phase2', 'phase3-all', 'led', 'straight']),
    );
  });
});

describe('cohorts of the steps', () => {
  const program = (...steps: [design: string, from: number | null][]): Program => ({
    name: 'p',
    title: null,
    steps: steps.map(([design, from]) => ({
      design,
      on: from === null ? null : { step: from, outcome: 0 },
      gap: 0,
      outcomes: [],
    })),
  });
  it('are on paths that name every step on the way', () => {
    const { steps, ...rest } = program(['a', null], ['b', 0], ['c', 1]);
    const outcomes = (step: number) =>
      ['go', 'end'].map((label, o) => ({
        label: `${label} ${step}`,
        when: { kind: 'otherwise' as const },
        for: null,
        next: o === 0 && step < 2 ? step + 1 : null,
      }));
    const ends = endsOf({ ...rest, steps: steps.map((step, s) => ({ ...step, outcomes: outcomes(s) })) });
    expect(ends.map(({ path }) => path)).toEqual([
      'end 0',
      'go 0 > end 1',
      'go 0 > go 1 > go 2',
      'go 0 > go 1 > end 2',
    ]);
  });

  const stages = (...programs: Program[]) =>
    Object.fromEntries(cohortStages(Object.fromEntries(programs.map((one, i) => [`p${i}`, one]))));

  it('are those of the place in the program', () => {
    expect(stages(program(['a', null], ['b', 0], ['c', 0], ['d', 1]))).toEqual({ a: 0, b: 1, c: 1, d: 2 });
  });

  it('stay the same where a later trial is also run alone', () => {
    expect(stages(program(['b', null]), program(['a', null], ['b', 0]))).toEqual({ a: 0, b: 1 });
  });

  it('are apart on every path, in whatever order programs run two designs', () => {
    const found = stages(program(['a', null], ['b', 0]), program(['b', null], ['a', 0]));
    expect(found.a).not.toBe(found.b);
  });
});
