import { fullSchema, type SchemaNode } from './jsonSchema.ts';
import { REFERENCE_INTRODUCTION } from './referenceIntroduction.ts';

/** A table of fields with its heading. */
interface Section {
  title: string;
  node: SchemaNode;
}

/**
 * The reference page of every field: meaning, unit, default, example, made from the schema.
 *
 * @returns Markdown that ends in a newline
 */
export function referenceMarkdown(): string {
  const root = fullSchema();
  const named = Object.entries(root.$defs ?? {})
    .filter(([, node]) => node.properties !== undefined)
    .map(([title, node]): Section => ({ title, node }));
  const sections = [{ title: 'Scenario file', node: root }, ...named].flatMap(({ title, node }) => [
    { title, node },
    ...innerSections(title === 'Scenario file' ? '' : title, node),
  ]);
  return `${REFERENCE_INTRODUCTION}\n${sections.map(sectionText).join('\n')}`;
}

/** Tables written inside others get sections of their own, named by their path. */
function innerSections(path: string, node: SchemaNode): Section[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return tablesIn(inner, here).flatMap(({ title, node: table }) => [
      { title, node: table },
      ...innerSections(title, table),
    ]);
  });
}

function tablesIn(node: SchemaNode, path: string): Section[] {
  const here = node.properties === undefined ? [] : [{ title: path, node }];
  const free = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
  return [
    ...here,
    ...(node.anyOf ?? []).flatMap((one) => tablesIn(one, path)),
    ...(node.items === undefined ? [] : tablesIn(node.items, path)),
    ...(free === undefined ? [] : tablesIn(free, `${path}.NAME`)),
  ].filter(
    ({ title, node: table }, i, all) => all.findIndex((other) => sameTable(other, title, table)) === i,
  );
}

/** A value by cell repeats its table for the single value and for each population. */
const sameTable = (other: Section, title: string, table: SchemaNode): boolean =>
  other.title.replace(/(\.NAME)+$/, '') === title.replace(/(\.NAME)+$/, '') &&
  JSON.stringify(other.node.properties) === JSON.stringify(table.properties);

const HEADER = ['key', 'meaning', 'form', 'unit', 'default', 'example'];

function sectionText({ title, node }: Section): string {
  const rows = Object.entries(node.properties!).map(([key, field]) => [
    code(key),
    field.description ?? '',
    formText(field),
    field.unit ?? '',
    defaultText(field, node.required?.includes(key) === true),
    (field.examples ?? []).map((example) => code(flow(example))).join('; '),
  ]);
  const notes = [
    node.description === undefined ? '' : `${node.description}.`,
    node.exactlyOneOf === undefined ? '' : `Exactly one of ${node.exactlyOneOf.map(code).join(', ')}.`,
  ].filter((note) => note !== '');
  return [`## ${title}`, '', ...(notes.length > 0 ? [notes.join(' '), ''] : []), ...tableText(rows), ''].join(
    '\n',
  );
}

/** A Markdown table with its columns aligned, as the formatter leaves it. */
function tableText(rows: string[][]): string[] {
  const cells = [HEADER, ...rows.map((row) => row.map((text) => text.replaceAll('|', '\\|')))];
  const widths = HEADER.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: string[]) => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  const [header, ...body] = cells.map(line);
  return [header, line(widths.map((width) => '-'.repeat(width))), ...body];
}

const code = (text: string): string => `\`${text}\``;

function defaultText(field: SchemaNode, needed: boolean): string {
  if (needed) return 'required';
  if (field.otherwise !== undefined) return field.otherwise;
  return field.default === undefined ? '' : code(flow(field.default));
}

/** A value as YAML writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(', ')}}`;
}

const FORMS: Record<string, string> = { number: 'number', integer: 'whole number', string: 'text' };

function formText(node: SchemaNode): string {
  if (node.$ref !== undefined) return refText(node.$ref);
  if (node.enum !== undefined) return node.enum.map((value) => code(String(value))).join(', ');
  if (node.const !== undefined) return code(String(node.const));
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(formText))].join(', or ');
  if (node.items !== undefined) return `list of ${formText(node.items)}`;
  if (node.type === 'array') return 'list';
  if (node.properties !== undefined) return 'table';
  if (typeof node.additionalProperties === 'object') {
    const names = node.propertyNames?.enum?.map((name) => code(String(name))).join(', ') ?? 'name';
    const inner = formText(node.additionalProperties);
    return `table: ${names} to ${inner.includes(', or ') ? `(${inner})` : inner}`;
  }
  return [node.type ?? '']
    .flat()
    .map((type) => FORMS[type] ?? 'anything')
    .join(', or ');
}

/** A link to the section of a definition; the two without a section are told in words. */
function refText(ref: string): string {
  const name = ref.split('/').at(-1)!;
  if (name === 'LocalText') return 'text, or {en, zh}';
  return name === 'Population' ? 'population' : `[${name}](#${name.toLowerCase()})`;
}
