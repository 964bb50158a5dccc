import { describe, expect, it } from 'vitest';
import { conductFaults } from '../../src/designs/conductFaults.ts';
import { type Fault, ScenarioError } from '../../src/errors.ts';
import type { TrialDesign } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

const file = (design: string) => `id: a
title: A
truth:
  markers: {M: {prevalence: 0.5}}
  enrolment: {screened per month: 20}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}
designs:
  d:
    size: {randomised: 300}
    ${design}
`;

const TESTS = 'tests: {all: {}, M+: {in: M+}, M-: {in: M-}, M by T: {interaction: M}}';
const ONE = `analyse at: {events: 200}\n    ${TESTS}\n    multiplicity: `;

function trialOf(design: string): TrialDesign {
  return parseScenario(file(design), { file: 'a.yaml', check: conductFaults }).points[0].designs.d.trials[0];
}

function faultsOf(design: string): readonly Fault[] {
  try {
    trialOf(design);
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

describe('multiplicity', () => {
  it.each([
    ['{none: {}, of: [M+]}', ['M+'], { kind: 'none' }],
    ['holm', ['all', 'M+', 'M-', 'M by T'], { kind: 'holm', weights: [0.25, 0.25, 0.25, 0.25] }],
    ['{holm: {}, of: [M+, all]}', ['M+', 'all'], { kind: 'holm', weights: [0.5, 0.5] }],
    [
      '{bonferroni: {weights: {M+: 0.2, all: 0.8}}}',
      ['M+', 'all'],
      { kind: 'bonferroni', weights: [0.2, 0.8] },
    ],
    ['{hochberg: {}, of: [all, M+]}', ['all', 'M+'], { kind: 'hochberg' }],
    ['{fixed sequence: [M+, all]}', ['M+', 'all'], { kind: 'fixed-sequence', order: [0, 1] }],
    [
      '{fallback: {order: [M+, all], weights: {all: 0.8, M+: 0.2}, exhaustive: true}}',
      ['M+', 'all'],
      { kind: 'fallback', order: [0, 1], weights: [0.2, 0.8], exhaustive: true },
    ],
    [
      '{graph: {weights: {M+: 1}, transitions: {M+: {all: 1 - epsilon, M-: epsilon}, all: {M-: 1}}}}',
      ['M+', 'all', 'M-'],
      {
        kind: 'graph',
        weights: [1, 0, 0],
        transitions: [
          [0, { value: 1, epsilon: -1 }, { value: 0, epsilon: 1 }],
          [0, 0, 1],
          [0, 0, 0],
        ],
        test: 'bonferroni',
      },
    ],
    [
      '{closed: {table: {all: {all: 1}, M+: {M+: 1}, M+ & all: {all: 0.8, M+: 0.2}}, test: simes}}',
      ['all', 'M+'],
      {
        kind: 'closed',
        intersections: [
          { members: [0], weights: [1] },
          { members: [1], weights: [1] },
          { members: [0, 1], weights: [0.8, 0.2] },
        ],
        test: 'simes',
      },
    ],
    ['{closed: spiessens-debois, of: [all, M+]}', ['all', 'M+'], { kind: 'parametric', weights: [0.5, 0.5] }],
    ['{closed: simes, of: [all, M+]}', ['all', 'M+'], { kind: 'simes', weights: [0.5, 0.5] }],
    [
      '{overall and subgroup: {overall: all, subgroup: M+, overall level: 0.02}}',
      ['all', 'M+'],
      { kind: 'overall-subgroup', split: { overall: 0.02 }, step: 'closed' },
    ],
    [
      '{overall and subgroup: {overall: all, subgroup: M+, weights: {M+: 2, all: 1}, step: single}}',
      ['all', 'M+'],
      { kind: 'overall-subgroup', split: { weights: [1, 2] }, step: 'single' },
    ],
    [
      '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.022}}',
      ['M+', 'M-', 'all'],
      { kind: 'mast', alphaPositive: 0.022 },
    ],
    [
      '{interaction gated: {overall: all, positive: M+, interaction: M by T, gate: 0.1}}',
      ['all', 'M+', 'M by T'],
      { kind: 'interaction-gated', gate: 0.1, unadjusted: false },
    ],
  ])('%s', (yaml, of, procedure) => {
    const read = trialOf(`${ONE}${yaml}`).multiplicity;
    expect(read).toMatchObject({ of, procedure, alpha: 0.025, sided: 1, combine: null, insist: false });
  });

  it('takes its alpha from its own key, else from the design, else by the sides of its tests', () => {
    expect(trialOf(`alpha: 0.01\n    ${ONE}holm`).multiplicity?.alpha).toBe(0.01);
    expect(trialOf(`sided: 2\n    ${ONE}holm`).multiplicity).toMatchObject({ alpha: 0.05, sided: 2 });
    expect(trialOf(`alpha: 0.01\n    ${ONE}{holm: {}, alpha: 0.04}`).multiplicity?.alpha).toBe(0.04);
    expect(trialOf(ONE.replace('multiplicity: ', '')).multiplicity).toBeNull();
  });

  it.each([
    ['{holm: {}, hochberg: {}}', 'several-of', 'hochberg'],
    ['{of: [all]}', 'none-of', ''],
    ['holms', 'not-one-of', ''],
    ['{holm: {}, of: [all, M]}', 'unknown-name', 'of.1'],
    ['{holm: {weights: {all: 0.5, N: 0.5}}}', 'unknown-name', 'holm.weights.N'],
    ['{graph: {weights: {all: 1}, transitions: {all: {N: 1}}}}', 'unknown-name', 'graph.transitions.all.N'],
    ['{fixed sequence: [all, all]}', 'test-twice', 'fixed sequence.1'],
    ['{graph: {weights: {all: 1}, transitions: {}}, of: [all]}', 'option-method', 'of'],
    ['{mast: {positive: M+, negative: M+, overall: all, positive level: 0.02}}', 'test-twice', 'mast'],
    ['{closed: {table: {all: {all: 1}, all & M+: {all: 1}}}}', 'set-members', 'closed.table.all & M+'],
    ['{fallback: {order: [all], weights: {all: 0.5, M+: 0.5}}}', 'missing', 'fallback.order.M+'],
  ])('%s is refused: %s', (yaml, code, at) => {
    const found = faultsOf(`${ONE}${yaml}`);
    const path = `designs.d.multiplicity${at === '' ? '' : `.${at}`}`;
    expect(found.map((fault) => [fault.code, fault.path])).toEqual([[code, path]]);
  });

  it('refuses a family of one- and two-sided tests, and two-sided tests where there is no such procedure', () => {
    const mixed = ONE.replace('M+: {in: M+}', 'M+: {in: M+, sided: 2}');
    expect(faultsOf(`${mixed}holm`)[0].code).toBe('family-sided');
    const mast = '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.02}}';
    expect(faultsOf(`sided: 2\n    ${ONE}${mast}`)[0].code).toBe('one-sided-procedure');
  });
});

describe('a procedure that is none, or whose assumptions fail', () => {
  it.each([
    ['{bonferroni: {weights: {all: 0.8, M+: 0.4}}}', 'bonferroni.weights', 'weights sum to 1.2'],
    ['{holm: {weights: {all: 0.8, M+: -0.4}}}', 'holm.weights.M+', 'a weight must lie in [0, 1]'],
    [
      '{graph: {weights: {all: 1, M+: 0}, transitions: {all: {M+: 0.7, M-: 0.6}}}}',
      'graph.transitions.all',
      'transitions of a row sum to 1.3',
    ],
    [
      '{graph: {weights: {all: 1, M+: 0}, transitions: {all: {M+: 1.5}}}}',
      'graph.transitions.all.M+',
      'a transition must lie in [0, 1]',
    ],
    ['{holm: {}, alpha: 0.6}', 'alpha', 'alpha must lie above 0'],
    [
      '{closed: {table: {all: {all: 1}, M+: {M+: 1}}}}',
      'closed.table',
      'the intersection of 0, 1 has no weights',
    ],
    [
      '{overall and subgroup: {overall: all, subgroup: M+, overall level: 0.03}}',
      'overall and subgroup.overall level',
      'below alpha = 0.025',
    ],
    [
      '{overall and subgroup: {overall: M-, subgroup: M+}}',
      'overall and subgroup',
      'an information share must lie in (0, 1]',
    ],
    [
      '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.03}}',
      'mast.positive level',
      'below alpha = 0.025',
    ],
    [
      '{interaction gated: {overall: all, positive: M+, interaction: M by T, gate: 2}}',
      'interaction gated.gate',
      'the level of the gate',
    ],
    ['{fallback: {weights: {all: 0, M+: 1}, exhaustive: true}}', 'fallback.weights', 'pass its alpha back'],
    ['{hochberg: {}}', 'hochberg', 'this dependence is not known'],
    ['{closed: dunnett, of: [M by T, all]}', 'closed', 'needs the correlation'],
  ])('%s', (yaml, at, rule) => {
    const found = faultsOf(`${ONE}${yaml}`);
    expect(new Set(found.map((fault) => fault.code))).toEqual(new Set(['procedure-refused']));
    expect(found[0].path).toBe(`designs.d.multiplicity.${at}`);
    expect(found[0].rule).toContain(rule);
  });

  it('may be insisted on where an assumption is not shown', () => {
    expect(faultsOf(`${ONE}hochberg`)[0].next).toContain('insist: true');
    expect(faultsOf(`${ONE}{hochberg: {}, insist: true}`)).toEqual([]);
    expect(faultsOf(`${ONE}{hochberg: {}, of: [all, M+, M-]}`)).toEqual([]);
  });

  it('has no bounds at several looks where it uses the joint law', () => {
    const looks = `looks: {at: [{events: 100}, {events: 200}], spending: lan-demets-pocock}\n    ${TESTS}`;
    const found = faultsOf(`${looks}\n    multiplicity: {closed: simes, of: [all, M+]}`);
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['procedure-looks', 'designs.d.multiplicity'],
    ]);
    expect(faultsOf(`${looks}\n    multiplicity: {fixed sequence: [M+, all]}`)).toEqual([]);
  });
});

describe('sizes', () => {
  it('are not matched on a power that other tests or looks have a part in', () => {
    const text = (own: string) =>
      file(`${ONE}${own}`).replace(
        'designs:',
        'designs:\n  e: {extends: d, size: {match: d, on: power of all}}',
      );
    const codes = (own: string) => {
      try {
        parseScenario(text(own), { file: 'a.yaml' });
        return [];
      } catch (error) {
        return (error as ScenarioError).faults.map(({ code, path }) => [code, path]);
      }
    };
    // Both designs have the family.
    const twice = ['match-decided', 'designs.e.size.on'];
    expect(codes('holm')).toEqual([twice, twice]);
    expect(codes('{holm: {}, of: [M+, M-]}')).toEqual([]);
  });
});

describe('bounds', () => {
  it('are for at most 16 tests', () => {
    const many = Array.from({ length: 17 }, (_, i) => `T${i}: {}`).join(', ');
    const looks = `looks: {at: [{events: 100}, {events: 200}], bounds: pocock}\n    tests: {${many}}`;
    expect(faultsOf(looks).map(({ code, path }) => [code, path])).toEqual([
      ['looks-tests', 'designs.d.looks'],
    ]);
    expect(faultsOf(`${looks}\n    multiplicity: {none: {}, of: [T1]}`)).toEqual([]);
  });

  it('of Haybittle and Peto leave every test some alpha for the last look', () => {
    const looks = `looks: {at: [{events: 100}, {events: 200}], bounds: {haybittle-peto: 2.5}}\n    ${TESTS}`;
    const split = '{bonferroni: {weights: {all: 0.9, M+: 0.1}}}';
    const [fault, ...others] = faultsOf(`${looks}\n    multiplicity: ${split}`);
    expect(fault).toMatchObject({
      code: 'bounds-level',
      path: 'designs.d.looks.bounds.haybittle-peto',
      value: '2.5',
    });
    expect(fault.rule).toContain('M+');
    expect(others).toEqual([]);
    expect(faultsOf(looks)).toEqual([]);
  });
});

describe("Fisher's product over the stages", () => {
  const combined = (spending: string) =>
    faultsOf(
      `looks: {at: [{events: 100}, {events: 200}], spending: ${spending}}\n    ${TESTS}\n` +
        '    multiplicity: {closed: bonferroni, combine: fisher, stages: increments, of: [all, M+]}',
    ).map(({ code, path }) => [code, path]);

  it('cannot spend so little early that its bound would have to rise', () => {
    expect(combined('lan-demets-obrien-fleming')).toEqual([['bounds-product', 'designs.d.looks.spending']]);
    expect(combined('lan-demets-pocock')).toEqual([]);
  });
});

describe('looks', () => {
  const looks = (more: string, at = '[{events: 100}, {events: 150}, {events: 200}]') =>
    `looks: {at: ${at}${more === '' ? '' : `, ${more}`}}\n    ${TESTS}`;

  it('do nothing unless they are told to', () => {
    expect(trialOf(looks('')).monitoring).toBeNull();
  });

  it.each([
    ['spending: lan-demets-pocock', { bounds: { kind: 'lan-demets-pocock' }, information: 'actual' }],
    ['spending: {hwang-shih-decani: -4}', { bounds: { kind: 'hwang-shih-decani', gamma: -4 } }],
    ['spending: {kim-demets: 2}', { bounds: { kind: 'kim-demets', rho: 2 } }],
    ['spending: {user: [0.001, 0.01, 0.025]}', { bounds: { kind: 'user', spent: [0.001, 0.01, 0.025] } }],
    ['bounds: pocock', { bounds: { kind: 'pocock' }, information: 'planned' }],
    ['bounds: {wang-tsiatis: 0.25}', { bounds: { kind: 'wang-tsiatis', shape: 0.25 } }],
    ['bounds: {haybittle-peto: 3}', { bounds: { kind: 'haybittle-peto', z: 3 } }],
    [
      'futility: {conditional power below: 0.1}',
      {
        bounds: null,
        futility: [
          {
            criterion: { kind: 'conditional power', below: 0.1 },
            of: ['all', 'M+', 'M-', 'M by T'],
            at: [1, 2],
            binding: false,
          },
        ],
      },
    ],
    [
      'futility: [{non-binding, z below: 0, of: [M-]}, {binding, z below: 0, of: [M-]}, {non-binding: false, z below: 0, of: [M-]}]',
      {
        futility: [false, true, true].map((binding) => ({
          criterion: { kind: 'z', below: 0 },
          of: ['M-'],
          at: [1, 2],
          binding,
        })),
      },
    ],
    [
      'futility: [{hazard ratio above: 1, of: [M-], at: [1]}, {z below: 0, binding: true, of: [all]}]',
      {
        futility: [
          { criterion: { kind: 'hazard ratio', above: 1 }, of: ['M-'], at: [1], binding: false },
          { criterion: { kind: 'z', below: 0 }, of: ['all'], at: [1, 2], binding: true },
        ],
      },
    ],
    [
      'spending: lan-demets-pocock, futility: {beta spending: {spending: {kim-demets: 2}, power: 0.9}}',
      { futility: [{ criterion: { kind: 'beta spending', spending: { kind: 'kim-demets', rho: 2 } } }] },
    ],
    [
      'spending: lan-demets-pocock, stop when: reject all or reject M+',
      {
        stopWhen: {
          kind: 'or',
          of: [
            { kind: 'reject', trial: '', test: 'all' },
            { kind: 'reject', trial: '', test: 'M+' },
          ],
        },
      },
    ],
  ])('%s', (yaml, monitoring) => {
    expect(trialOf(looks(yaml)).monitoring).toMatchObject(monitoring);
  });

  it.each([
    ['spending: lan-demets-pocock, bounds: pocock', 'several-of', 'bounds'],
    ['bounds: pocock, information: actual', 'bounds-planned', 'information'],
    ['stop when: reject all', 'option-method', 'stop when'],
    ['spending: {user: [0.01, 0.025]}', 'spending-looks', 'spending.user'],
    ['spending: {user: [0.01, 0.005, 0.025]}', 'spending-order', 'spending.user.1'],
    ['spending: {user: [0.01, 0.02, 0.03]}', 'spending-alpha', 'spending.user.2'],
    ['futility: {z below: 0, at: [3]}', 'look-number', 'futility.at.0'],
    ['futility: {z below: 0, of: [N]}', 'unknown-name', 'futility.of.0'],
    ['futility: {hazard ratio above: 1, of: [M by T]}', 'futility-measure', 'futility.hazard ratio above'],
    ['futility: {effect below: 0, binding: true}', 'option-method', 'futility.binding'],
    ['futility: {z below: 0, binding, non-binding}', 'several-of', 'futility.non-binding'],
    [
      'futility: {beta spending: {spending: {user: [0.1]}, power: 0.9}}',
      'option-method',
      'futility.beta spending.spending',
    ],
    ['spending: lan-demets-pocock, stop when: reject N', 'unknown-name', 'stop when'],
    ['select: {from: [all, N]}', 'unknown-name', 'select.from.1'],
    ['select: {from: [all, M+], after: 3}', 'look-number', 'select.after'],
  ])('%s is refused: %s', (yaml, code, at) => {
    const found = faultsOf(looks(yaml)).map((fault) => [fault.code, fault.path]);
    expect(found).toContainEqual([code, `designs.d.looks.${at}`]);
    expect(found.filter(([other]) => other !== code && other !== 'select-pooled')).toEqual([]);
  });

  it('come in order', () => {
    const [fault, ...others] = faultsOf(looks('', '[{events: 150}, {months: 20}, {events: 100}]'));
    expect(fault).toMatchObject({ code: 'look-order', path: 'designs.d.looks.at.2.events', value: '100' });
    expect(others).toEqual([]);
    expect(faultsOf(looks('', '[{events: 140, in: M+}, {events: 100}]'))).toEqual([]);
    const [other] = faultsOf(looks('spending: lan-demets-pocock', '[{events: 140, in: M+}, {events: 100}]'));
    expect(other).toMatchObject({ code: 'look-months', path: 'designs.d.looks.at.1' });
  });
});
