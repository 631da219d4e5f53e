export declare function withAbsoluteLinks(markdown: string, repository: string): string;
export declare function repositoryUrl(manifest: { readonly repository: { readonly url: string } }): string;
