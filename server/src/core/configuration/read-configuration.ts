import type { Finding } from '../findings/finding.ts';
import type { RuleSetting } from '../findings/rule-settings.ts';
import { writeScalar } from '../fixes/write-scalar.ts';
import type { Provider } from '../schemas/bundle.ts';
import { isObject } from '../schemas/history.ts';
import { findProvider, findRelease, minorOf, providerNames, providerTitle } from '../schemas/releases.ts';
import type { JsonValue } from '../schemas/structural-schema.ts';
import { entryOf, type NodePath, nodeAt, scalarAt } from '../syntax/lookup.ts';
import type { ManifestDocument } from '../syntax/manifest-document.ts';
import type { ManifestFile } from '../syntax/manifest-file.ts';
import type { Node } from '../syntax/node.ts';
import { sentenceStart } from '../text/sentence.ts';
import { nearestTo } from '../text/similar-names.ts';
import { type Span, span } from '../text/span.ts';
import { plainValue } from '../validation/plain-value.ts';
import { AUTO, type Configuration, NO_CONFIGURATION } from './configuration.ts';

/** A part of the file that its JSON Schema rejects. */
export interface ConfigurationFault {
  /** The path of the value or, for an unknown key, of the object that contains it. */
  readonly path: NodePath;
  readonly kind: 'unknown-key' | 'not-allowed' | 'wrong-type';
  /** The unknown key. */
  readonly key?: string;
  /** The valid keys or values, or the required type. */
  readonly allowed: readonly string[];
}

/** Checks a value against `configurationSchema`. */
export type ConfigurationCheck = (value: JsonValue) => readonly ConfigurationFault[];

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
}

/** Reads a configuration file. Invalid settings are reported and have no effect; the others apply. */
export function readConfiguration(
  file: ManifestFile,
  check: ConfigurationCheck,
  providers: readonly Provider[],
  currentRuleId: (id: string) => string,
): ReadConfiguration {
  const document = file.documents.find(({ parsed }) => parsed.root !== undefined || parsed.problems.length > 0);
  const root = document?.parsed.root;
  if (!document) return { configuration: NO_CONFIGURATION, findings: [] };
  const at = (where: Span, path: NodePath, message: string): Finding => ({
    ...HEAD,
    message,
    place: { uri: file.uri, document, span: where },
    path,
  });
  const [problem] = document.parsed.problems;
  const broken = problem
    ? [at(problem.span, [], `${problem.message.replace(/\.$/, '')}. What cannot be read here has no effect.`)]
    : [];
  if (!root) return { configuration: NO_CONFIGURATION, findings: broken };
  const value = valueIn(root);
  const faults = check(value);
  return {
    configuration: configurationOf(value, faults, providers, currentRuleId),
    findings: [
      ...broken,
      ...renamedRuleFindings(root, document, file.uri, currentRuleId),
      ...faults
        .slice(0, MAX_REPORTED)
        .map((fault) => at(spanOf(root, fault, document), fault.path, messageOf(fault, root, providers))),
    ].sort((one, other) => one.place.span.start - other.place.span.start),
  };
}

/** Limits the time that the messages of one file take. */
const MAX_REPORTED = 200;

const HEAD = {
  rule: 'configuration',
  severity: 'warning',
  effect: 'wrong',
  by: 'schema',
  releases: [],
  tags: [],
  related: [],
  fixes: [],
} as const satisfies Partial<Finding>;

/** Returns a hint for each rule that is configured under a former id, with the fix that writes the current one. */
function renamedRuleFindings(
  root: Node,
  document: ManifestDocument,
  uri: string,
  currentRuleId: (id: string) => string,
): readonly Finding[] {
  const rules = nodeAt(root, ['rules']);
  if (rules?.kind !== 'map') return [];
  return rules.entries.flatMap(({ key }): readonly Finding[] => {
    const current = key.kind === 'scalar' ? currentRuleId(key.text) : undefined;
    if (key.kind !== 'scalar' || current === undefined || current === key.text) return [];
    const change = writeScalar(key, current);
    return [
      {
        ...HEAD,
        severity: 'hint',
        effect: 'advice',
        message: `Rule "${key.text}" was renamed to "${current}".`,
        place: { uri, document, span: key.span },
        path: ['rules', key.text],
        fixes: change ? [{ title: `Change to ${current}`, edits: [{ uri, document, change }], certain: true }] : [],
      },
    ];
  });
}

/** Returns the value of a node by the rules of YAML 1.2, which editors use for this file: `off` is a string. */
function valueIn(node: Node): JsonValue {
  if (node.kind === 'scalar') return /^(on|off|yes|no|y|n)$/i.test(node.text) ? node.text : plainValue(node);
  if (node.kind === 'sequence') return node.items.map(valueIn);
  return Object.fromEntries(
    node.entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[key.text, valueIn(value)] as const] : [])),
  );
}

function configurationOf(
  value: JsonValue,
  faults: readonly ConfigurationFault[],
  providers: readonly Provider[],
  currentRuleId: (id: string) => string,
): Configuration {
  const unsound = new Set(faults.map((fault) => pathKey([...fault.path, ...keyOf(fault)])));
  const isValid = (...path: NodePath) => !unsound.has(pathKey(path));
  const section = (name: string) => {
    const own = isObject(value) ? value[name] : undefined;
    return isValid(name) ? own : undefined;
  };
  const entriesOf = (name: string) => {
    const own = section(name);
    return isObject(own) ? Object.entries(own).filter(([key]) => isValid(name, key)) : [];
  };
  const listOf = (name: string) => {
    const own = section(name);
    return Array.isArray(own)
      ? limited(own.filter((item, index): item is string => typeof item === 'string' && isValid(name, index)))
      : [];
  };
  return {
    targets: Object.fromEntries(
      entriesOf('targets').flatMap(([name, wanted]) => {
        const provider = findProvider(name, providers);
        const release = provider && typeof wanted === 'string' ? targetOf(wanted, provider) : undefined;
        return provider && release ? [[provider.name, release] as const] : [];
      }),
    ),
    // The JSON Schema guarantees the type.
    rules: Object.fromEntries(
      entriesOf('rules').map(([rule, setting]) => [currentRuleId(rule), setting as RuleSetting]),
    ),
    crds: listOf('crds'),
    include: listOf('include'),
    exclude: listOf('exclude'),
    roots: listOf('roots'),
  };
}

/** Returns the first patterns of a list: each one is compared with each path. */
function limited(patterns: readonly string[]): readonly string[] {
  let length = 0;
  return patterns.slice(0, MAX_PATTERNS).filter((pattern) => {
    length += pattern.length;
    return length <= MAX_PATTERN_LENGTH;
  });
}

const MAX_PATTERNS = 500;
/** The characters of all patterns of a list. */
const MAX_PATTERN_LENGTH = 50_000;

/** Returns the release that a user means, or `auto`; undefined for an unknown release. */
export function targetOf(wanted: string, provider: Provider): string | undefined {
  return wanted.trim().toLowerCase() === AUTO ? AUTO : findRelease(wanted, provider);
}

function keyOf({ key }: ConfigurationFault): NodePath {
  return key === undefined ? [] : [key];
}

function pathKey(path: NodePath): string {
  return path.join('\n');
}

/** Returns the span of the unknown key or the invalid value; of the key if the value is empty. */
function spanOf(root: Node, { path, key }: ConfigurationFault, document: ManifestDocument): Span {
  const node = nodeAt(root, path);
  if (key !== undefined) return entryOf(node, key)?.key.span ?? node?.span ?? root.span;
  if (node && node.span.end > node.span.start)
    return node.kind === 'scalar' ? node.span : (keySpan(root, path) ?? node.span);
  return keySpan(root, path) ?? span(0, document.text.length);
}

function keySpan(root: Node, path: NodePath): Span | undefined {
  return entryOf(nodeAt(root, path.slice(0, -1)), String(path.at(-1)))?.key.span;
}

function messageOf(
  { path, kind, key, allowed }: ConfigurationFault,
  root: Node,
  providers: readonly Provider[],
): string {
  const [section] = path;
  if (kind === 'unknown-key') {
    const noun = section === 'targets' ? 'provider' : section === 'rules' ? 'rule' : 'setting';
    const names = noun === 'provider' ? providerNames(providers) : allowed;
    const known = noun === 'rule' ? '' : ` Known: ${names.join(', ')}.`;
    return `Unknown ${noun} "${key}". It has no effect.${question(key ?? '', allowed) || known}`;
  }
  const written = scalarAt(root, path)?.text ?? 'nothing';
  if (kind === 'wrong-type')
    return section === 'targets'
      ? `A release must be a string, but ${written} is a number. Use v${written}, or add quotes. The setting has no effect.`
      : `The value must be ${article(allowed[0] ?? '')}. The setting has no effect.`;
  if (section !== 'targets')
    return `Unknown value ${scalarAt(root, path) ? `"${written}"` : written}. Use one of ${allowed.join(', ')}. The setting has no effect.${question(written, allowed)}`;
  const minors = [...new Set(allowed.filter((each) => /\d/.test(each)).map(minorOf))];
  return `${providerName(path, providers)} ${written} is not a known release. All releases apply. Use ${minors.at(-1)} to ${minors[0]}, latest or auto.${question(written, allowed)}`;
}

function providerName(path: NodePath, providers: readonly Provider[]): string {
  const name = String(path.at(-1));
  const provider = findProvider(name, providers);
  return provider ? sentenceStart(providerTitle(provider)) : name;
}

function question(text: string, allowed: readonly string[]): string {
  const [near] = nearestTo(text, allowed);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function article(type: string): string {
  return type === 'object' ? 'a map of keys' : type === 'array' ? 'a list' : `a ${type}`;
}
