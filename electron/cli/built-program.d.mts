/** What a build depends on, below the folder of the project. */
export declare const BUILT_FROM: { readonly folders: readonly string[]; readonly files: readonly string[] };

/** Notes which sources the build in `out` was made from. */
export declare function noteBuilt(root?: string): void;

/** Returns the address of the built command line where it is current, else of the one in the sources. */
export declare function commandLine(root?: string): string;
