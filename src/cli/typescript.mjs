// Lets a thread of a checkout read TypeScript: imported by the command and, through `--import`, by its worker threads.
//
// Not `--import tsx`, which also takes charge of CommonJS: reading a large CommonJS package it grows a WebAssembly memory,
// which detaches an ArrayBuffer; from the first detached buffer on, V8 checks every access to every typed array of the
// thread for a detached one and moves nothing out of loops. Simulations then take 1.3 to 1.5 times as long.
import { register } from 'tsx/esm/api';

register();
