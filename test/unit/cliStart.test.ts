import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeading } from '../../src/scenario/heading.ts';
import { parseScenario } from '../../src/scenario/parseScenario.ts';

/** What a module loads before its first line runs: imports of values, not of types, and none that are made in a call. */
function loadedBy(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.startsWith('src/')) return seen;
  const statements = readFileSync(entry, 'utf8').matchAll(
    /^(?:import|export)\s(?!type\s)(?:[^;']*?\sfrom\s)?'([^']+)';/gms,
  );
  for (const [, target] of statements)
    loadedBy(target!.startsWith('.') ? posix.join(posix.dirname(entry), target!) : target!, seen);
  return seen;
}

const roomsOf = (modules: Iterable<string>) =>
  new Set([...modules].map((path) => (path.startsWith('src/') ? path.split('/')[1] : path)));

describe('the command line starts at once', () => {
  it('loads no engine, no schema and no chart to show its help', () => {
    const loaded = loadedBy('src/cli/main.ts');
    expect(loaded.has('src/cli/commands/run.ts')).toBe(true);
    expect([...roomsOf(loaded)].sort()).toEqual(
      ['commander', 'node:os', 'cli', 'errors.ts', 'engine', 'operating-characteristics', 'report'].sort(),
    );
    // Of other rooms a version, an error and the words of the faults.
    expect([...loaded].filter((path) => /src\/(engine|operating|report)/.test(path)).length).toBeLessThan(8);
  });

  it('loads no engine and no schema to list the scenarios', () => {
    const rooms = roomsOf(loadedBy('src/cli/actions/list.ts'));
    for (const heavy of ['zod', 'designs', 'trial', 'engine']) expect(rooms).not.toContain(heavy);
  });
});

describe('the heading of a scenario', () => {
  const BASE = readFileSync('test/golden/scenario/base.yaml', 'utf8');
  const files: Record<string, string> = {
    'base.yaml': BASE,
    'variant.yaml':
      'extends: base.yaml\nid: variant\ntitle: {en: Variant, zh: 变体}\nguideline: [{clause: BM-4.3.1, title: Enrichment}, PT-2.1]\n',
    'broken.yaml': 'id: [broken\n',
    'lost.yaml': 'extends: nowhere.yaml\nid: lost\n',
  };
  const readFile = (path: string) => {
    if (files[path] === undefined) throw new Error('no such file');
    return files[path];
  };
  const heading = (file: string) => readHeading(files[file]!, { file, readFile });

  it.each(['base.yaml', 'variant.yaml'])('of %s is that of the whole scenario', (file) => {
    const { id, title, guideline } = parseScenario(files[file]!, { file, readFile });
    expect(heading(file)).toEqual({ id, title, guideline });
  });

  it('is refused where there is no reading the file', () => {
    expect(() => heading('broken.yaml')).toThrow(/broken.yaml:/);
    expect(() => heading('lost.yaml')).toThrow(/nowhere.yaml/);
  });
});
