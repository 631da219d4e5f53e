import type { Plugin } from 'esbuild';

export declare const CORE_LAYERS: readonly string[];
export declare function layerFault(file: string, specifier: string): string | undefined;
export declare const layersPlugin: Plugin;
