import type { DocumentPositionParams, TextEdit } from './locations.ts';
import type { RequestMethod } from './method.ts';

/**
 * Requests the edits that create the object which the reference at a position names. Empty if the object exists or the
 * server cannot write it.
 */
export const CREATE_OBJECT: RequestMethod<DocumentPositionParams, readonly DocumentEdits[]> = 'kamajiMetal3/create';

export interface DocumentEdits {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}
