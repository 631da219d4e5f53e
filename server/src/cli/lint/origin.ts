import type { ManifestDocument } from '../../core/index.ts';

/**
 * Returns the file that a rendered document comes from: helm's `# Source:` comment at its start, or the annotation
 * `config.kubernetes.io/origin` that `kustomize build` writes with `buildMetadata: [originAnnotations]`.
 */
export function originOf({ text }: ManifestDocument): string | undefined {
  return helmSource(text) ?? kustomizeOrigin(text);
}

function helmSource(text: string): string | undefined {
  if (!text.includes('# Source: ')) return undefined;
  for (const [, line = ''] of text.matchAll(/(.*)\r?\n/g)) {
    const source = /^# Source: (.*\S)\s*$/.exec(line)?.[1];
    if (source !== undefined) return source;
    if (!/^(---.*|\s*#.*|\s*)$/.test(line)) return undefined;
  }
  return undefined;
}

const ORIGIN = /^([ \t]*)['"]?config\.kubernetes\.io\/origin['"]?:[ \t]*\|[-+\d]*[ \t]*\r?\n((?:\1[ \t]+.*(?:\n|$))+)/m;

function kustomizeOrigin(text: string): string | undefined {
  if (!text.includes('config.kubernetes.io/origin')) return undefined;
  const fields = ORIGIN.exec(text)?.[2] ?? '';
  const field = (name: string) => new RegExp(`^\\s*${name}:[ \\t]*(\\S.*?)[ \\t]*\\r?$`, 'm').exec(fields)?.[1];
  const [path, repo] = [field('path') ?? field('configuredIn'), field('repo')];
  return path !== undefined && repo !== undefined ? `${repo} ${path}` : path;
}
