// Builds every notebook as one offline HTML file: `node notebooks/build.mjs [folder]` (default notebooks/dist). The engine is that
// of src/, in a Web Worker inside the page; nothing is fetched, so that a file opens by a double click, on a plane too.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config, observable } from '@observablehq/notebook-kit/vite';
import { build } from 'vite';

const folder = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? join(folder, 'dist'));

const alias = [
  { find: /^observable:runtime$/, replacement: join(folder, 'kit/runtime.js') },
  { find: 'node:crypto', replacement: join(folder, 'kit/sha256.ts') },
  // seedrandom looks for it and does without.
  { find: /^crypto$/, replacement: join(folder, 'kit/none.ts') },
];

/** The page as one file: its script and style where they were linked. */
function inlined(output) {
  const page = output.find(({ fileName }) => fileName.endsWith('.html'));
  const take = (name) => output.find(({ fileName }) => fileName.endsWith(name.replace(/^\.?\//, '')));
  return String(page.source)
    .replace(/<link rel="modulepreload"[^>]*>\s*/g, '')
    .replace(/<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/g, (_, src) => {
      const { code } = take(src);
      return `<script type="module">${code.replaceAll('</script', '<\\/script')}</script>`;
    })
    .replace(/<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/g, (_, href) => `<style>${take(href).source}</style>`);
}

async function notebook(name) {
  const base = config();
  const result = await build({
    ...base,
    configFile: false,
    logLevel: 'warn',
    root: folder,
    base: './',
    // The kit's doors to the network (npm:, jsr:) stay shut.
    resolve: { alias: [...alias, base.resolve.alias.at(-1)] },
    plugins: [observable({ template: join(folder, 'kit/page.html') })],
    worker: { format: 'iife' },
    build: {
      ...base.build,
      write: false,
      target: 'es2022',
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: join(folder, `${name}.html`), output: { codeSplitting: false } },
    },
  });
  const { output } = Array.isArray(result) ? result[0] : result;
  return inlined(output);
}

mkdirSync(out, { recursive: true });
const names = readdirSync(folder).filter((name) => name.endsWith('.html')).map((name) => name.replace(/\.html$/, ''));
for (const name of names) {
  const html = await notebook(name);
  writeFileSync(join(out, `${name}.html`), html);
  console.log(`${join(out, `${name}.html`)} (${(html.length / 1e6).toFixed(1)} MB)`);
}
