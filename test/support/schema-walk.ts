import { Ajv } from 'ajv';
import type { JsonValue, StructuralSchema } from '../../server/src/core/index.ts';
import { jsonSchemaOf } from '../../server/src/core/schemas/json-schema.ts';
import { parseDocument } from '../../server/src/core/syntax/parse-document.ts';
import { Expressions } from '../../server/src/core/validation/expressions.ts';
import { formatProblem, isCheckedFormat } from '../../server/src/core/validation/formats.ts';
import type { Problem, Walk } from '../../server/src/core/validation/problem.ts';
import { validateValue } from '../../server/src/core/validation/validate-value.ts';

// Two validators that share no code but the formats. Neither compares CEL rules or lists that are maps, which JSON
// Schema cannot express.

const expressions = new Expressions();

/** Returns the problems that our schema walk reports for a value. */
export function problemsOf(value: JsonValue, schema: StructuralSchema): readonly Problem[] {
  return problemsOfText(JSON.stringify(value), schema);
}

/** Returns the same for a value in YAML. */
export function problemsOfText(text: string, schema: StructuralSchema): readonly Problem[] {
  const { root } = parseDocument(text);
  const walk: Walk = { problems: [], expressions };
  if (root) validateValue(root, schema, { span: root.span }, walk);
  return walk.problems;
}

/** Returns the problems that ajv can report as well, as `code path`. */
export function comparableProblems(value: JsonValue, schema: StructuralSchema): readonly string[] {
  const isListMap = ({ code, detail }: Problem) => code === 'duplicate-value' && detail.startsWith('has the same');
  return problemsOf(value, schema)
    .filter((problem) => !isListMap(problem))
    .map(({ code, path }) => `${code} ${path.join('.')}`);
}

const validators = new Map<StructuralSchema, (value: JsonValue) => boolean>();

/** Returns whether ajv accepts a value. */
export function ajvAccepts(value: JsonValue, schema: StructuralSchema): boolean {
  const validate = validators.get(schema) ?? compiled(schema);
  validators.set(schema, validate);
  return validate(value);
}

function compiled(schema: StructuralSchema): (value: JsonValue) => boolean {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  for (const format of ['date-time', 'byte', 'uri'])
    ajv.addFormat(format, (text: string) => formatProblem(text, format) === undefined);
  ajv.addFormat('int32', { type: 'number', validate: (value) => Math.abs(value + 0.5) <= 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: (value) => Math.abs(value) <= 2 ** 63 });
  for (const format of ['double', 'float']) ajv.addFormat(format, true);
  const validate = ajv.compile(JSON.parse(JSON.stringify(jsonSchemaOf(schema)), withLists));
  return (value) => validate(value);
}

/** The API server accepts a list for a string with a format; an exported JSON Schema does not express that. */
function withLists(_key: string, value: { readonly type?: unknown; readonly format?: unknown } | undefined) {
  const { type, format } = value ?? {};
  const isFormatted = type !== undefined && typeof format === 'string' && isCheckedFormat(format);
  return isFormatted ? { ...value, type: [type, 'array'].flat() } : value;
}
