import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Call = { readonly id: number; readonly method: string; readonly params: unknown[] };

export type Answer = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
};

/** Changes a node's answer to a call; returning it as it is changes nothing. */
export type Tamper = (method: string, params: readonly unknown[], answer: Answer) => Answer;

/** A node in front of a real one, which answers as it does but where `tamper` lies or does not know. */
export async function startTamperingNode(
  target: string,
  tamper: Tamper,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = JSON.parse(body) as Call | Call[];
    const answered = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
    const answers = [(await answered.json()) as Answer | Answer[]].flat();
    const tampered = [asked].flat().map(({ id, method, params }) => {
      const answer = answers.find((one) => one.id === id) as Answer;
      return { ...tamper(method, params, answer), jsonrpc: "2.0", id };
    });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.isArray(asked) ? tampered : tampered[0]));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
