import type { Axis, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Language, Messages } from '../messages/messages.ts';
import type { Layout } from './chart.ts';
import type { Switch } from './heldAxes.ts';

/** A simulated quantity that a chart of panels draws. */
export interface Quantity {
  /** Panel it belongs to, e.g. the test; panels stand in the order in which they first appear. */
  panel: string;
  row: ResultRow;
  /** Design that it is about, where the row's `design` is something else. */
  owner?: string;
  /** Spread of single trials around an expectation, where the chart has one. */
  spread?: { low: ResultRow; high: ResultRow };
}

/** One picture of a chart of panels: what a panel shows at the points of a column. */
export interface Cell {
  panel: string;
  points: ReadonlySet<number>;
}

/** Small multiples of the same further swept values. */
interface Column {
  /** The values in words; '' where there is one column. */
  name: string;
  points: ReadonlySet<number>;
}

/** What a chart of panels is told beside its quantities. */
export interface PanelOptions {
  title: string;
  /** Name of the kind of panel for the data table, e.g. `Test`. */
  panelKind: string;
  axisTitle: (panel: string) => string;
  /** d3 number format of the value axis. */
  format: string;
  /** Value of the grey line, e.g. 0 for bias; by cell where not all have one or the same. */
  baseline?: number | ((cell: Cell) => number | null);
  /** Ends of the value axis; where the cells of a panel differ in them, each has an axis of its own. */
  domain: (cell: Cell) => [number, number];
  /** Ticks of the value axis; chosen from the domain where not given. */
  ticks?: (cell: Cell) => number[];
  /** Dots with intervals instead of lines with bands over a sweep. */
  dots?: boolean;
  notes: string[];
  /** Further notes that depend on which cells there are. */
  cellNotes?: (cells: Cell[]) => string[];
}

/** One drawn mark: fields are short because every chart embeds its data. */
export interface Mark {
  panel: string;
  column: string;
  design: string;
  owner?: string;
  label: string;
  x?: number | string;
  /** Point of the sweep, where there is one. */
  p?: number;
  /** Held values that it belongs to, where they can be switched. */
  h?: string;
  y: number;
  lo: number | null;
  hi: number | null;
  ref?: number;
  slo?: number | null;
  shi?: number | null;
  /** The value in words, where it is written at the mark. */
  text?: string;
  /** Row of the chart's data table, from 1 (Vega takes 0 for no tooltip): what a reader sees who points at the mark. */
  i: number;
}

/** What both kinds of panels need. */
export interface Drawing {
  result: ScenarioResult;
  language: Language;
  words: Messages;
  layout: Layout;
  options: PanelOptions;
  panels: string[];
  columns: Column[];
  /** The axis along x; null without a sweep. */
  along: Axis | null;
  marks: Mark[];
  /** How a reader of the page switches between held values; null where the marks are of the headline's only. */
  switched: Switch | null;
}

/** Where the grey line of a cell runs; null where it has none. */
export function baselineOf({ baseline }: PanelOptions, cell: Cell): number | null {
  return typeof baseline === 'function' ? baseline(cell) : (baseline ?? null);
}
