import { printed } from "./messageAddress.ts";
import { storedZip } from "./storedZip.ts";

/** The service `asic` of a Security Server (UG-SIGDOC 1.10, chapter 2) over canned containers: nothing in them is signed. */

export type LoggedMessage = {
  readonly queryId: string;
  readonly client: readonly string[];
  readonly request: string;
  readonly response: string;
  isStamped: boolean;
  isArchived: boolean;
};

export type DocumentAnswer = { readonly status: number; readonly type: string; readonly body: Buffer };

/** Section 2.5: errors are plain text. */
const told = (status: number, text: string): DocumentAnswer => ({
  status,
  type: "text/plain",
  body: Buffer.from(text),
});

/**
 * @param unstamped Status of what has no time-stamp yet: section 2.3 calls it an internal error, section 2.5 has 404.
 */
export function signedDocuments(
  messages: readonly LoggedMessage[],
  search: URLSearchParams,
  unstamped: 404 | 500,
): DocumentAnswer {
  const needed = ["queryId", "xRoadInstance", "memberClass", "memberCode", "subsystemCode"].map((name) =>
    search.getAll(name),
  );
  if (needed.some(({ length }) => length !== 1)) return told(400, "A parameter is missing, or stands twice");
  const [queryId, ...client] = needed.flat();
  const [only, onlyOther] = (["requestOnly", "responseOnly"] as const).filter((name) => search.has(name));
  if (onlyOther !== undefined) return told(400, "requestOnly and responseOnly exclude each other");
  if (search.has("unique") && only === undefined) return told(400, "unique needs requestOnly or responseOnly");
  const found = messages.filter(
    (message) => message.queryId === queryId && printed(message.client) === printed(client) && !message.isArchived,
  );
  if (found.length === 0) return told(404, "No signed documents");
  if (search.has("unique") && found.length > 1) return told(400, "The query identifier is not unique");
  if (search.has("force")) for (const message of found) message.isStamped = true;
  if (found.some(({ isStamped }) => !isStamped)) {
    return told(unstamped, "Some message signatures have not been timestamped yet!");
  }
  const documents = found.flatMap((message, place) => {
    const named = (kind: "request" | "response") =>
      [`${encodeURIComponent(message.queryId)}-${kind}-canned${place}.asice`, container(message[kind])] as const;
    return [
      ...(only === "responseOnly" ? [] : [named("request")]),
      ...(only === "requestOnly" ? [] : [named("response")]),
    ];
  });
  if (search.has("unique")) {
    return { status: 200, type: "application/vnd.etsi.asic-e+zip", body: documents[0]?.[1] as Buffer };
  }
  return { status: 200, type: "application/zip", body: storedZip(documents) };
}

function container(message: string): Buffer {
  return storedZip([
    ["mimetype", Buffer.from("application/vnd.etsi.asic-e+zip")],
    ["message.xml", Buffer.from(message)],
    ["META-INF/signatures.xml", Buffer.from("<canned/>")],
  ]);
}
