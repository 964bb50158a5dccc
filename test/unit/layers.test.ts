import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The one list of rooms; `.dependency-cruiser.mjs` reads it too. */
const rules: {
  layers: string[][];
  blind: Record<string, string[]>;
  doors: Record<string, string[]>;
  builtins: Record<string, string | string[]>;
} = JSON.parse(readFileSync('layers.json', 'utf8'));

/** Names that make a replicate depend on anything but its inputs. */
const BANNED_GLOBALS = [
  'Date',
  'process',
  'performance',
  'console',
  'setTimeout',
  'setInterval',
  'globalThis',
  'crypto',
];

interface SourceFile {
  /** Relative to src/, with forward slashes. */
  path: string;
  text: string;
}

/** A room is the folder under src/, or the file itself where it stands there alone. */
const roomOf = (path: string) => path.split('/')[0];
const layerOf = (room: string) => rules.layers.findIndex((rooms) => rooms.includes(room));

function importFaults({ path, text }: SourceFile): string[] {
  const room = roomOf(path);
  const layer = layerOf(room);
  if (layer < 0) return [`${path}: room ${room} is not in layers.json`];
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName: target }) => {
    if (target.startsWith('.')) {
      const other = roomOf(posix.normalize(posix.join(posix.dirname(path), target)));
      if (other === room) return [];
      const hidden = rules.blind[room]?.includes(other);
      return layerOf(other) < layer && layerOf(other) >= 0 && !hidden
        ? []
        : [`${path}: ${room} may not import ${other}`];
    }
    const builtin = /^node:(.*)$/.exec(target)?.[1];
    if (builtin !== undefined) {
      return room === 'cli' || rules.builtins['*'].includes(builtin)
        ? []
        : [`${path}: ${room} may not import ${target}`];
    }
    const dependency = Object.keys(rules.doors).find(
      (name) => target === name || target.startsWith(`${name}/`),
    );
    if (!dependency) return [`${path}: ${target} has no door in layers.json`];
    return rules.doors[dependency].includes(room)
      ? []
      : [`${path}: ${dependency} only in ${rules.doors[dependency]}`];
  });
}

/** Reads of banned globals and of Math.random; a property, a comment or a name declared in the file is no fault. */
function globalFaults(sources: readonly SourceFile[]): string[] {
  const program = programOf(sources);
  const checker = program.getTypeChecker();
  const faults: string[] = [];
  // Without the standard library only what the files declare has a symbol: the rest is global.
  const isGlobal = (node: ts.Identifier) =>
    ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent) === undefined
      : isRead(node) && checker.getSymbolAtLocation(node) === undefined;
  for (const { path } of sources.filter((file) => roomOf(file.path) !== 'cli')) {
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAccessExpression(node) &&
        node.expression.getText() === 'Math' &&
        node.name.text === 'random'
      ) {
        faults.push(`${path}: Math.random`);
      }
      if (ts.isIdentifier(node) && BANNED_GLOBALS.includes(node.text) && isGlobal(node)) {
        faults.push(`${path}: ${node.text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(program.getSourceFile(path)!);
  }
  return faults;
}

/** The files as one program that knows nothing else. */
function programOf(sources: readonly SourceFile[]): ts.Program {
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    types: [],
    target: ts.ScriptTarget.ES2023,
  };
  const parsed = new Map(
    sources.map(({ path, text }) => [path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)]),
  );
  const host: ts.CompilerHost = {
    getSourceFile: (path) => parsed.get(path),
    fileExists: (path) => parsed.has(path),
    readFile: () => undefined,
    getDefaultLibFileName: () => '',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
  };
  return ts.createProgram([...parsed.keys()], options, host);
}

/** Whether the identifier stands for a value, and is neither a property's nor a declaration's name. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  return !('name' in parent && parent.name === node) && !ts.isImportSpecifier(parent);
}

const files: SourceFile[] = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name))
  .map((path) => ({ path: posix.relative('src', path), text: readFileSync(path, 'utf8') }));

describe('the rooms of src/', () => {
  it('import downwards only, through their own doors', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap(importFaults)).toEqual([]);
  });

  it('read no clock, no global randomness and no process below cli/', () => {
    expect(globalFaults(files)).toEqual([]);
  });

  it('stand in ARCHITECTURE.md on the layers of layers.json', () => {
    const rows = [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\|\s*(\d+)\s*\|([^|]*)\|/gm)];
    const told = rows.map(([, layer, rooms]) => [
      Number(layer),
      [...rooms.matchAll(/`([^`]+?)\/?`/g)].map((m) => m[1]),
    ]);
    const listed = rules.layers.map((rooms, layer) => [layer, rooms]).reverse();
    expect(told).toEqual(listed);
  });
});

describe('the layer rules notice', () => {
  const faultsOf = (path: string, text: string) => [
    ...importFaults({ path, text }),
    ...globalFaults([{ path, text }]),
  ];

  it.each([
    ['an import upwards', 'trial/a.ts', "import type { X } from '../engine/x.ts';"],
    ['an import sideways', 'numeric/a.ts', "export { x } from '../subjects/x.ts';"],
    ['a dynamic import upwards', 'report/a.ts', "const x = await import('../cli/x.ts');"],
    ['an analysis that sees the random streams', 'analyses/a.ts', "import { x } from '../rng/stream.ts';"],
    ['a room that nobody knows', 'helpers/a.ts', ''],
    ['jstat outside numeric/', 'analyses/a.ts', "import jstat from 'jstat';"],
    ['a dependency without a door', 'cli/a.ts', "import x from 'left-pad';"],
    ['the file system below cli/', 'engine/a.ts', "import { readFileSync } from 'node:fs';"],
    ['Math.random', 'rng/a.ts', 'export const x = () => Math.random();'],
    ['the clock', 'engine/a.ts', 'export const now = () => Date.now();'],
    ['process', 'report/a.ts', 'export const x = process.env.HOME;'],
    ['process in a shorthand', 'report/a.ts', 'export const x = { process };'],
    ['performance', 'engine/a.ts', 'export const x = [performance.now()];'],
  ])('%s', (_, path, text) => {
    expect(faultsOf(path, text)).toHaveLength(1);
  });

  it.each([
    ['an import downwards', 'trial/a.ts', "import { x } from '../rng/stream.ts';"],
    ['an import within the room', 'report/charts/a.ts', "import { x } from '../words.ts';"],
    ['hashing', 'engine/a.ts', "import { createHash } from 'node:crypto';"],
    [
      'the words in comments and names',
      'trial/a.ts',
      '// process, Math.random\nexport const x = { process: 1 }.process;',
    ],
    ['a local of that name', 'designs/a.ts', 'export const f = (process: number) => [process, { process }];'],
    ['a type of that name', 'designs/a.ts', 'export type When = Date;'],
    ['the clock in cli/', 'cli/a.ts', 'export const now = () => Date.now();'],
  ])('but allow %s', (_, path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});
