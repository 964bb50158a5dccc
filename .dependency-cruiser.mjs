// The rooms of src/ and their one-way imports, read from layers.json (test/unit/layers.test.ts reads it too).
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';

const { layers, blind, doors, builtins } = JSON.parse(
  readFileSync(new URL('./layers.json', import.meta.url), 'utf8'),
);

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const oneOf = (names) => `(${names.map(escaped).join('|')})`;
/** A room is a folder, or a single file. */
const inRooms = (rooms) =>
  `^src/(${rooms.map((r) => (r.endsWith('.ts') ? `${escaped(r)}$` : `${escaped(r)}/`)).join('|')})`;

const downOnly = layers.slice(0, -1).flatMap((rooms, level) =>
  rooms.map((room) => ({
    name: `${room}-looks-down-only`,
    comment: `${room} stands on layer ${level}: it may import layers below, never above or beside it.`,
    severity: 'error',
    from: { path: inRooms([room]) },
    to: {
      path: inRooms(
        layers
          .slice(level)
          .flat()
          .filter((other) => other !== room),
      ),
    },
  })),
);

const blindTo = Object.entries(blind).map(([room, hidden]) => ({
  name: `${room}-cannot-see-${hidden.join('-')}`,
  severity: 'error',
  from: { path: inRooms([room]) },
  to: { path: inRooms(hidden) },
}));

const thirdPartyDoors = Object.entries(doors).map(([dependency, rooms]) => ({
  name: `${dependency}-only-in-${rooms.join('-')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: inRooms(rooms) },
  to: { path: `(^|/)node_modules/${escaped(dependency)}(/|$)` },
}));

const everywhere = oneOf(builtins['*']);

export default {
  forbidden: [
    ...downOnly,
    ...blindTo,
    ...thirdPartyDoors,
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'every-file-in-a-room',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms(layers.flat()) },
      to: {},
    },
    {
      name: 'third-party-through-a-door',
      comment: 'A new dependency gets its door in layers.json.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '(^|/)node_modules/', pathNot: `(^|/)node_modules/${oneOf(Object.keys(doors))}(/|$)` },
    },
    {
      name: 'no-io-below-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms(['cli']) },
      to: { dependencyTypes: ['core'], pathNot: `^(node:)?${everywhere}$` },
    },
    {
      name: 'resolvable',
      comment: 'dist/ is there in an installed package only.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^[.]{2}/[.]{2}/dist/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    builtInModules: { override: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
