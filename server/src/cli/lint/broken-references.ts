import { pathToFileURL } from 'node:url';
import {
  isTemplate,
  pathText,
  type Reference,
  type Resource,
  type Rule,
  type View,
  type Workspace,
} from '../../core/index.ts';
import { readTextSync } from '../../node/read-text.ts';
import { REGISTRY } from '../../providers/index.ts';
import type { GitChange } from '../input/git.ts';
import { isKustomizationPath } from '../input/kustomization-files.ts';

/**
 * References whose target a change removed or renamed. They are reported even if the manifests contain no other object
 * of that kind, in which case the object could otherwise be in the cluster.
 */
export class BrokenReferences {
  readonly #changes: readonly GitChange[];
  /** The references that the earlier state resolved. */
  readonly #resolved = new Set<string>();
  /** The workspace with the changes; undefined while it has the earlier state. */
  #changed: Workspace | undefined;
  #unclear: Unclear | undefined;

  constructor(changes: readonly GitChange[]) {
    this.#changes = changes;
  }

  /** The rules for a workspace that checks both states. */
  get rules(): readonly Rule[] {
    return REGISTRY.rules.map((rule) => (rule.id === 'missing-reference-target' ? this.#extend(rule) : rule));
  }

  /** Call it after the changes were applied, and before they are checked. */
  compareIn(workspace: Workspace): void {
    this.#changed = workspace;
  }

  #extend(rule: Rule): Rule {
    return {
      ...rule,
      check: (resource, view) =>
        rule.check?.(resource, { ...view, resolve: (from, reference) => this.#resolve(from, reference, view) }) ?? [],
    };
  }

  #resolve(from: Resource, reference: Reference, view: View): ReturnType<View['resolve']> {
    const resolution = view.resolve(from, reference);
    const workspace = this.#changed;
    if (!workspace) {
      if (resolution.kind === 'object') this.#resolved.add(keyOf(from, reference));
      return resolution;
    }
    const isOpen = resolution.kind === 'unknowable' && resolution.candidates.length === 0;
    if (!isOpen || !this.#resolved.has(keyOf(from, reference)) || view.hasUnreadable(from)) return resolution;
    if (this.#mayExist(reference, workspace)) return resolution;
    return { kind: 'absent', others: [], inOtherNamespaces: [] };
  }

  /** Returns true if the object can be in a text that was not understood, or have its name only after rendering. */
  #mayExist({ target, field }: Reference, workspace: Workspace): boolean {
    if (field.isExternal || isTemplate(target.name)) return true;
    const others = workspace.objectsOfKind(target);
    if (others.some(({ name = '' }) => name === target.name || isTemplate(name))) return true;
    this.#unclear ??= unclearIn(workspace, this.#changes);
    return this.#unclear.hasRenames || this.#unclear.texts.some((text) => text.includes(target.name));
  }
}

interface Unclear {
  /** Whether a build may give objects other names than before. */
  readonly hasRenames: boolean;
  /** The changed texts that were not read as objects. */
  readonly texts: readonly string[];
}

function unclearIn(workspace: Workspace, changes: readonly GitChange[]): Unclear {
  const isUnderstood = (path: string) =>
    workspace.files
      .get(pathToFileURL(path).href)
      ?.documents.every(
        (document) => document.parsed.problems.length === 0 && workspace.resourcesIn(document).length > 0,
      ) === true;
  const renames = [...workspace.files].some(
    ([uri, { documents }]) =>
      isKustomizationPath(uri) && documents.some(({ text }) => /name(?:Prefix|Suffix)/.test(text)),
  );
  return {
    hasRenames: renames || changes.some(({ path }) => isKustomizationPath(path)),
    texts: changes.flatMap(({ path }) => (isUnderstood(path) ? [] : (readTextSync(path).text ?? []))),
  };
}

/** Identifies a reference in both states, also if lines moved. */
function keyOf({ uri, kind, namespace = '', name = '' }: Resource, { path, target }: Reference): string {
  return JSON.stringify([uri, kind, namespace, name, pathText(path), target]);
}
