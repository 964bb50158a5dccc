import { describe, expect, it } from 'vitest';
import { clock, Pace, progressDisplay } from '../../src/cli/progress.ts';

const progress = (replicatesDone: number, point = 1) => ({
  point,
  points: 4,
  replicatesDone,
  replicatesTotal: 1000,
});

describe('progress', () => {
  it('tells rate and time left from what this run has done, not from what it found done', () => {
    const pace = new Pace();
    pace.update(progress(600), 10_000);
    expect(pace.words('en')).toBe('');
    pace.update(progress(800), 12_000);
    expect(pace.rate).toBe(100);
    expect(pace.secondsLeft).toBe(2);
    expect(pace.words('en')).toBe('100 replicates/s');
  });

  it('writes times as a clock', () => {
    expect([0, 5.4, 65, 7380, Number.NaN].map(clock)).toEqual(['0:00', '0:05', '1:05', '2:03:00', '--:--']);
  });

  it('is plain lines in a pipe: the first, the last and few between', () => {
    const lines: string[] = [];
    const terminal = {
      out: () => {},
      err: (text: string) => void lines.push(text),
      watched: false,
      signal: new AbortController().signal,
    };
    const display = progressDisplay('ipass', terminal, false);
    for (let done = 100; done <= 1000; done += 100) display.show(progress(done));
    display.show(progress(1000, 4));
    display.end();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('ipass: 100/1000 replicates, point 2/4, ETA --:--');
    expect(lines[1]).toMatch(/^ipass: 1000\/1000 replicates, point 4\/4(, [\d,]+ replicates\/s)?$/);
    progressDisplay('ipass', terminal, true).show(progress(1));
    expect(lines).toHaveLength(2);
  });
});
