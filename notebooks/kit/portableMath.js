// Elementary functions with the same bits in every browser. ECMAScript leaves their last bit to the engine: V8 of Node 20 has those
// of fdlibm (Sun Microsystems, 1993), newer browsers others. The same fdlibm in JavaScript takes their place in the worker, so
// that a notebook gives the bytes of the command line; `test/browser/notebooks.test.ts` holds the two together.
import cos from '@stdlib/math-base-special-cos';
import exp from '@stdlib/math-base-special-exp';
import expm1 from '@stdlib/math-base-special-expm1';
import log from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import sin from '@stdlib/math-base-special-sin';

Object.assign(Math, { cos, exp, expm1, log, log1p, sin });
