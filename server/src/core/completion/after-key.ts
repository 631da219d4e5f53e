import type { Indentation } from '../cursor/indentation.ts';
import type { StructuralSchema } from '../schemas/structural-schema.ts';
import { joinPath, type Usage } from '../schemas/usage.ts';
import type { Stop, Template } from '../text/template.ts';

/** The formatting of the document and the usage data for generated YAML. */
export interface Layout {
  readonly eol: string;
  readonly indentation: Indentation;
  readonly usage: Usage;
  readonly kind: { readonly group: string; readonly kind: string };
}

/**
 * Returns the text to insert after a key: its colon, then the required fields of an object, or the dash of a list.
 * Values that only the author knows become tab stops. `column` is the column of the key; `path` has the form that
 * `Usage` expects.
 */
export function afterKey(schema: StructuralSchema, path: string, column: number, layout: Layout): Template {
  return finished(new Writer(layout).afterKey(schema, path, column, 0));
}

export type Shape = 'object' | 'map' | 'array' | 'scalar';

export function shapeOf(schema: StructuralSchema): Shape {
  if (schema['x-kubernetes-int-or-string']) return 'scalar';
  if (schema.type === 'array') return 'array';
  if (schema.properties) return 'object';
  return schema.type === 'object' ? 'map' : 'scalar';
}

/** Turns a single plain tab stop into the final one, so that the editor leaves snippet mode. */
function finished(template: Template): Template {
  const stops = template.filter((part) => typeof part !== 'string');
  if (stops.length !== 1 || stops[0]?.content !== undefined || stops[0]?.choices) return template;
  return template.map((part) => (typeof part === 'string' ? part : { stop: 0 }));
}

const MAX_DEPTH = 5;

class Writer {
  readonly #layout: Layout;
  #stops = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  afterKey(schema: StructuralSchema, path: string, column: number, depth: number): Template {
    const { indentation, usage, kind, eol } = this.#layout;
    const shape = shapeOf(schema);
    if (shape === 'scalar') return depth === 0 ? [': '] : [': ', ...this.#value(schema)];
    if (shape === 'object' && usage.isMostlyEmpty(kind, path) && !schema.required?.length) return [': {}'];
    if (shape !== 'array') {
      const below = column + indentation.step;
      return [`:${eol}${' '.repeat(below)}`, ...this.fields(schema, path, below, depth + 1)];
    }
    const dash = column + indentation.dash;
    return [`:${eol}${' '.repeat(dash)}- `, ...this.fields(schema.items ?? {}, `${path}[]`, dash + 2, depth + 1)];
  }

  /**
   * Returns the required fields of an object: the first at the current position, each other one on a new line in column
   * `column`.
   */
  fields(schema: StructuralSchema, path: string, column: number, depth: number): Template {
    const { usage, kind, eol } = this.#layout;
    const required = shapeOf(schema) === 'object' && depth < MAX_DEPTH ? (schema.required ?? []) : [];
    const fields = required.flatMap((name) => {
      const field = schema.properties?.[name];
      return field ? [{ name, field, path: joinPath(path, name) }] : [];
    });
    if (fields.length === 0) return [{ stop: ++this.#stops }];
    fields.sort((a, b) => usage.ofField(kind, b.path) - usage.ofField(kind, a.path));
    return fields.flatMap(({ name, field, path: below }, index) => [
      index === 0 ? name : `${eol}${' '.repeat(column)}${name}`,
      ...this.afterKey(field, below, column, depth + 1),
    ]);
  }

  #value(schema: StructuralSchema): Template {
    const values = schema.type === 'boolean' ? ['true', 'false'] : (schema.enum ?? []).map(String);
    const [only] = values;
    if (only !== undefined && values.length === 1) return [only];
    const stop: Stop = { stop: ++this.#stops };
    if (values.length > 1) return [{ ...stop, choices: values }];
    const fallback = typeof schema.default === 'object' ? undefined : schema.default;
    return [fallback === undefined ? stop : { ...stop, content: [String(fallback)] }];
  }
}
