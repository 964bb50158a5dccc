/**
 * Deflate (RFC 1951), so that the page can carry a megabyte of script and data in a third of it. Not zlib's: what zlib writes
 * depends on its build and on the processor, and a report is the same bytes on every machine.
 */

/** Extra bits of length codes 257 to 284 (285 is 258 itself), and of distance codes 0 to 29. */
const lengthExtra = Array.from({ length: 28 }, (_, code) => Math.max(0, (code >> 2) - 1));
const distanceExtra = Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));

/** Smallest value of each code. */
function bases(extra: readonly number[], first: number): number[] {
  let next = first;
  return extra.map((bits) => {
    const base = next;
    next += 2 ** bits;
    return base;
  });
}
const lengthBase = [...bases(lengthExtra, 3), 258];
const distanceBase = bases(distanceExtra, 1);

/** Code of a value: the last whose smallest value it reaches. */
function codeOf(base: readonly number[], value: number): number {
  let [low, high] = [0, base.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (base[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const END = 256;
const longest = 258;
const farthest = 32_768;
/** Earlier places that are tried for a match. */
const tried = 64;
/** Symbols of a block, each with codes of its own. */
const blockSymbols = 20_000;

/** A literal byte, or a copy: `length` bytes from `distance` back. */
interface Symbols {
  /** Byte, or `256 + length`. */
  values: number[];
  /** 0 of a literal. */
  distances: number[];
}

/** Bytes as literals and copies of what came before, at each place the longest unless one starts at the next place that is longer. */
function symbolsOf(bytes: Uint8Array): Symbols {
  const head = new Int32Array(1 << 15).fill(-1);
  const before = new Int32Array(bytes.length).fill(-1);
  const hashAt = (at: number) => ((bytes[at]! << 10) ^ (bytes[at + 1]! << 5) ^ bytes[at + 2]!) & 0x7fff;
  const enter = (at: number) => {
    if (at + 2 >= bytes.length) return;
    const hash = hashAt(at);
    before[at] = head[hash]!;
    head[hash] = at;
  };
  let distance = 0;
  /** Length of the longest copy that may start here, 0 where there is none; its distance is left in `distance`. */
  const longestAt = (at: number): number => {
    const most = Math.min(longest, bytes.length - at);
    if (most < 3) return 0;
    let best = 2;
    let from = head[hashAt(at)]!;
    for (let turn = 0; turn < tried && from >= 0 && at - from <= farthest && best < most; turn++) {
      if (bytes[from + best] === bytes[at + best]) {
        let length = 0;
        while (length < most && bytes[from + length] === bytes[at + length]) length++;
        if (length > best) {
          best = length;
          distance = at - from;
        }
      }
      from = before[from]!;
    }
    return best > 2 ? best : 0;
  };
  const values: number[] = [];
  const distances: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = longestAt(at);
    const back = distance;
    enter(at);
    if (length === 0 || longestAt(at + 1) > length) {
      values.push(bytes[at]!);
      distances.push(0);
      at++;
      continue;
    }
    values.push(256 + length);
    distances.push(back);
    for (let k = 1; k < length; k++) enter(at + k);
    at += length;
  }
  return { values, distances };
}

/** A symbol, or two of the level before. */
interface Coin {
  weight: number;
  of: number | [Coin, Coin];
}

/**
 * Lengths of the best prefix code of at most `limit` bits for symbols of these counts: package-merge (Larmore & Hirschberg 1990). A
 * code of one symbol gets a second, so that it is complete.
 */
function codeLengths(counts: readonly number[], limit: number): number[] {
  const lengths = counts.map(() => 0);
  const used = counts.flatMap((weight, symbol): Coin[] => (weight > 0 ? [{ weight, of: symbol }] : []));
  if (used.length === 0) return lengths;
  if (used.length === 1) used.push({ weight: 0, of: used[0]!.of === 0 ? 1 : 0 });
  used.sort((a, b) => a.weight - b.weight || (a.of as number) - (b.of as number));
  let coins = used;
  for (let bits = 1; bits < limit; bits++) {
    const pairs: Coin[] = [];
    for (let k = 0; k + 1 < coins.length; k += 2)
      pairs.push({ weight: coins[k]!.weight + coins[k + 1]!.weight, of: [coins[k]!, coins[k + 1]!] });
    coins = [...used, ...pairs].sort((a, b) => a.weight - b.weight);
  }
  const count = ({ of }: Coin): void => {
    if (typeof of === 'number') lengths[of]!++;
    else of.forEach(count);
  };
  coins.slice(0, 2 * used.length - 2).forEach(count);
  return lengths;
}

/** Canonical codes of these lengths, bits in the order in which they are written: the first bit lowest. */
function codesOf(lengths: readonly number[]): number[] {
  const codes = lengths.map(() => 0);
  let code = 0;
  for (let bits = 1; bits <= 15; bits++) {
    lengths.forEach((length, symbol) => {
      if (length !== bits) return;
      let mirrored = 0;
      for (let k = 0; k < bits; k++) mirrored |= ((code >> k) & 1) << (bits - 1 - k);
      codes[symbol] = mirrored;
      code++;
    });
    code <<= 1;
  }
  return codes;
}

/** Bits into bytes, the first bit lowest. */
function bitWriter() {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  return {
    write(value: number, length: number) {
      held |= value << bits;
      for (bits += length; bits >= 8; bits -= 8) {
        bytes.push(held & 255);
        held >>>= 8;
      }
    },
    end(): Uint8Array {
      if (bits > 0) bytes.push(held & 255);
      return Uint8Array.from(bytes);
    },
  };
}

/** Order in which lengths of the code of lengths are written. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Lengths in runs: a length, 16 (the last again, 3 to 6 times), 17 and 18 (zeros, 3 to 10 and 11 to 138), with extra bits. */
function runsOf(lengths: readonly number[]): [symbol: number, extra: number, bits: number][] {
  const runs: [number, number, number][] = [];
  for (let at = 0; at < lengths.length; ) {
    const value = lengths[at]!;
    let run = 1;
    while (lengths[at + run] === value) run++;
    at += run;
    if (value !== 0) {
      runs.push([value, 0, 0]);
      run--;
    }
    while (run >= 3) {
      const most = value !== 0 ? 6 : run > 10 ? 138 : 10;
      const taken = Math.min(run, most);
      if (value !== 0) runs.push([16, taken - 3, 2]);
      else runs.push(taken > 10 ? [18, taken - 11, 7] : [17, taken - 3, 3]);
      run -= taken;
    }
    for (; run > 0; run--) runs.push([value, 0, 0]);
  }
  return runs;
}

const used = (lengths: readonly number[], least: number) =>
  Math.max(least, lengths.findLastIndex((length) => length > 0) + 1);

/** Counts of the symbols of a code. */
function countsOf(size: number, symbols: Iterable<number>): number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const symbol of symbols) counts[symbol]!++;
  return counts;
}

/** One block with codes of its own. */
function writeBlock(out: ReturnType<typeof bitWriter>, { values, distances }: Symbols, last: boolean): void {
  const literals = values.map((value) => (value < 256 ? value : 257 + codeOf(lengthBase, value - 256)));
  const backs = distances.flatMap((distance) => (distance === 0 ? [] : [codeOf(distanceBase, distance)]));
  const literalLengths = codeLengths(countsOf(286, [...literals, END]), 15);
  const distanceLengths = codeLengths(countsOf(30, backs), 15);
  const literalCodes = codesOf(literalLengths);
  const distanceCodes = codesOf(distanceLengths);

  const [ofLiterals, ofDistances] = [used(literalLengths, 257), used(distanceLengths, 1)];
  const runs = runsOf([...literalLengths.slice(0, ofLiterals), ...distanceLengths.slice(0, ofDistances)]);
  const runLengths = codeLengths(
    countsOf(
      19,
      runs.map(([symbol]) => symbol),
    ),
    7,
  );
  const runCodes = codesOf(runLengths);
  const ordered = lengthOrder.map((symbol) => runLengths[symbol]!);
  const ofRuns = used(ordered, 4);

  out.write(last ? 1 : 0, 1);
  out.write(2, 2);
  out.write(ofLiterals - 257, 5);
  out.write(ofDistances - 1, 5);
  out.write(ofRuns - 4, 4);
  for (const length of ordered.slice(0, ofRuns)) out.write(length, 3);
  for (const [symbol, extra, bits] of runs) {
    out.write(runCodes[symbol]!, runLengths[symbol]!);
    out.write(extra, bits);
  }
  let back = 0;
  literals.forEach((symbol, k) => {
    out.write(literalCodes[symbol]!, literalLengths[symbol]!);
    if (symbol < 257) return;
    const length = symbol - 257;
    out.write(values[k]! - 256 - lengthBase[length]!, lengthExtra[length] ?? 0);
    const distance = backs[back++]!;
    out.write(distanceCodes[distance]!, distanceLengths[distance]!);
    out.write(distances[k]! - distanceBase[distance]!, distanceExtra[distance]!);
  });
  out.write(literalCodes[END]!, literalLengths[END]!);
}

/**
 * Bytes as a raw deflate stream, for `DecompressionStream('deflate-raw')`.
 * @example deflate(new TextEncoder().encode('aaaaaaaa')).length // 13, most of them the codes
 */
export function deflate(bytes: Uint8Array): Uint8Array {
  const { values, distances } = symbolsOf(bytes);
  const out = bitWriter();
  for (let at = 0; at === 0 || at < values.length; at += blockSymbols) {
    const end = at + blockSymbols;
    const block = { values: values.slice(at, end), distances: distances.slice(at, end) };
    writeBlock(out, block, end >= values.length);
  }
  return out.end();
}
