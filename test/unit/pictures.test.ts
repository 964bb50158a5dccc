import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What `pictures/make.mjs` took: hash of what the page showed, and of the picture. */
const taken: Record<string, { seen: string; file: string }> = JSON.parse(
  readFileSync('pictures/pictures.json', 'utf8'),
);

describe("the README's pictures", () => {
  it('are those that pictures/make.mjs took, and light', () => {
    const files = readdirSync('pictures').filter((name) => name.endsWith('.png'));
    expect(Object.keys(taken).sort()).toEqual(files.sort());
    let bytes = 0;
    for (const name of files) {
      const picture = readFileSync(`pictures/${name}`);
      bytes += picture.length;
      expect(createHash('sha256').update(picture).digest('hex'), name).toBe(taken[name]!.file);
    }
    // 150 kB measured; they were 450.
    expect(bytes).toBeLessThan(200_000);
  });

  it('stand in it, each', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect([...readme.matchAll(/!\[[^\]]+\]\(pictures\/([^)]+)\)/g)].map(([, name]) => name!).sort()).toEqual(
      Object.keys(taken).sort(),
    );
  });
});
