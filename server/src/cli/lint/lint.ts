import {
  applySettings,
  type Configurations,
  type FileChange,
  type Finding,
  type Fix,
  mostSevere,
  type PathState,
  type Portion,
  pathText,
  type SchemaValidator,
  Workspace,
  type WorkspaceOptions,
} from '../../core/index.ts';
import { REGISTRY } from '../../providers/index.ts';
import type { Manifest } from '../input/read-manifests.ts';
import type { ReportedFinding, ReportedFix, ReportedObject } from '../report/report.ts';
import { Places } from './places.ts';

export interface LintOptions {
  readonly schemas: SchemaValidator;
  readonly configurations: Configurations;
  readonly onBug: (rule: string, error: unknown) => void;
  /** Whether to return findings that comments ignore, too. */
  readonly includesSuppressed?: boolean;
  /** Returns what is on the disk at some URIs. Without it, no path is reported as missing. */
  readonly pathStates?: (uris: readonly string[]) => ReadonlyMap<string, PathState>;
}

export interface LintInput {
  readonly manifests: readonly Manifest[];
  /** Available to the rules, but their own findings are not reported. */
  readonly context?: readonly Manifest[];
}

/** Checks manifests in one scope: their objects can refer to each other. Returns findings by file, then by position. */
export function lint({ manifests, context = [] }: LintInput, options: LintOptions): readonly ReportedFinding[] {
  const workspace = workspaceFor(options);
  addFiles(workspace, [...manifests, ...context]);
  updateWorkspace(workspace, options);
  return findingsOf(workspace, manifests, options);
}

/** Between these numbers of files and of objects, the syntax trees of many files are dropped. */
const FILES_AT_ONCE = 50;
const OBJECTS_AT_ONCE = 500;

/** Adds files to a workspace. */
export function addFiles(workspace: Workspace, files: readonly FileChange[]): void {
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    workspace.apply(files.slice(start, start + FILES_AT_ONCE));
    workspace.releaseTrees([]);
  }
}

/** Checks what has changed in a workspace, or a portion of it, with the states of the paths that its manifests name. */
export function updateWorkspace(
  workspace: Workspace,
  { pathStates }: Pick<LintOptions, 'pathStates'>,
  portion?: Portion,
): void {
  update(workspace, portion);
  const { wanted } = workspace.paths;
  if (wanted.length === 0 || !pathStates) return;
  workspace.statePaths(pathStates(wanted));
  update(workspace, portion);
}

function update(workspace: Workspace, portion?: Portion): void {
  if (portion) workspace.update(portion);
  else
    do {
      workspace.update({ max: OBJECTS_AT_ONCE });
      workspace.releaseTrees([]);
    } while (workspace.isPending);
}

export function workspaceFor(
  { schemas, configurations, onBug }: LintOptions,
  more: Pick<WorkspaceOptions, 'dependencies' | 'onChecked' | 'rules' | 'trees'> = {},
): Workspace {
  const workspace = new Workspace({ registry: REGISTRY, schemas, onBug, ...more });
  workspace.roots = configurations.roots;
  return workspace;
}

/** Returns the findings of an updated workspace that are located in some of its manifests. */
export function findingsOf(
  workspace: Workspace,
  manifests: readonly Manifest[],
  { configurations, includesSuppressed = false }: Pick<LintOptions, 'configurations' | 'includesSuppressed'>,
): readonly ReportedFinding[] {
  const places = new Places(workspace.files, manifests);
  return manifests.flatMap(({ uri }) => {
    const settings = configurations.for(uri).rules;
    const findings = reported(mostSevere(applySettings(workspace.findingsIn(uri), settings)), places);
    if (!includesSuppressed) return findings;
    const all = applySettings(workspace.findingsIn(uri, { ignored: true }), settings);
    const ignored = reported(mostSevere(all), places);
    return [...findings, ...ignored.map((finding) => ({ ...finding, isSuppressed: true }) as const)];
  });
}

export function reported(findings: readonly Finding[], places: Places): readonly ReportedFinding[] {
  return findings.map((finding) => reportedFinding(finding, places));
}

function reportedFinding(finding: Finding, places: Places): ReportedFinding {
  const { rule, severity, effect, by, releases, message, resource, path, place, related, fixes } = finding;
  const origin = places.originOf(place);
  return {
    rule,
    severity,
    effect,
    by,
    releases,
    message,
    ...(resource ? { object: objectOf(resource) } : {}),
    path: pathText(path),
    at: places.at(place),
    excerpt: places.excerptAt(place),
    related: related.map((each) => ({ at: places.at(each.place), message: each.message })),
    fixes: fixes.map((fix) => fixOf(fix, places)),
    ...(origin === undefined ? {} : { origin }),
  };
}

function objectOf({ apiVersion, kind, namespace, name }: NonNullable<Finding['resource']>): ReportedObject {
  return {
    apiVersion,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Omits the edits if the checked text is derived from the file, because they cannot be applied to it. */
function fixOf({ title, certain, edits }: Fix, places: Places): ReportedFix {
  const isApplicable = edits.every(({ uri }) => places.isOriginal(uri));
  const at = isApplicable ? edits : [];
  return {
    title,
    certain: certain && isApplicable,
    edits: at.map(({ uri, document, change }) => {
      const { file, start, end } = places.at({ uri, document, span: change.span });
      return { file, start, end, newText: change.newText };
    }),
  };
}
