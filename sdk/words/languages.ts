/** What is said of a code in one language. */
export type Sayer = (code: unknown) => string | undefined;

/**
 * The languages that have words by code, each loaded when it is asked for. English has none: it stands in the errors
 * themselves, and a contract's in its source. A further language is a folder beside ko/ and a line here.
 */
export const catalogues = {
  ko: async (): Promise<Sayer> => (await import("./ko/catalogue.ts")).saidInKorean,
} as const;
