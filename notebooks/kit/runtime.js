// The runtime of notebooks without its standard library, which fetches: a cell has what it imports, and `view` and `display`.
import { Runtime } from '@observablehq/runtime';
import { define as defineCell } from 'observable:runtime/define.js';

const main = new Runtime({}).module();
main.constructor.prototype.defines = function (name) {
  return this._scope.has(name) || this._builtins.has(name) || this._runtime._builtin._scope.has(name);
};

/** Cells that are running; a test waits until none is. */
globalThis.notebook = { cells: 0 };

export function define(state, definition) {
  globalThis.notebook.cells++;
  defineCell(main, state, definition);
}
