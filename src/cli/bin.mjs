#!/usr/bin/env node
// The command: TypeScript through tsx in a checkout, the compiled files in an installed package.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`markersim needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

// tsconfig.json is not among the package's files.
if (existsSync(new URL('../../tsconfig.json', import.meta.url))) {
  await import('./typescript.mjs');
  await import('./main.ts');
} else {
  await import('../../dist/cli/main.js');
}
