import type { Provider } from '../../schemas/bundle.ts';
import { CLUSTER_API_WEBHOOKS } from './cluster-api.ts';
import { KAMAJI_WEBHOOKS } from './kamaji.ts';
import { METAL3_WEBHOOKS } from './metal3.ts';
import { WebhookProfile } from './profile.ts';
import type { Row } from './row.ts';

const ROWS: readonly Row[] = [...CLUSTER_API_WEBHOOKS, ...METAL3_WEBHOOKS, ...KAMAJI_WEBHOOKS];

/** The mutating webhook of a kind in a release; undefined where nothing re-writes it. Equal work gives one object. */
export class Webhooks {
  readonly #profiles = new Map<string, WebhookProfile | undefined>();

  of(kind: string, version: string, release: string, provider: Provider): WebhookProfile | undefined {
    const at = ROWS.flatMap((row, index) => (holds(row, kind, version, release, provider) ? [index] : []));
    const key = `${kind}/${version} ${at.join(' ')}`;
    if (!this.#profiles.has(key))
      this.#profiles.set(
        key,
        profileOf(
          kind,
          at.flatMap((index) => ROWS[index] ?? []),
        ),
      );
    return this.#profiles.get(key);
  }
}

function profileOf(kind: string, rows: readonly Row[]): WebhookProfile | undefined {
  const style = rows.find((row) => row.style)?.style;
  if (!style) return undefined;
  const copiesToLabel = rows.find((row) => row.copiesToLabel)?.copiesToLabel;
  return new WebhookProfile({
    kind,
    style,
    codes: new Map(
      rows.flatMap(({ types = {} }) =>
        Object.entries(types).flatMap(([code, paths]) => paths.split(/\s+/).map((path) => [path, code] as const)),
      ),
    ),
    sets: new Map(rows.flatMap(({ sets = {} }) => Object.entries(sets))),
    demands: rows.flatMap(({ demands = [] }) => demands),
    isRoundTrip: rows.some((row) => row.isRoundTrip),
    keepsEmpty: rows.some((row) => row.keepsEmpty),
    keepsText: rows.some((row) => row.keepsText),
    isCautious: rows.some((row) => row.isCautious),
    ...(copiesToLabel ? { copiesToLabel } : {}),
  });
}

function holds(row: Row, kind: string, version: string, release: string, { name, releases }: Provider): boolean {
  if (row.provider !== name || !row.kinds.includes(kind)) return false;
  if (row.versions && !row.versions.includes(version)) return false;
  const at = (start: string) => releases.findIndex((each) => each === start || each.startsWith(`${start}.`));
  const position = releases.indexOf(release);
  return (row.from === undefined || position >= at(row.from)) && (row.until === undefined || position <= at(row.until));
}
