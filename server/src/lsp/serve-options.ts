import type { Registry, SchemaStore } from '../core/index.ts';
import type { BundledContent } from './bundled-content.ts';
import type { KeepJson } from './caches/json-cache.ts';
import type { Host } from './host.ts';
import type { Defer } from './scheduler.ts';
import type { RunLimited } from './watchdog.ts';

/** The options that the host program provides. */
export interface ServeOptions {
  /** The tables of the providers. */
  readonly registry: Registry;
  readonly host: Host;
  readonly version: string;
  /** Without schemas, the fields of an object are not validated. */
  readonly schemas?: SchemaStore;
  /** Without content, completion and hover return nothing. */
  readonly content?: BundledContent;
  /** Returns the URI of a rule's page on this machine, for clients that do not set `rulePageUri`. */
  readonly rulePage?: (rule: string) => string | undefined;
  /** Marks items for the cache of a connection that serializes messages with a `JsonCache`. */
  readonly keepJson?: KeepJson;
  readonly defer: Defer;
  /** Runs work and interrupts it if it takes too long. Without it, work is never interrupted. */
  readonly runLimited?: RunLimited;
  /** Returns a time in milliseconds. */
  readonly clock: () => number;
  /** Uses idle time after the first file is opened, so that the first edit is as fast as later ones. */
  readonly warmsUp?: boolean;
}
