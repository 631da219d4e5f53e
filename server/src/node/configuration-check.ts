import { Ajv, type ErrorObject } from 'ajv';
import {
  type ConfigurationCheck,
  type ConfigurationFault,
  configurationSchema,
  type Provider,
  pointerSteps,
} from '../core/index.ts';
import { REGISTRY } from '../providers/index.ts';

/**
 * Returns the check of configuration files by their JSON Schema. The schema is compiled on first use, since that takes
 * time.
 */
export function configurationCheck(providers: readonly Provider[]): ConfigurationCheck {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true }).compile(
    configurationSchema(providers, REGISTRY.rules),
  );
  return (value) => {
    if (validate(value)) return [];
    const faults = (validate.errors ?? []).flatMap(faultOf);
    // Report one error per place: a release that is a number has the wrong type and an unknown value.
    const byPlace = new Map<string, ConfigurationFault>();
    for (const fault of faults) if (!byPlace.has(placeOf(fault))) byPlace.set(placeOf(fault), fault);
    return [...byPlace.values()];
  };
}

function placeOf({ path, key }: ConfigurationFault): string {
  return [...path, key ?? ''].join('\n');
}

function faultOf({ instancePath, keyword, params, parentSchema, schema }: ErrorObject): readonly ConfigurationFault[] {
  const path = (pointerSteps(instancePath) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (keyword === 'additionalProperties')
    return [
      {
        path,
        kind: 'unknown-key',
        key: params.additionalProperty,
        allowed: Object.keys((parentSchema as { properties: object }).properties),
      },
    ];
  if (keyword === 'type') return [{ path, kind: 'wrong-type', allowed: [params.type] }];
  if (keyword === 'enum') return [{ path, kind: 'not-allowed', allowed: (schema as unknown[]).map(String) }];
  return [];
}
