import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';

/** Validates XML with libxml2 and one of the XML schemas in test/cli/schemas. Returns the errors; empty if it is valid. */
export async function xmlErrors(contents: string, schema: 'junit' | 'checkstyle'): Promise<readonly string[]> {
  const xsd = readFileSync(`test/cli/schemas/${schema}.xsd`, 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents }], schema: [xsd] });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Validates JSON with one of the schemas in test/cli/schemas, or the official one of SARIF. Returns `No errors` if it is valid. */
export function jsonErrors(value: unknown, name: 'gitlab' | 'rdjson' | 'sarif'): string {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  ajv.validate(name === 'sarif' ? sarifSchema() : readJson(`test/cli/schemas/${name}.json`), value);
  return ajv.errorsText();
}

function sarifSchema(): object {
  const manifest = createRequire(join(process.cwd(), 'package.json')).resolve('@microsoft/jest-sarif/package.json');
  // The schema is of draft 4, whose keywords it uses alike in draft 7, except for the name of its id.
  const {
    id: _,
    $schema: __,
    ...draft7
  } = readJson(manifest.replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json'));
  return draft7;
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8'));
}
