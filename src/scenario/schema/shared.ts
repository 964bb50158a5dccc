import { z } from 'zod';

/** Documentation of a field beside its meaning; goes into the JSON Schema and the reference page. */
interface Notes {
  unit?: string;
  /** Value taken where the file gives none. */
  default?: unknown;
  /** The same in words, where it depends on something. */
  otherwise?: string;
  examples?: unknown[];
}

/** A field with its documentation. */
export function field<T extends z.ZodType>(schema: T, description: string, notes: Notes = {}): T {
  return schema.meta({ description, ...notes }) as T;
}

export const finite = z.number();
export const probability = z.number().min(0).max(1);
export const positive = z.number().gt(0);
export const nonNegative = z.number().min(0);
export const count = z.int().min(1);

export const localText = z
  .union([
    z.string(),
    z.strictObject({
      en: field(z.string(), 'English text'),
      zh: field(z.string(), 'Chinese text').optional(),
    }),
  ])
  .meta({ id: 'LocalText', description: 'Text; plain text is English' });

export const population = z.string().meta({
  id: 'Population',
  description:
    'Population expression: all, X+, X-, X? (no assay result), true X+, factor = level, score >= q60 and score < q60 (quantile of the screened), joined by &, | and not, with parentheses',
  examples: ['all', 'EGFR+', 'EGFR+ & tumour = lung', 'true EGFR-', 'not EGFR+', 'risk >= q60'],
});

/** A number, or a number by period. */
export const periods = <T extends z.ZodType>(value: T) =>
  z.union([
    value,
    z
      .array(
        z.strictObject({
          until: field(positive, 'End of the period; the last period has none', {
            unit: 'months',
          }).optional(),
          value: field(value, 'Value in the period'),
        }),
      )
      .min(1),
  ]);

/** A value, or a table of values by population. */
export const byCell = <T extends z.ZodType>(value: T) => z.union([value, z.record(z.string(), value)]);

/**
 * A table of which exactly one of `keys` must be given. Checked where it is read, so that the fault is told apart; no
 * JSON Schema keyword, since a file that varies another one gives parts of tables.
 */
export function oneKeyOf<T extends z.ZodType>(schema: T, keys: readonly string[]): T {
  return schema.meta({ ...schema.meta(), exactlyOneOf: keys }) as T;
}
