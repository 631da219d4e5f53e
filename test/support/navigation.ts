import assert from 'node:assert/strict';
import {
  definitionsOf,
  documentContaining,
  type FileChange,
  fileText,
  type Occurrence,
  occurrencesOf,
  placeAt,
  rename,
  type SymbolAtPosition,
  symbolAt,
  type Workspace,
} from '../../server/src/core/index.ts';
import { isSameNode } from '../../server/src/core/syntax/same-node.ts';
import type { FixtureFile } from './fixture.ts';

/** Returns the name at an offset of a file. */
export function pointAt(workspace: Workspace, uri: string, offset: number): SymbolAtPosition | undefined {
  const file = workspace.files.get(uri);
  assert.ok(file, uri);
  const { index, offset: inDocument } = placeAt(file, offset);
  return symbolAt(file, index, inDocument, workspace);
}

/** Returns a place as `URI:offset`. */
export function placeOf(workspace: Workspace, { uri, document, span }: Occurrence): string {
  return `${uri}:${startOf(workspace, uri, document) + span.start}`;
}

export function startOf(workspace: Workspace, uri: string, document: Occurrence['document']): number {
  const file = workspace.files.get(uri);
  return file?.offsets[file.documents.indexOf(documentContaining(document))] ?? Number.NaN;
}

/** Returns the files after a rename. */
export function renamed(workspace: Workspace, uri: string, offset: number, newName: string): readonly FixtureFile[] {
  const answer = rename(pointAt(workspace, uri, offset), newName, workspace);
  assert.ok('edits' in answer, 'reason' in answer ? answer.reason : '');
  const edits = answer.edits
    .map((edit) => ({ ...edit, at: startOf(workspace, edit.uri, edit.document) }))
    .sort((a, b) => b.at + b.change.span.start - (a.at + a.change.span.start));
  return [...workspace.files].map(([each, file]) => {
    let text = fileText(file);
    for (const { uri: of, at, change } of edits)
      if (of === each) text = text.slice(0, at + change.span.start) + change.newText + text.slice(at + change.span.end);
    return { uri: each, text };
  });
}

export interface Trips {
  readonly references: number;
  readonly renames: number;
  readonly faults: readonly string[];
}

/**
 * Checks every reference that resolves: its definition is the target's name, the references of the target include it,
 * renaming the target does not add a finding, and renaming it back restores every byte.
 */
export function roundTrips(workspace: Workspace): Trips {
  const faults: string[] = [];
  let references = 0;
  const names = new Map<string, { uri: string; offset: number; name: string }>();
  for (const resource of [...workspace.resources()])
    for (const reference of resource.references) {
      if (reference.nameNode.alias) continue;
      const resolution = workspace.resolve(resource, reference);
      if (resolution.kind !== 'object' || !resolution.resource.nameNode) continue;
      references++;
      const what = `${resource.uri} ${resource.kind} ${reference.path.join('.')}`;
      const from = startOf(workspace, resource.uri, resource.document) + reference.nameNode.span.start;
      const pointed = pointAt(workspace, resource.uri, from);
      const [target, ...others] = pointed?.symbols.flatMap((each) => definitionsOf(each, workspace)) ?? [];
      const { resource: object } = resolution;
      if (!target || others.length > 0 || target.document !== object.document || target.node !== object.nameNode) {
        faults.push(`${what}: the definition is elsewhere`);
        continue;
      }
      const [, at = ''] = /:(\d+)$/.exec(placeOf(workspace, target)) ?? [];
      const back = pointAt(workspace, target.uri, Number(at));
      const places = back?.symbols.flatMap((each) => occurrencesOf(each, workspace)) ?? [];
      if (!places.some(({ node }) => node === reference.nameNode)) faults.push(`${what}: the way back is missing`);
      names.set(`${target.uri}:${at}`, { uri: target.uri, offset: Number(at), name: object.name ?? '' });
    }
  for (const { uri, offset, name } of names.values()) faults.push(...tripOf(workspace, uri, offset, name));
  return { references, renames: names.size, faults };
}

export interface Agreement {
  /** The number of distinct names. */
  readonly names: number;
  readonly faults: readonly string[];
}

/** Checks every name: all of its places are found from each of them, and a rename changes each place once. */
export function agreement(workspace: Workspace): Agreement {
  const faults: string[] = [];
  const seen = new Set<string>();
  let names = 0;
  for (const [uri, file] of workspace.files)
    for (const [index, { text }] of file.documents.entries())
      for (const word of text.matchAll(/[\w$][\w.$/{}-]*/g)) {
        const start = file.offsets[index] ?? 0;
        const pointed = pointAt(workspace, uri, start + word.index);
        const [named, ...others] = pointed?.symbols ?? [];
        if (!pointed?.isName || !named || others.length > 0) continue;
        const own = `${uri}:${start + pointed.span.start}`;
        if (seen.has(own)) continue;
        names++;
        const occurrences = occurrencesOf(named, workspace);
        const places = placesOf(workspace, occurrences);
        if (!places.includes(own)) faults.push(`${own} ${pointed.text} is not among its own places`);
        for (const each of occurrences) {
          if (each.isAmbiguous) continue;
          const place = placeOf(workspace, each);
          seen.add(place);
          const [, at = ''] = /:(\d+)$/.exec(place) ?? [];
          const from = placesOf(
            workspace,
            occurrencesOf(pointAt(workspace, each.uri, Number(at))?.symbols ?? [], workspace),
          );
          if (from.join() !== places.join()) faults.push(`${place} does not know of what ${own} ${pointed.text} does`);
        }
        const answer = rename(pointed, 'renamed', workspace);
        const edited =
          'edits' in answer
            ? answer.edits.map(({ uri: of, document, change }) => ({
                uri: of,
                document,
                span: change.span,
                role: 'reference' as const,
              }))
            : [];
        if (new Set(placesOf(workspace, edited)).size !== edited.length) faults.push(`${own} is renamed twice`);
      }
  return { names, faults };
}

function placesOf(workspace: Workspace, occurrences: readonly Occurrence[]): readonly string[] {
  return occurrences.map((each) => placeOf(workspace, each)).sort();
}

function tripOf(workspace: Workspace, uri: string, offset: number, name: string): readonly string[] {
  const before = textsOf(workspace);
  const answer = rename(pointAt(workspace, uri, offset), 'renamed-by-a-test', workspace);
  // Templates and aliases cannot be renamed.
  if ('reason' in answer)
    return /template expression|alias|block/.test(answer.reason) ? [] : [`${uri} ${name}: ${answer.reason}`];
  // A placeholder such as NAME can be renamed, but is not a valid new name.
  if (!/^[a-z0-9.-]+$/.test(name)) return [];
  const found = rulesOf(workspace);
  const there = renamed(workspace, uri, offset, 'renamed-by-a-test');
  set(workspace, changesTo(before, there));
  const foundThere = rulesOf(workspace);
  const moved = findName(workspace, uri, 'renamed-by-a-test', offset);
  const back = renamed(workspace, uri, moved, name);
  const isSame = back.every((file) => file.text === before.get(file.uri));
  set(
    workspace,
    changesTo(
      new Map(there.map((file) => [file.uri, file.text])),
      [...before].map(([each, text]) => ({ uri: each, text })),
    ),
  );
  return [
    ...(isSame ? [] : [`${uri} ${name}: there and back is another text`]),
    ...(foundThere === found ? [] : [`${uri} ${name}: found ${found}, and under another name ${foundThere}`]),
  ];
}

/** Returns the occurrence of a name nearest to an offset, which edits before it may have moved. */
function findName(workspace: Workspace, uri: string, name: string, near: number): number {
  const file = workspace.files.get(uri);
  const text = file ? fileText(file) : '';
  let best = -1;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const pointed = pointAt(workspace, uri, at);
    const isDefinition = pointed?.symbols.some(
      (each) => each.kind === 'object' && isSameNode(each.resource.nameNode, pointed.node),
    );
    if (isDefinition && (best < 0 || Math.abs(at - near) < Math.abs(best - near))) best = at;
  }
  return best;
}

/** Returns the rules of all findings, with duplicates. */
function rulesOf(workspace: Workspace): string {
  workspace.update();
  const rules = [...workspace.files.keys()].flatMap((uri) => workspace.findingsIn(uri).map(({ rule }) => rule));
  return rules.sort().join(' ');
}

function textsOf(workspace: Workspace): ReadonlyMap<string, string> {
  return new Map([...workspace.files].map(([uri, file]) => [uri, fileText(file)]));
}

function changesTo(before: ReadonlyMap<string, string>, after: readonly FixtureFile[]): readonly FileChange[] {
  return after.filter(({ uri, text }) => before.get(uri) !== text);
}

function set(workspace: Workspace, changes: readonly FileChange[]): void {
  workspace.apply(changes);
}
