/**
 * Deliberate faults, each of which the named tests must notice: `node scripts/mutants.mjs [PART]` runs those whose name
 * contains PART. `from` occurs exactly once in `server/src`; test/mutants.test.ts checks this. `tests` are parts of the
 * paths of tests.
 */
export const MUTANTS = [
  {
    name: 'an unreadable document does not count for its folder',
    from: 'for (const container of [uri, folderOf(uri)]) {\n      const key = indexKey.opaqueIn',
    to: 'for (const container of [uri]) {\n      const key = indexKey.opaqueIn',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'hasUnreadable only checks the file of the object',
    from: 'return isAcrossFiles(query, resource) && isOpaque(query, folderOf(resource.uri));',
    to: 'return false;',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'an unset namespace on the other side does not match',
    from: 'return a === b || a === ANY_NAMESPACE || b === ANY_NAMESPACE',
    to: 'return a === b || a === ANY_NAMESPACE',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'an unset namespace on this side does not match',
    from: 'return a === b || a === ANY_NAMESPACE || b === ANY_NAMESPACE',
    to: 'return a === b || b === ANY_NAMESPACE',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'an object of another namespace may be in the build',
    from: '.filter((each) => together.isMoved || each !== name)',
    to: '',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'a remote resource of a kustomization cannot contain an object',
    from: 'if (together.isOpen) return true;',
    to: '',
    tests: ['core/workspace/resolve'],
  },
  {
    name: 'no release if connected objects share none',
    from: 'return common.length > 0 ?',
    to: 'return true ?',
    tests: ['core/validation/schema-validator'],
  },
  {
    name: 'versions that no release serves are considered',
    from: 'filter((serving) => serving.length > 0)',
    to: 'filter(() => true)',
    tests: ['core/validation/schema-validator'],
  },
  {
    name: 'minProperties is exclusive',
    from: 'count >= minProperties',
    to: 'count > minProperties',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'maxProperties is exclusive',
    from: 'count > maxProperties;',
    to: 'count >= maxProperties;',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'maxItems is exclusive',
    from: 'if (count > maxItems)',
    to: 'if (count >= maxItems)',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'defaults are not counted',
    from: 'const count = present.length + defaulted.length;',
    to: 'const count = present.length;',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'lengths are counted in UTF-16 units',
    from: 'if (text.length < 2 * minLength ||',
    to: 'if (text.length < minLength ||',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'the largest int32 is rejected',
    from: 'value > 2 ** 31 - 1',
    to: 'value >= 2 ** 31 - 1',
    tests: ['core/validation/validate-value'],
  },
  {
    name: 'at most two letters may differ',
    from: 'Math.min(3, Math.max',
    to: 'Math.min(2, Math.max',
    tests: ['core/text'],
  },
  {
    name: 'the first of duplicate keys is read',
    from: 'for (let index = node.entries.length - 1; index >= 0; index--) {',
    to: 'for (let index = 0; index < node.entries.length; index++) {',
    tests: ['core/syntax/lookup'],
  },
  {
    name: 'a dollar sign in a snippet is not escaped',
    from: 'snippet(template, /[\\\\$]/g)',
    to: 'snippet(template, /[\\\\]/g)',
    tests: ['core/text'],
  },
  {
    name: 'equal findings are listed twice',
    from: 'else if (!others.some((other) => sameFinding(other, finding))) others.push(finding);',
    to: 'else others.push(finding);',
    tests: ['core/workspace/findings'],
  },
  {
    name: 'findings are not sorted',
    from: '.flat().sort(byPlaceAndRule)',
    to: '.flat()',
    tests: ['core/workspace/findings'],
  },
  {
    name: 'findings of one place keep the order of edits',
    from: '|| compare(a.rule, b.rule) || compare(a.message, b.message)',
    to: '|| (a.rule < b.rule ? -1 : 1)',
    tests: ['core/workspace/findings'],
  },
  {
    name: 'a third object of a key is reported',
    from: 'this.#touchSeveral(key, resource.uri, 2, touched);',
    to: 'this.#touchSeveral(key, resource.uri, 3, touched);',
    tests: ['core/workspace/object-index'],
  },
  {
    name: 'a second object of a key is not reported',
    from: 'this.#touchSeveral(key, resource.uri, 2, touched);',
    to: 'this.#touchSeveral(key, resource.uri, 1, touched);',
    tests: ['core/workspace/object-index'],
  },
  {
    name: 'a moved field doubles its carriage return',
    from: ".replace(/\\r$/, '')\n    .split(/\\r?\\n/)",
    to: '.split(/\\r?\\n/)',
    tests: ['core/fixes/move-field'],
  },
  {
    name: 'a line end is inserted before CR',
    from: "return text[newline - 1] === '\\r' ? newline - 1 : newline;",
    to: 'return newline;',
    tests: ['core/fixes/set-field', 'core/fixes/write-field'],
  },
  {
    name: 'fields are removed from the target of an alias',
    from: 'if (!entry || map.alias || map.entries.length === 1) return undefined;',
    to: 'if (!entry || map.entries.length === 1) return undefined;',
    tests: ['core/fixes/remove-field'],
  },
  {
    name: 'a subnet assigns its own address',
    from: 'first: written.value + 1n',
    to: 'first: written.value',
    tests: ['providers/ip-pool'],
  },
  {
    name: 'the last address of a subnet is outside of it',
    from: 'first > network.last',
    to: 'first >= network.last',
    tests: ['providers/ip-pool'],
  },
  {
    name: 'only later releases ignore the patch version',
    from: 'compareReleases(release, FIRST_WITHOUT_PATCH) >= 0',
    to: 'compareReleases(release, FIRST_WITHOUT_PATCH) > 0',
    tests: ['providers/newest-kubernetes-version'],
  },
  {
    name: 'JSON pointers are decoded in the wrong order',
    from: "part.replaceAll('~1', '/').replaceAll('~0', '~')",
    to: "part.replaceAll('~0', '~').replaceAll('~1', '/')",
    tests: ['core/objects/json-patch'],
  },
  {
    name: 'a range until a minor ends at its first patch',
    from: 'compareReleases(until === minorOf(until) ? minorOf(release) : release, until) <= 0',
    to: 'compareReleases(release, until) <= 0',
    tests: ['core/schemas/release-ranges'],
  },
  {
    name: 'ranges of addresses that touch do not overlap',
    from: 'a.first > b.last || b.first > a.last',
    to: 'a.first >= b.last || b.first > a.last',
    tests: ['core/addresses'],
  },
  {
    name: 'the importer keeps descriptions',
    from: 'if (PROSE.has(key) && !options.keepDescriptions) continue;',
    to: '',
    tests: ['core/schemas/bundle-round-trip'],
  },
];
