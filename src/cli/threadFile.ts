/** TypeScript in a checkout and under test, compiled in a package: a thread's entry has the form of this file. */
const TYPESCRIPT = import.meta.url.endsWith('.ts');

/** Address of the entry of a thread. */
export const threadFile = (name: 'worker' | 'drawer'): string =>
  new URL(TYPESCRIPT ? `./${name}.ts` : `./${name}.js`, import.meta.url).href;

/** Arguments of node for a thread. */
export const loadTypeScript: string[] = TYPESCRIPT
  ? ['--import', new URL('./typescript.mjs', import.meta.url).href]
  : [];
