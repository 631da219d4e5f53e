/** What the server says beyond the Language Server Protocol; `server/src/lsp/protocol.ts` is the other end. */
export const STATUS = 'kamajiMetal3/status';
export const RED_HAT_YAML = 'kamajiMetal3/redHatYaml';

export interface Status {
  readonly state: 'indexing' | 'ready';
  readonly files: number;
  readonly objects: number;
}
