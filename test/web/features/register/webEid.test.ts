import { expect } from "chai";
import { askCard } from "../../../../web/src/features/register/webEid.ts";

const ORIGIN = "https://vote.example";
const NONCE = Buffer.alloc(32, 7).toString("base64");
const TOKEN = { format: "web-eid:1.0", unverifiedCertificate: "AA==", algorithm: "ES384", signature: "BB==" };

/** A window with an extension that hears what the page asks. @param answers What it says to that. */
function windowWith(answers: readonly object[]) {
  const listeners = new Set<(event: object) => void>();
  const asked: Record<string, unknown>[] = [];
  const page = {
    location: { origin: ORIGIN },
    addEventListener: (_: string, listener: (event: object) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: object) => void) => listeners.delete(listener),
    postMessage(message: Record<string, unknown>, target: string) {
      expect(target).to.equal(ORIGIN);
      asked.push(message);
      for (const answer of answers) {
        for (const listener of listeners) listener({ source: page, origin: ORIGIN, data: answer, ...answer });
      }
    },
  };
  return { page: page as never, asked, listeners, patience: 20 };
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: { readonly code: string }) => error.code,
  );

describe("Web eID", () => {
  it("is asked by its own message for the office's nonce, and its token is what the office takes", async () => {
    const extension = windowWith([
      { action: "web-eid:authenticate-ack" },
      { action: "web-eid:authenticate-success", ...TOKEN },
    ]);
    expect(await askCard(NONCE, "ko", extension)).to.deep.equal({ token: TOKEN });
    const [message] = extension.asked;
    expect(message).to.include({ action: "web-eid:authenticate", challengeNonce: NONCE });
    expect(message?.options).to.include({ lang: "ko" });
    expect(extension.listeners.size).to.equal(0);
  });

  it("is missing where nothing acknowledges, and says so by its own name", async () => {
    expect(await codeOf(askCard(NONCE, "ko", windowWith([])))).to.equal("CARD_READER_MISSING");
  });

  it("that was stopped, or gave half an answer, is no signature", async () => {
    const stopped = { action: "web-eid:authenticate-failure", error: { code: "ERR_WEBEID_USER_CANCELLED" } };
    expect(await codeOf(askCard(NONCE, "ko", windowWith([stopped])))).to.equal("CARD_NOT_READ");
    const half = { action: "web-eid:authenticate-success", format: "web-eid:1.0" };
    expect(await codeOf(askCard(NONCE, "ko", windowWith([half])))).to.equal("CARD_NOT_READ");
  });

  it("is not what another window or origin says in its name", async () => {
    const success = { action: "web-eid:authenticate-success", ...TOKEN };
    for (const foreign of [{ source: {} }, { origin: "https://else.example" }]) {
      const extension = windowWith([{ ...success, ...foreign }]);
      expect(await codeOf(askCard(NONCE, "ko", extension))).to.equal("CARD_READER_MISSING");
    }
  });
});
