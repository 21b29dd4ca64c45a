/** An address that a browser may open; undefined for any other. */
export function webAddress(text) {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) ? url.href.replace(/\/$/, "") : undefined;
}

/** Asks the service, or the files that it wrote. Nothing of the visitor goes with it, and nothing is kept. */
export async function readFact(element, path) {
  const api = webAddress(element.getAttribute("api"));
  if (api === undefined) throw new Error("no api");
  const ending = element.hasAttribute("files") ? ".json" : "";
  const answer = await fetch(`${api}/v1/${path}${ending}`, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
