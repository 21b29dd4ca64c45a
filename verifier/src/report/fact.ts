/** What a report says first of what it is about: a name, and lines for it. */
export type Fact = readonly [name: string, lines: readonly string[]];
