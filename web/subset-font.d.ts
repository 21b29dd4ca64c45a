/** What is used here of a package without types. */
declare module "subset-font" {
  type Options = {
    readonly targetFormat: "woff2";
    readonly keepFeatures: readonly string[];
    readonly noHinting: boolean;
    readonly dropTables: readonly string[];
  };
  /** A font cut down to the characters of a text. Rejects where the font cannot be read. */
  const subsetFont: (font: Uint8Array, text: string, options: Options) => Promise<Uint8Array>;
  export = subsetFont;
}
