import type { StructuralSchema } from '../../schemas/structural-schema.ts';

/** `slice` is a list of anything but bytes, `any` a value without a type in the CRD, such as RawExtension. */
export type GoType =
  | 'string'
  | 'int'
  | 'float'
  | 'bool'
  | 'struct'
  | 'map'
  | 'slice'
  | '[]byte'
  | 'IntOrString'
  | 'Time'
  | 'Duration'
  | 'Quantity'
  | 'BootstrapToken'
  | 'any';

/** How a field of a Go struct encodes an empty or zero value. `lost`: the Go type has no such field. */
type EmptyValue = 'written' | 'omitempty' | 'omitzero' | 'lost';

/** How a field of a Go struct decodes a value and encodes it again. */
export interface GoField {
  readonly isPointer: boolean;
  readonly type: GoType;
  readonly empty: EmptyValue;
}

/** The type and the tag of a field, as in Go: `*string,omitempty`. Without a tag, empty values are written. */
export type GoFieldText = `${'*' | ''}${GoType}${'' | `,${Exclude<EmptyValue, 'written'>}`}`;

export function parseGoField(text: GoFieldText): GoField {
  const [type, tag] = text.replace('*', '').split(',') as [GoType, EmptyValue?];
  return { isPointer: text.startsWith('*'), type, empty: tag ?? 'written' };
}

/**
 * API types up to v1beta1 write required fields; later ones omit empty fields. A webhook that only validates runs last, after
 * the API server has dropped the status.
 */
export type GoStyle = 'writes-required' | 'omits-empty' | 'only-reads' | 'only-validates';

/** Returns the field that a schema has in most types of a style; tables list the exceptions. */
export function usualGoField(schema: StructuralSchema, isRequired: boolean, style: GoStyle): GoField {
  const type = goTypeOf(schema);
  const field = (isPointer: boolean, empty: EmptyValue): GoField => ({ isPointer, type, empty });
  if (type === 'any')
    return isRequired && style === 'writes-required' ? field(false, 'written') : field(true, 'omitempty');
  const isStruct = type === 'struct' || type === 'Time';
  if (style !== 'omits-empty')
    return isRequired
      ? field(false, 'written')
      : field(isStruct || type === 'IntOrString' || type === 'int', 'omitempty');
  if (isStruct) return field(false, 'omitzero');
  return field(type === 'IntOrString' || ((type === 'int' || type === 'bool') && !isRequired), 'omitempty');
}

export function goTypeOf(schema: StructuralSchema): GoType {
  if (schema['x-kubernetes-int-or-string']) return 'IntOrString';
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? 'Time' : schema.format === 'byte' ? '[]byte' : 'string';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'array':
      return 'slice';
    case 'object':
      return schema.properties ? 'struct' : 'map';
    default:
      return 'any';
  }
}
