export declare const PAGE: string;
export declare function withAbsoluteLinks(markdown: string, repository: string, inFolder?: string): string;
export declare function repositoryUrl(manifest: { readonly repository: { readonly url: string } }): string;
