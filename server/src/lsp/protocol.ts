import type { FilePosition, Severity } from '../core/index.ts';

/** What this server says beyond the protocol; any editor may ignore it. */
export const STATUS = 'kamajiMetal3/status';

export interface Status {
  readonly state: 'indexing' | 'ready';
  readonly files: number;
  readonly objects: number;
}

/** Sent by the VS Code client when Red Hat's YAML extension comes or goes, which reports YAML's own errors. */
export const RED_HAT_YAML = 'kamajiMetal3/redHatYaml';

export interface RedHatYaml {
  readonly active: boolean;
}

export const CONFIGURATION_SECTION = 'kamajiMetal3';
export const SOURCE = 'kamaji-metal3';

/** Asks which releases a file is judged by. */
export const TARGETS = 'kamajiMetal3/targets';

export interface TargetsParams {
  readonly uri: string;
}

export interface TargetsResult {
  readonly providers: readonly {
    /** The name of its repository. */
    readonly name: string;
    readonly displayName: string;
    /** Newest first. */
    readonly releases: readonly string[];
    /** Left out where all of them are asked. */
    readonly target?: string;
  }[];
  /** The configuration file that holds for the file, under which a target is to be written. */
  readonly configurationFile?: string;
}

/** Asks for the change of a configuration file that targets another release; `auto` for all of a provider. */
export const TARGET_EDIT = 'kamajiMetal3/targetEdit';

export interface TargetEditParams {
  readonly configurationFile: string;
  readonly provider: string;
  readonly release: string;
}

/** Asks for the variables (`${NAME}`) of a clusterctl template. */
export const VARIABLES = 'kamajiMetal3/variables';

export interface VariablesParams {
  readonly uri: string;
}

/** By their names. */
export type VariablesResult = readonly {
  readonly name: string;
  /** Left out where none is written: then whoever renders the template must give a value. */
  readonly default?: string;
  /** Where it is used: at least one place. */
  readonly ranges: readonly { readonly start: FilePosition; readonly end: FilePosition }[];
}[];

/** Asks for the trees of the workspace's Clusters; with `cluster`, for the tree of that one alone. */
export const TREE = 'kamajiMetal3/tree';

export interface TreeParams {
  /** A place in the document of a Cluster. */
  readonly cluster?: { readonly uri: string; readonly position: FilePosition };
}

export interface TreeResult {
  readonly clusters: readonly TreeItem[];
}

/** A line of a tree. */
export interface TreeItem {
  /** What it is to the line above: `ControlPlane`. */
  readonly role?: string;
  /** `Kind/name`, or words for several: `Workers`. */
  readonly label: string;
  readonly kind?: string;
  readonly state: 'present' | 'missing' | 'elsewhere' | 'group';
  /** The worst that is found in the object, or told of its absence. */
  readonly severity?: Severity;
  /** What is found in it, or told of its absence; the worst first. */
  readonly messages: readonly string[];
  /** The name of the object; of one that is not there, the place that names it. */
  readonly location?: {
    readonly uri: string;
    readonly range: { readonly start: FilePosition; readonly end: FilePosition };
  };
  /** Left out where they are to be asked for. */
  readonly children?: readonly TreeItem[];
}

/** Asks for a Cluster and all that belongs to it as a graph; with `TreeParams`, whose `cluster` must be there. */
export const PICTURE = 'kamajiMetal3/picture';

/** Null where no Cluster is at the place any more. */
export type PictureResult = null | {
  /** `Cluster test1 (metal3)`. */
  readonly title: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly role?: string;
    readonly state: 'present' | 'missing' | 'elsewhere';
    readonly severity?: Severity;
    readonly messages: readonly string[];
    readonly location?: TreeItem['location'];
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    /** The fields that name the other; empty where two only disagree. */
    readonly fields: readonly string[];
    /** Of two that disagree: what stands at either end. */
    readonly values?: readonly [string, string];
  }[];
};

/** Told once after an answer to `TREE` or `PICTURE`, when that may be another now. */
export const TREE_CHANGED = 'kamajiMetal3/treeChanged';
