import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { truthSummary } from '../../src/operating-characteristics/truthSummary.ts';
import { conditionText } from '../../src/report/conditionWords.ts';
import { designSentences } from '../../src/report/designWords.ts';
import { wordingOf } from '../../src/report/localised.ts';
import { messages } from '../../src/report/messages/index.ts';
import { claimText } from '../../src/scenario/claimText.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { testName } from '../../src/trial/designPlaces.ts';

const design = {
  claims: ['go', 'no-go'],
  tests: [
    { name: 'M+ and M-', trial: '' },
    { name: 'all', trial: '' },
    { name: 'lung/OS', trial: 'lung' },
  ],
};

describe('a condition in words', () => {
  it.each([
    ['reject all', '“all” rejects', '“all”拒绝原假设'],
    [
      'reject M+ and M- and not reject all',
      '“M+ and M-” rejects and “all” does not reject',
      '“M+ and M-”拒绝原假设且“all”未拒绝原假设',
    ],
    [
      'claim go or (claim no-go and reject lung/OS)',
      '“go” is claimed or (“no-go” is claimed and “lung/OS” rejects)',
      '得出结论“go”或（得出结论“no-go”且“lung/OS”拒绝原假设）',
    ],
    ['reject all for harm', '“all” rejects in favour of control', '“all”拒绝原假设并支持对照组'],
    ['estimate of all >= 0.4', 'the estimate of “all” is at least 0.4', '“all”的估计值不小于 0.4'],
    [
      'strongest all of all, OS',
      '“all” has the largest z of “all” and “lung/OS”',
      '“all”的 z 值在“all”、“lung/OS”中最大',
    ],
    ['not (reject all or reject OS)', 'not (“all” rejects or “lung/OS” rejects)', null],
    ['otherwise', 'otherwise', '其他情况'],
  ])('%s', (text, en, zh) => {
    const said = (language: 'en' | 'zh') => conditionText(text, design, messages(language));
    expect(said('en')).toBe(en);
    if (zh !== null) expect(said('zh')).toBe(zh);
  });

  it('stays as it is where a name is unknown', () => {
    expect(conditionText('reject nobody', design, messages('en'))).toBe('reject nobody');
    const alike = {
      claims: [],
      tests: ['lung', 'other'].map((name) => ({ name: `${name}/${name}`, trial: name })),
    };
    expect(conditionText('reject lung/lung', alike, messages('en'))).toBe('“lung” rejects');
  });
});

describe('claims of a design', () => {
  it('are told in order with whom they promise benefit', () => {
    const told = {
      ...design,
      trials: [],
      tests: [],
      claims: ['works', 'some', 'none'],
      rules: [
        { claim: 'works', when: 'claim some', for: 'all' },
        { claim: 'some', when: 'claim none', for: null },
        { claim: 'none', when: 'otherwise', for: 'none' },
      ],
    };
    expect(designSentences(told, [], 'en')).toEqual([
      'Claims, the first that holds: “works” (benefit in all patients) if “some” is claimed; “some” if “none” is claimed; “none” (benefit in nobody) otherwise.',
    ]);
    expect(designSentences(told, [], 'zh')).toEqual([
      '结论（依次取首个成立者）：若得出结论“some”，为“works”（声称全部患者获益）；若得出结论“none”，为“some”；其他情况，为“none”（不声称任何人群获益）。',
    ]);
  });
});

const shipped = readdirSync('scenarios', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => join('scenarios', path))
  .sort();

describe('conditions of shipped scenarios', () => {
  it.each(shipped)('%s: every one is read with its names as they are shown', (path) => {
    const readFile = (file: string) => readFileSync(file, 'utf8');
    const { titles, points } = parseScenario(readFile(path), { file: path, readFile });
    const { designs, programs, truth } = points[0]!;
    const facts = Object.values(designs).map((one) => ({
      tests: one.trials.flatMap((trial) =>
        trial.tests.map(({ name }) => ({ name: testName(one, trial.name, name), trial: trial.name })),
      ),
      claims: one.claims.map(({ label }) => label),
      conditions: [
        ...one.claims.map(({ when }) => when),
        ...[one.classify?.predictive, one.classify?.prognostic].flatMap((when) => when ?? []),
        ...one.trials.flatMap(({ monitoring }) => monitoring?.stopWhen ?? []),
        ...Object.values(programs)
          .flatMap(({ steps }) => steps.filter((step) => step.design === one.name))
          .flatMap(({ outcomes }) => outcomes.map(({ when }) => when)),
      ].filter(({ kind }) => kind !== 'otherwise'),
    }));
    const names = facts.flatMap(({ tests, claims }) => [...tests.map(({ name }) => name), ...claims]);
    const { cells } = truthSummary(truth, 0);
    for (const language of ['en', 'zh'] as const) {
      const { name, condition } = wordingOf(titles, language, cells, names);
      for (const { tests, claims, conditions } of facts) {
        const shown = {
          claims: claims.map(name),
          tests: tests.map((test) => ({ name: name(test.name), trial: name(test.trial) })),
        };
        for (const one of conditions) {
          const text = condition(claimText(one));
          expect(conditionText(text, shown, messages(language))).not.toBe(text);
        }
      }
    }
  });
});
