declare const __VERSION__: string;

/** The version in package.json; the build writes it in. */
export const VERSION: string = __VERSION__;
