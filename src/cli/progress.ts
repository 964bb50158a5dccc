import { SingleBar } from 'cli-progress';
import type { Progress } from '../engine/engineOptions.ts';
import type { Language } from '../report/messages/messages.ts';
import { say } from './say.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far a run is; `end` removes what must not stay. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  end(): void;
}

/** Milliseconds between two lines in a pipe. */
const LINE_INTERVAL = 5000;

/** `1:05`, `2:03:00`; `--:--` while nothing is known. */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '--:--';
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Replicates a second since the first report, so that batches read from a checkpoint do not flatter the rate. */
export class Pace {
  private first: { done: number; at: number } | undefined;
  rate = Number.NaN;
  secondsLeft = Number.NaN;

  /** `now` in milliseconds. */
  update({ replicatesDone, replicatesTotal }: Progress, now: number): void {
    this.first ??= { done: replicatesDone, at: now };
    const seconds = (now - this.first.at) / 1000;
    this.rate = seconds > 0 ? (replicatesDone - this.first.done) / seconds : Number.NaN;
    this.secondsLeft = this.rate > 0 ? (replicatesTotal - replicatesDone) / this.rate : Number.NaN;
  }

  /** `12,345 replicates/s`. */
  words(language: Language): string {
    if (!Number.isFinite(this.rate)) return '';
    return say(language, '{rate} replicates/s', { rate: Math.round(this.rate).toLocaleString('en') });
  }
}

const where = ({ point, points }: Progress, language: Language) =>
  points > 1 ? say(language, 'point {point}/{points}', { point: Math.min(point + 1, points), points }) : '';

const left = (pace: Pace, language: Language) =>
  say(language, 'ETA {time}', { time: clock(pace.secondsLeft) });

function bar(title: string, language: Language): ProgressDisplay {
  const pace = new Pace();
  const display = new SingleBar({
    format: `${title} {bar} {percentage}% {words}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  let started = false;
  return {
    show(progress) {
      pace.update(progress, performance.now());
      const words = [where(progress, language), pace.words(language), left(pace, language)]
        .filter(Boolean)
        .join(' · ');
      if (!started) display.start(progress.replicatesTotal, progress.replicatesDone, { words });
      started = true;
      display.setTotal(progress.replicatesTotal);
      display.update(progress.replicatesDone, { words });
    },
    end: () => display.stop(),
  };
}

function lines(title: string, terminal: Terminal): ProgressDisplay {
  const language = terminal.language ?? 'en';
  const pace = new Pace();
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      const now = performance.now();
      pace.update(progress, now);
      const finished = progress.point === progress.points;
      if (now - last < LINE_INTERVAL && !finished) return;
      last = now;
      const words = [
        say(language, '{done}/{total} replicates', {
          done: progress.replicatesDone,
          total: progress.replicatesTotal,
        }),
        where(progress, language),
        pace.words(language),
        finished ? '' : left(pace, language),
      ];
      terminal.err(`${title}: ${words.filter(Boolean).join(', ')}`);
    },
    end: () => {},
  };
}

/** A bar with rate and ETA for a person, a plain line now and then for a pipe, nothing when `quiet`. */
export function progressDisplay(title: string, terminal: Terminal, quiet: boolean): ProgressDisplay {
  if (quiet) return { show: () => {}, end: () => {} };
  return terminal.watched ? bar(title, terminal.language ?? 'en') : lines(title, terminal);
}
