import { styleText } from "node:util";
import { anchorLine } from "../../sdk/trust/anchor.ts";
import { buildPage } from "../page/buildPage.ts";
import { demoPlan } from "./demoPlan.ts";
import type { LocalChain } from "./localChain.ts";
import { type PageDemo, startPageDemo } from "./pageDemo.ts";
import type { Town } from "./town.ts";

/** Choices of residents who have voted in the second election before the newcomer comes. */
const EARLY_VOTES = [
  [1, 1, 0, 0],
  [0, 1, 1, 1],
  [0, 0, 1, 1],
];

/** Builds and serves the page on the demonstration's chain, and says how a newcomer votes there. */
export async function startPage(town: Town, chain: LocalChain): Promise<PageDemo> {
  await buildPage((what) => console.log(`building the ${what}`));
  const page = await startPageDemo(town, demoPlan.sharing, EARLY_VOTES, chain);
  const wallet = await chain.newAccount();
  console.log(
    [
      "",
      styleText("bold", `Vote in the page: ${page.url}`),
      "  At once: Register (등록하기), take over the demonstration's resident, then vote in the open election.",
      "  Then Proposals (제안): read the open proposal from three mirrors, support it, propose something yourself.",
      "  From the beginning: Register with the codes that the page gives you and a key made on your device, press",
      "  “Open the coming vote” at the top, and vote. Change the vote, challenge a ballot, then let the trustees finish.",
      `  The gazette of this town prints: ${anchorLine(page.trust.anchor)}`,
      "  With a wallet of your own (MetaMask and others): the page adds this network to it:",
      `    RPC ${page.url}rpc, chain id 31337; an account with ether for it has the private key ${wallet.privateKey}`,
      `  The chain itself answers at ${chain.url}. Ctrl-C ends everything.`,
    ].join("\n"),
  );
  return page;
}
