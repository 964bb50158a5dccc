import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from './packageRoot.ts';

const SHIPPED = fileURLToPath(new URL('scenarios', PACKAGE_ROOT));

/** A scenario that comes with MarkerSim: `name` is what a command takes, e.g. `case-studies/ipass`. */
export interface ShippedScenario {
  name: string;
  path: string;
}

/** The shipped scenarios in order of name. */
export function shippedScenarios(): ShippedScenario[] {
  return readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => ({ name: path.replaceAll('\\', '/').replace(/\.ya?ml$/, ''), path: join(SHIPPED, path) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
