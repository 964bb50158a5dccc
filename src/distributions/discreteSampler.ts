import type { DiscreteLaw } from './discreteLaw.ts';

/** Guide cells for each value: with more a draw rarely steps on, with fewer the table is small. */
const CELLS = 4;
const MOST_BITS = 16;
/** Bits of a guide cell. */
const GUIDE_BITS = 16;
const WORDS = 4294967296;
/** Numbers of a law in `rows`. */
const ROW = 4;

/**
 * Draws of one or many discrete laws by inversion, one word each: the least x with F(x) > U.
 *
 * x rises with the unsigned word, so that draws of neighbouring laws from one word couple (an alias table would lose
 * that). Every F(x) is rounded to the nearest 2^-32, so P(X <= x) is off by at most 2^-33 = 1.2e-10, and values whose
 * probability that swallows are never drawn. 3 to 7 ns a draw; 9 when the law changes from draw to draw.
 *
 * Method: guide table of Chen & Asau, AIIE Transactions 1974;6:163-166: a word's leading bits say where to start.
 *
 * @example new DiscreteSampler([binomialLaw(10, 0.3)]).draw(0, 0x80000000) // 3, the median
 */
export class DiscreteSampler {
  /** Row `law`: beginning of its guide, shift from a word to its cell, beginning of its limits, lowest value. */
  private readonly rows: Int32Array;
  /**
   * By cell: place among the law's limits of the value of the cell's first word, without its last `coarse` bits. (Two bytes a cell: tables
   * of many laws are slow where they leave the near cache.)
   */
  private readonly guide: Uint16Array;
  private readonly coarse: number;
  /** Last word of each value, with the sign bit flipped so that signed order is the unsigned order of words. */
  private readonly limit: Int32Array;

  constructor(laws: readonly DiscreteLaw[]) {
    const tables = laws.map(lastWords);
    const bits = tables.map(({ last }) => Math.min(MOST_BITS, Math.ceil(Math.log2(CELLS * last.length))));
    const longest = Math.max(...tables.map(({ last }) => last.length));
    this.coarse = Math.max(0, Math.ceil(Math.log2(longest)) - GUIDE_BITS);
    this.rows = new Int32Array(ROW * laws.length);
    this.guide = new Uint16Array(bits.reduce((sum, b) => sum + 2 ** b, 0));
    this.limit = new Int32Array(tables.reduce((sum, { last }) => sum + last.length, 0));
    let cell = 0;
    let begin = 0;
    tables.forEach(({ lowest, last }, law) => {
      const shift = 32 - bits[law];
      this.rows.set([cell, shift, begin, lowest], ROW * law);
      let i = 0;
      for (let word = 0; word < WORDS; word += 2 ** shift) {
        while (last[i] < word) i++;
        this.guide[cell++] = i >> this.coarse;
      }
      for (const word of last) this.limit[begin++] = word ^ 0x80000000;
    });
  }

  /** The value that `word` (signed or unsigned) gives under the law numbered `law`. */
  draw(law: number, word: number): number {
    const { rows, limit } = this;
    const row = ROW * law;
    const ordered = word ^ 0x80000000;
    const begin = rows[row + 2];
    let i = begin + (this.guide[rows[row] + (word >>> rows[row + 1])] << this.coarse);
    while (limit[i] < ordered) i++;
    return i - begin + rows[row + 3];
  }
}

/** The last unsigned word of every value that has any. */
function lastWords({ lowest, probability }: DiscreteLaw): { lowest: number; last: number[] } {
  const last: number[] = [];
  let skipped = 0;
  let cumulative = 0;
  for (const p of probability) {
    cumulative += p;
    const word = Math.round(cumulative * WORDS) - 1;
    if (word < 0) skipped++;
    else if (word < WORDS - 1) last.push(word);
    else break;
  }
  last.push(WORDS - 1);
  return { lowest: lowest + skipped, last };
}
