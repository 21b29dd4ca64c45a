import { expect } from "chai";
import { broadcast } from "../../../services/sending/broadcast.ts";
import type { Chain } from "../../../services/sending/chain.ts";

type Nodes = Pick<Chain, "nodes">;

/** A node that answers every transaction in the same way. */
function node(answer: () => Promise<unknown>): Nodes {
  return { nodes: [{ name: "node", isChecked: true, isSilent: false, provider: { send: answer } }] } as never;
}

/** A service with the nodes of others. */
function together(...all: readonly Nodes[]): Nodes {
  return { nodes: all.flatMap(({ nodes }) => nodes) };
}

/** As ethers throws what a node says. */
const says = (message: string) =>
  node(() =>
    Promise.reject(Object.assign(new Error("could not coalesce error"), { error: { code: -32_000, message } })),
  );

describe("What a node says to a transaction", () => {
  const sayings: readonly (readonly [string, string])[] = [
    ["already known", "taken"],
    ["Known transaction: 0xabc", "taken"],
    ["AlreadyKnown", "taken"],
    ["0xabc: this transaction is already in the TxPool", "taken"],
    ["nonce too low: next nonce 5, tx nonce 4", "nonce used"],
    ["Nonce too low. Expected nonce to be 7 but got 4.", "nonce used"],
    ["0xabc tries to send a tx with nonce 4, but account has nonce 5 (tx nonce too low)", "nonce used"],
    ["OldNonce", "nonce used"],
    ["replacement transaction underpriced", "underpriced"],
    ["replacement gas too low, got tip 1, min: 2, got fee 3, min: 4", "underpriced"],
    ["Tx cannot pay basefee of 9, have 7 (not within 50% range of current basefee)", "underpriced"],
    ["Tx does not pay the minimum gas price of 1000000000", "underpriced"],
    ["transaction underpriced", "underpriced"],
    ["max fee per gas less than block base fee", "underpriced"],
    ["insufficient funds for gas * price + value", "unfunded"],
    ["Sender doesn't have enough funds to send tx.", "unfunded"],
    ["InsufficientFunds, Account balance: 0, cumulative cost: 1", "unfunded"],
    ["Upfront cost exceeds account balance", "unfunded"],
    ["0xabc does not have enough balance to cover transaction costs, need 2, but have 1", "unfunded"],
    ["intrinsic gas too low", "refused"],
    ["Cannot add tx for 0xabc: already have max amount of txs for this account", "refused"],
    // It is in that node's own pool, and in the node's next block.
    ["no peer connection available", "unknown"],
    ["exceeds block gas limit", "refused"],
  ];
  for (const [message, expected] of sayings) {
    it(`is understood: "${message}" means ${expected}`, async () => {
      expect(await broadcast(says(message), "0x")).to.equal(expected);
    });
  }

  it("is unknown where no answer came, or one that cannot be read", async () => {
    const failures = [
      Object.assign(new Error("request timeout"), { code: "TIMEOUT" }),
      Object.assign(new Error("server response 429"), { code: "SERVER_ERROR", info: { responseStatus: "429" } }),
      Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
    ];
    for (const failure of failures) {
      expect(
        await broadcast(
          node(() => Promise.reject(failure)),
          "0x",
        ),
        failure.message,
      ).to.equal("unknown");
    }
  });

  it("is taken where the node gives a hash", async () => {
    expect(
      await broadcast(
        node(async () => `0x${"1".repeat(64)}`),
        "0x",
      ),
    ).to.equal("taken");
  });

  it("goes to every node: one that keeps it back, or lies about it, decides nothing where another one takes it", async () => {
    const takes = node(async () => `0x${"1".repeat(64)}`);
    const dead = node(() => Promise.reject(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })));
    for (const other of ["already used nonce", "insufficient funds", "Sender account not authorized to send"]) {
      expect(await broadcast(together(says(other), dead, takes), "0x"), other).to.equal("taken");
    }
    let heard = "";
    const refused = together(dead, says("oversized data"));
    expect(await broadcast(refused, "0x", (words) => (heard = words))).to.equal("refused");
    expect(heard).to.equal("oversized data");
    expect(await broadcast(together(dead, dead), "0x")).to.equal("unknown");
  });

  it("is not waited for from a node that said nothing the last time", async () => {
    let handed = 0;
    const silent = node(() => {
      handed++;
      return new Promise(() => {});
    });
    for (const one of silent.nodes) one.isSilent = true;
    expect(await broadcast(together(silent, says("already known")), "0x")).to.equal("taken");
    expect(handed).to.equal(1);
  });
});
