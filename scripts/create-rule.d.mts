export declare function createRule(root: string, name: string, kind?: string): readonly string[];
