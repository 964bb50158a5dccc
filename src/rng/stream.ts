/**
 * A stream of 32-bit words: the sfc32 generator (C. Doty-Humphrey, PractRand), state of four words in typed memory.
 *
 * Words come as SIGNED 32-bit integers, the form in which JavaScript computes fastest; every bit is uniform.
 * A stream is set (`src/rng/streams.ts`) from (seed, purpose, replicate), then only drawn from.
 */
export class Stream {
  private readonly state = new Int32Array(4);

  /** Sets the four words of state; they should come from a block cipher, never from a hand-made mix. */
  set(a: number, b: number, c: number, d: number): void {
    const s = this.state;
    s[0] = a;
    s[1] = b;
    s[2] = c;
    s[3] = d;
  }

  /** The next word. */
  next(): number {
    const s = this.state;
    const a = s[0];
    const b = s[1];
    const c = s[2];
    const d = s[3];
    const t = (a + b + d) | 0;
    s[3] = d + 1;
    s[0] = b ^ (b >>> 9);
    s[1] = c + (c << 3);
    s[2] = ((c << 21) | (c >>> 11)) + t;
    return t;
  }

  /**
   * The next words into `out[from..to-1]`: the same words as `to - from` calls of `next()`.
   *
   * Two a turn: the engine finds out anew in every turn where `out` is, which costs as much as a word.
   */
  fill(out: Int32Array, from: number, to: number): void {
    const s = this.state;
    let a = s[0];
    let b = s[1];
    let c = s[2];
    let d = s[3];
    let i = from;
    for (; i < to - 1; i += 2) {
      const t = (a + b + d) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      out[i] = t;
      const u = (a + b + d + 1) | 0;
      d = (d + 2) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + u) | 0;
      out[i + 1] = u;
    }
    s[0] = a;
    s[1] = b;
    s[2] = c;
    s[3] = d;
    if (i < to) out[i] = this.next();
  }
}
