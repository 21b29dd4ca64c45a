import type { XRoadAnswer, XRoadClient } from "./clientUnderTest.ts";
import { plainClient } from "./plainClient.ts";

/** A client as somebody writes it who has read the address' form and no more: most checks have to refuse it. */
export const carelessClient: XRoadClient = {
  ...plainClient,
  async exchange({ securityServer, client, service, method, path = "", query, headers, body, contentType }) {
    const url = new URL(`${securityServer}/r1/${service.join("/")}${path}`);
    if (query !== undefined) url.search = String(new URLSearchParams(query));
    const person = /\d{8,}/.exec(body ?? "")?.[0] ?? "none";
    const answer = await fetch(url, {
      method: method === "PUT" ? "POST" : method,
      headers: {
        ...headers,
        "X-Road-Client": client.join("/"),
        "X-Road-UserId": person,
        "X-Road-Request-Hash": "none",
        ...(contentType === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, messageId: "", requestHash: "" } satisfies XRoadAnswer;
  },
};
