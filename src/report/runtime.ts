/** Files that the page carries, as module paths to be found from this package; the caller reads them. */
export const runtimeFiles = {
  vega: 'vega/build/vega.min.js',
  interpreter: 'vega-interpreter/build/vega-interpreter.js',
} as const;

/** Text of each of `runtimeFiles`. */
export type RuntimeTexts = Record<keyof typeof runtimeFiles, string>;

const imports = /import\s*\{([^}]*)\}\s*from\s*['"]vega-util['"];?/g;
const exportsPattern = /export\s*\{\s*([\w$]+)\s+as\s+expressionInterpreter\s*\};?/;

/**
 * Makes one classic script of the runtime: Vega sets the global `vega`, and the interpreter (a module that imports from vega-util,
 * all of which Vega exports) becomes the global `vegaInterpreter`. With it expressions are walked, not compiled, so that the page
 * needs no `unsafe-eval`.
 * @throws Error when the interpreter's file has not the shape that this knows: the page would not work
 */
export function runtimeScript(texts: RuntimeTexts): string {
  const plain = (text: string) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
      .replaceAll('</script', '<\\/script');
  const module = plain(texts.interpreter);
  if (!exportsPattern.test(module))
    throw new Error(`${runtimeFiles.interpreter}: no export of expressionInterpreter to be found`);
  const body = module
    .replace(imports, (_, names: string) => `const {${names}} = vega;`)
    .replace(exportsPattern, 'globalThis.vegaInterpreter = $1;');
  if (/^\s*(?:import|export)\b/m.test(body))
    throw new Error(`${runtimeFiles.interpreter}: an import or export that this version does not know`);
  return `${plain(texts.vega)}\n;(function(){"use strict";\n${body}\n})();`;
}
