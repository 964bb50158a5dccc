import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/commandLine.ts';

const OWN = `id: own
title: {en: Own, zh: 自有}
truth:
  markers: {MET: {prevalence: 0.5}}
  enrolment: {screened per month: 40}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, hazard ratio: {MET+: 0.5, MET-: 1}}}
designs:
  all-comers:
    enrol: all
    size: {randomised: 80}
    analyse at: {months: 12}
    tests: {overall: {of: PFS, by: log-rank}}
simulation: {replicates: 40, seed: own, batch: 20}
`;
const EXTENDING = 'extends: own.yaml\nid: extending\ntruth: {markers: {MET: {prevalence: 0.4}}}\n';
const TO_PRECISION = OWN.replace('replicates: 40,', 'precision: {power: 0.05}, max replicates: 200,');
/** What is added to a command here: its results are compared, and pages take their time. */
const NO_PAGES = ['--no-report', '--quiet'];
const HOME = process.cwd();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'markersim-'));
});
afterEach(() => process.chdir(HOME));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of somebody with these files in it, from which commands are given from now on. */
function goTo(name: string, files: Record<string, string> = {}): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  process.chdir(place);
  return place;
}

async function markersim(...args: string[]): Promise<void> {
  let said = '';
  const err = (text: string) => {
    said += text;
  };
  const signal = AbortSignal.timeout(60_000);
  const exit = await commandLine(args, { out: () => {}, err, watched: false, signal });
  expect({ args, exit, said: exit === 0 ? '' : said }).toEqual({ args, exit: 0, said: '' });
}

/** The words of a command as a shell takes them, nothing added: what `npx` would be called with. */
function wordsOf(command: string): string[] {
  const said = execFileSync('sh', ['-c', `npx() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8' });
  const [name, ...args] = said.split('\0').slice(0, -1);
  expect(name).toBe('markersim');
  return args;
}

const unescaped = (html: string) =>
  html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** The one command that all pages and texts of a report give. */
function commandOf(report: string): string {
  const commands = readdirSync(report)
    .filter((name) => /\.(html|md)$/.test(name))
    .map((name) => {
      const text = readFileSync(join(report, name), 'utf8');
      const [, code] = /(?:<code>|^)(npx markersim run .*?)(?:<\/code>|$)/m.exec(
        text.replace(/<\/?span>/g, ''),
      )!;
      return name.endsWith('.md') ? code! : unescaped(code!);
    });
  expect(commands.length).toBeGreaterThan(0);
  expect(new Set(commands)).toEqual(new Set([commands[0]!]));
  return commands[0]!;
}

/** The scenario that a page hands out. */
function embedded(page: string): string {
  const [, packed] = /id="payload">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8'))!;
  return JSON.parse(inflateRawSync(Buffer.from(packed!, 'base64')).toString('utf8')).scenario;
}

function expectSame(a: string, b: string): void {
  for (const name of ['results.json', 'results.csv'])
    expect(readFileSync(join(b, name)).equals(readFileSync(join(a, name))), name).toBe(true);
}

describe('the command in the last section of a report gives its results again, to the byte', () => {
  it('of a shipped scenario that was run where there is no checkout', async () => {
    const mine = goTo('elsewhere');
    await markersim('run', 'bm-2-2-marker-strategy', '--replicates', '20', '--workers', '1', '-q');
    const report = join(mine, 'reports/bm-2-2-marker-strategy');
    await markersim('report', report, '--format', 'md', '--lang', 'en', '--quiet');
    const theirs = goTo('colleague');
    await markersim(...wordsOf(commandOf(report)), ...NO_PAGES);
    expectSame(report, join(theirs, 'reports/bm-2-2-marker-strategy'));
    // Seven seconds alone, eight times that on a machine with much else to do.
  }, 200_000);

  it('of a file that extends another, with the scenario that the page hands out; names and seed that a shell would take apart', async () => {
    const mine = goTo('of me', { 'own.yaml': OWN, "my team's.yaml": EXTENDING });
    const seed = `it's $HOME; "种子"`;
    await markersim('run', "my team's.yaml", '--seed', seed, '--workers', '2', '--lang', 'zh', '-q');
    const report = join(mine, 'reports/extending');
    const theirs = goTo('handed', { "my team's.yaml": embedded(join(report, 'index.html')) });
    await markersim(...wordsOf(commandOf(report)), ...NO_PAGES);
    expectSame(report, join(theirs, 'reports/extending'));
  });

  it.each([
    ['to a precision', []],
    ['to a precision, cut short by --replicates', ['--replicates', '30']],
  ])('of a run %s', async (what, more) => {
    const mine = goTo(what, { 'own.yaml': TO_PRECISION });
    await markersim('run', 'own.yaml', '--workers', '2', '--lang', 'en', '-q', ...more);
    const theirs = goTo(`${what} again`, { 'own.yaml': TO_PRECISION });
    await markersim(...wordsOf(commandOf(join(mine, 'reports/own'))), ...NO_PAGES);
    expectSame(join(mine, 'reports/own'), join(theirs, 'reports/own'));
  });
});
