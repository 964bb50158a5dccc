import { readFileSync } from 'node:fs';

/** The folder of the package: of the checkout, or where it is installed. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);

export const VERSION: string = JSON.parse(
  readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8'),
).version;
