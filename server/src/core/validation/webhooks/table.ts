import { type GroupKind, isOneOf, keyOf } from '../../objects/group-kind.ts';
import type { Provider } from '../../schemas/bundle.ts';
import type { GoFieldText } from './go-field.ts';
import { WebhookProfile } from './profile.ts';
import type { WebhookRow } from './row.ts';

/** The mutating webhook of a kind in a release; undefined if none rewrites it. Equal behavior gives the same object. */
export class Webhooks {
  readonly #rows: readonly WebhookRow[];
  readonly #profiles = new Map<string, WebhookProfile | undefined>();

  constructor(rows: readonly WebhookRow[]) {
    this.#rows = rows;
  }

  of(kind: GroupKind, version: string, release: string, provider: Provider): WebhookProfile | undefined {
    const at = this.#rows.flatMap((row, index) => (holds(row, kind, version, release, provider) ? [index] : []));
    const key = `${keyOf(kind)}/${version} ${at.join(' ')}`;
    if (!this.#profiles.has(key))
      this.#profiles.set(
        key,
        profileOf(
          kind.kind,
          at.flatMap((index) => this.#rows[index] ?? []),
        ),
      );
    return this.#profiles.get(key);
  }
}

function profileOf(kind: string, rows: readonly WebhookRow[]): WebhookProfile | undefined {
  const style = rows.find((row) => row.style)?.style;
  if (!style) return undefined;
  const copiesToLabel = rows.find((row) => row.copiesToLabel)?.copiesToLabel;
  return new WebhookProfile({
    kind,
    style,
    goFields: new Map(rows.flatMap(({ types = {} }) => Object.entries(types).flatMap(byPath))),
    sets: new Map(rows.flatMap(({ sets = {} }) => Object.entries(sets))),
    requirements: rows.flatMap(({ requirements = [] }) => requirements),
    isRoundTrip: rows.some((row) => row.isRoundTrip),
    keepsEmpty: rows.some((row) => row.keepsEmpty),
    keepsText: rows.some((row) => row.keepsText),
    isUnverified: rows.some((row) => row.isUnverified),
    ...(copiesToLabel ? { copiesToLabel } : {}),
  });
}

function byPath([goField, paths]: [string, string]): readonly (readonly [path: string, GoFieldText])[] {
  return paths.split(/\s+/).map((path) => [path, goField as GoFieldText] as const);
}

function holds(
  row: WebhookRow,
  kind: GroupKind,
  version: string,
  release: string,
  { name, releases }: Provider,
): boolean {
  if (row.provider !== name || !isOneOf(kind, row.kinds)) return false;
  if (row.versions && !row.versions.includes(version)) return false;
  const at = (start: string) => releases.findIndex((each) => each === start || each.startsWith(`${start}.`));
  const position = releases.indexOf(release);
  return (row.from === undefined || position >= at(row.from)) && (row.until === undefined || position <= at(row.until));
}
