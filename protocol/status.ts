import type { NotificationMethod } from './method.ts';

/** Sent by the server when the number of files or objects that it has read changes. */
export const STATUS: NotificationMethod<Status> = 'kamajiMetal3/status';

export interface Status {
  readonly state: 'indexing' | 'ready';
  readonly files: number;
  readonly objects: number;
}
