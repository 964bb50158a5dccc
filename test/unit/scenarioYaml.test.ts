import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parseScenario.ts';
import { scenarioYaml } from '../../src/scenario/scenarioYaml.ts';

const shipped = readdirSync('scenarios', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => join('scenarios', path))
  .sort();

describe('a scenario written out as one file', () => {
  it.each(shipped)('%s reads back as the same scenario, with the same hash', (path) => {
    const readFile = (file: string) => readFileSync(file, 'utf8');
    const scenario = parseScenario(readFile(path), { file: path, readFile });
    const copy = parseScenario(scenarioYaml(scenario), { file: join(dirname(path), 'copy.yaml') });
    expect(copy.canonical).toBe(scenario.canonical);
    expect(copy.points.length).toBe(scenario.points.length);
  });

  it('holds what the file extends, and text that YAML would read as something else', () => {
    const files: Record<string, string> = {
      'base.yaml': readFileSync('test/golden/scenario/base.yaml', 'utf8'),
    };
    const scenario = parseScenario('extends: ./base.yaml\nid: longer\ntitle: {en: "no: 1.0"}\n', {
      file: 'longer.yaml',
      readFile: (file) => files[file.replace(/^\.\//, '')]!,
    });
    const text = scenarioYaml(scenario);
    expect(text).not.toContain('extends: ./base.yaml');
    expect(parseScenario(text, { file: 'copy.yaml' }).title.en).toBe('no: 1.0');
  });
});
