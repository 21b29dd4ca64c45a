/** Of this script, which lies in a folder of the page whatever path is shown. */
const script: string = import.meta.url;

/** Where the page stands, with a slash at the end; its paths lie below. */
export const pageAddress: string = new URL("../", script).href;

/** The whole address of a path of the page, as for a code or a link that leaves it. */
export function addressOf(path: string): string {
  return new URL(path.replace(/^\//, ""), pageAddress).href;
}
