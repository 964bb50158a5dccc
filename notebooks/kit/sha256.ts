/**
 * What the engine asks of `node:crypto`, for a browser: SHA-256 of a text as hex digits (FIPS 180-4). The build puts this file in
 * that module's place, so that a result carries the same hash as on the command line.
 *
 * @example createHash('sha256').update('abc').digest('hex') // 'ba7816bf...'
 */
export function createHash(name: string) {
  if (name !== 'sha256') throw new Error(`no ${name} here: only sha256`);
  let text = '';
  const hash = {
    update(more: string) {
      text += more;
      return hash;
    },
    digest: (_: 'hex'): string => sha256(new TextEncoder().encode(text)),
  };
  return hash;
}

/** The first 64 primes. */
const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);

/** First 32 bits of the fractional part. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) >>> 0;

const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function sha256(message: Uint8Array): string {
  const blocks = Math.ceil((message.length + 9) / 64);
  const padded = new DataView(new ArrayBuffer(64 * blocks));
  message.forEach((byte, i) => {
    padded.setUint8(i, byte);
  });
  padded.setUint8(message.length, 0x80);
  padded.setUint32(64 * blocks - 8, Math.floor(message.length / 2 ** 29));
  padded.setUint32(64 * blocks - 4, (message.length << 3) >>> 0);
  const state = START.slice();
  const w = new Uint32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let t = 0; t < 16; t++) w[t] = padded.getUint32(64 * block + 4 * t);
    for (let t = 16; t < 64; t++) {
      const s0 = rotate(w[t - 15]!, 7) ^ rotate(w[t - 15]!, 18) ^ (w[t - 15]! >>> 3);
      const s1 = rotate(w[t - 2]!, 17) ^ rotate(w[t - 2]!, 19) ^ (w[t - 2]! >>> 10);
      w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as number[];
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e!, 6) ^ rotate(e!, 11) ^ rotate(e!, 25);
      const first = (h! + s1 + ((e! & f!) ^ (~e! & g!)) + ROUNDS[t]! + w[t]!) | 0;
      const s0 = rotate(a!, 2) ^ rotate(a!, 13) ^ rotate(a!, 22);
      const second = (s0 + ((a! & b!) ^ (a! & c!) ^ (b! & c!))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d! + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => {
      state[i] = (state[i]! + value!) | 0;
    });
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
