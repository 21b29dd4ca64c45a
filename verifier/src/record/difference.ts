const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Where two values of a record first differ, as a path; `undefined` where they are the same. */
export const difference = (a: unknown, b: unknown, path = ""): string | undefined => {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) ? undefined : path;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  for (const name of names) {
    const found = difference(a[name], b[name], path === "" ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
};
