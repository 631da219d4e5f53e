/** Returns the path of an invalid or missing member of a value; undefined if the value is valid. */
type Check = (value: unknown, path: string) => string | undefined;

/**
 * Returns the path of a member of the parameters of a request or notification that is missing or has the wrong type.
 * Members that the server does not use are not checked, so that it accepts newer clients.
 */
export function invalidMember(method: string, params: unknown): string | undefined {
  return Object.hasOwn(CHECKS, method) ? CHECKS[method]?.(params, 'params') : undefined;
}

const text: Check = (value, path) => (typeof value === 'string' ? undefined : path);
const integer: Check = (value, path) => (Number.isInteger(value) ? undefined : path);
const unsigned: Check = (value, path) => (Number.isInteger(value) && (value as number) >= 0 ? undefined : path);
const bool: Check = (value, path) => (typeof value === 'boolean' ? undefined : path);

function object(members: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
    for (const [name, check] of Object.entries(members)) {
      const found = check((value as Readonly<Record<string, unknown>>)[name], `${path}.${name}`);
      if (found) return found;
    }
    return undefined;
  };
}

function list(item: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return path;
    for (const [index, each] of value.entries()) {
      const found = item(each, `${path}[${index}]`);
      if (found) return found;
    }
    return undefined;
  };
}

/** Some clients send null instead of omitting a member. */
function optional(check: Check): Check {
  return (value, path) => (value === undefined || value === null ? undefined : check(value, path));
}

const position = object({ line: unsigned, character: unsigned });
const range = object({ start: position, end: position });
const textDocument = object({ uri: text });
const inDocument = { textDocument };
const atPosition = { textDocument, position };
/** Clients of older versions of the protocol may have no version. */
const versioned = object({ uri: text, version: optional(integer) });
const item = object({ uri: text, selectionRange: range });
const folders = list(object({ uri: text }));

const CHECKS: Readonly<Record<string, Check>> = Object.fromEntries<Check>([
  ...[
    'completion',
    'declaration',
    'definition',
    'documentHighlight',
    'hover',
    'implementation',
    'prepareCallHierarchy',
    'prepareRename',
    'references',
  ].map((name) => [`textDocument/${name}`, object(atPosition)] as const),
  ...['codeLens', 'diagnostic', 'documentLink', 'documentSymbol', 'foldingRange'].map(
    (name) => [`textDocument/${name}`, object(inDocument)] as const,
  ),
  ['textDocument/codeAction', object({ ...inDocument, range, context: object({ only: optional(list(text)) }) })],
  ['textDocument/inlayHint', object({ ...inDocument, range })],
  ['textDocument/onTypeFormatting', object({ ...atPosition, ch: text })],
  ['textDocument/rename', object({ ...atPosition, newName: text })],
  ['textDocument/selectionRange', object({ ...inDocument, positions: list(position) })],
  ['callHierarchy/incomingCalls', object({ item })],
  ['callHierarchy/outgoingCalls', object({ item })],
  ['completionItem/resolve', object({ label: text })],
  ['codeAction/resolve', object({ title: text })],
  ['codeLens/resolve', object({ range })],
  ['workspace/symbol', object({ query: text })],
  ['workspace/diagnostic', object({ previousResultIds: list(object({ uri: text, value: text })) })],
  ['kamajiMetal3/create', object({ uri: text, position })],
  ['kamajiMetal3/targets', object({ uri: text })],
  ['kamajiMetal3/targetEdit', object({ configurationFile: text, provider: text, release: text })],
  ['kamajiMetal3/tree', optional(object({ cluster: optional(object({ uri: text, position })) }))],
  ['kamajiMetal3/picture', optional(object({ cluster: optional(object({ uri: text, position })) }))],
  ['kamajiMetal3/variables', object({ uri: text })],
  ['textDocument/didOpen', object({ textDocument: object({ uri: text, version: optional(integer), text }) })],
  [
    'textDocument/didChange',
    object({ textDocument: versioned, contentChanges: list(object({ text, range: optional(range) })) }),
  ],
  ['textDocument/didClose', object(inDocument)],
  ['workspace/didChangeWatchedFiles', object({ changes: list(object({ uri: text })) })],
  ['workspace/didChangeWorkspaceFolders', object({ event: object({ added: folders, removed: folders }) })],
  ['kamajiMetal3/redHatYaml', object({ active: bool })],
]);
