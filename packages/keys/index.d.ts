/** The folder of the files; a browser's page serves a copy of it, and reads it by `keysAt` of @hanpyo/sdk/voter. */
export declare const folder: URL;

/** A file by its name, as `ballot-8.zkey`. The sdk holds what it gives against its own checksums. */
export declare function keys(name: string): Promise<Uint8Array>;
