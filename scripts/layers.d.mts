export declare function layerFault(file: string, specifier: string): string | undefined;
