import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type RuntimeTexts, runtimeFiles } from '../report/runtime.ts';

/** Where an installed package lies; its files need not be among its exports. */
function packageFile(path: string): string {
  const [name] = path.split('/');
  const entry = createRequire(import.meta.url)
    .resolve(name)
    .replaceAll('\\', '/');
  const root = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`));
  return `${root}/node_modules/${path}`;
}

function readTexts(): RuntimeTexts {
  const texts = Object.entries(runtimeFiles).map(([part, path]) => [
    part,
    readFileSync(packageFile(path), 'utf8'),
  ]);
  return Object.fromEntries(texts);
}

let read: RuntimeTexts | undefined;

/** The texts that an interactive page carries, from the installed packages. The same object each time: pages pack it once. */
export function pageRuntime(): RuntimeTexts {
  read ??= readTexts();
  return read;
}
