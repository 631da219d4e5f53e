/** What the server says beyond the Language Server Protocol; `server/src/lsp/protocol.ts` is the other end. */
export const STATUS = 'kamajiMetal3/status';
export const RED_HAT_YAML = 'kamajiMetal3/redHatYaml';

export interface Status {
  readonly state: 'indexing' | 'ready';
  readonly files: number;
  readonly objects: number;
}

/** Asks which releases a file is judged by; with `{ uri }`. */
export const TARGETS = 'kamajiMetal3/targets';

export interface TargetsResult {
  readonly providers: readonly {
    readonly name: string;
    readonly displayName: string;
    /** Newest first. */
    readonly releases: readonly string[];
    /** Left out where all of them are asked. */
    readonly target?: string;
  }[];
  readonly configurationFile?: string;
}

/** Asks for the change of a configuration file; with `{ configurationFile, provider, release }`. */
export const TARGET_EDIT = 'kamajiMetal3/targetEdit';

export interface TextChange {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** Asks for the trees of the workspace's Clusters; with `{ cluster: { uri, position } }`, for that of one. */
export const TREE = 'kamajiMetal3/tree';

/** Asks for a Cluster as a graph; with `{ cluster: { uri, position } }`. Null where there is none any more. */
export const PICTURE = 'kamajiMetal3/picture';

/** Told once after an answer to `TREE` or `PICTURE`, when that may be another now. */
export const TREE_CHANGED = 'kamajiMetal3/treeChanged';

export interface TreeResult {
  readonly clusters: readonly TreeItem[];
}

export interface TreeItem {
  readonly role?: string;
  readonly label: string;
  readonly kind?: string;
  readonly state: 'present' | 'missing' | 'elsewhere' | 'group';
  readonly severity?: 'error' | 'warning' | 'info' | 'hint';
  readonly messages: readonly string[];
  readonly location?: { readonly uri: string; readonly range: TextChange['range'] };
  /** Left out where they are to be asked for. */
  readonly children?: readonly TreeItem[];
}

/** Asks for the variables of a clusterctl template; with `{ uri }`. */
export const VARIABLES = 'kamajiMetal3/variables';

/** By their names. */
export type VariablesResult = readonly {
  readonly name: string;
  /** Left out where none is written. */
  readonly default?: string;
  readonly ranges: readonly TextChange['range'][];
}[];
