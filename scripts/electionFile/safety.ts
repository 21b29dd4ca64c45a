import { FLOORS } from "../../sdk/election/constitutionRules.ts";
import type { Text } from "../../sdk/election/content.ts";
import type { ContentText } from "../../sdk/election/contentText.ts";
import type { ElectionFile } from "./schema.ts";

/** Chains whose coins are worth nothing, by chain id: an election there binds nobody. */
const testNetworks: ReadonlyMap<number, string> = new Map([
  [1337, "a local chain"],
  [31337, "a local chain"],
  [11155111, "Sepolia"],
  [17000, "Holesky"],
  [560048, "Hoodi"],
  [84532, "Base Sepolia"],
  [421614, "Arbitrum Sepolia"],
  [11155420, "OP Sepolia"],
  [80002, "Polygon Amoy"],
  [1001, "Kaia Kairos"],
]);

const LEAST_TRUSTEES = 3;

export function isTestNetwork(chainId: number): boolean {
  return testNetworks.has(chainId);
}

/**
 * What no contract can see and what makes an election unfit to bind anybody: `deploy` takes it as a test alone (P3.4).
 * @param development Whether the proving keys come from a single contributor.
 */
export function dangersOf({ chain, board }: ElectionFile, development: boolean): readonly Text[] {
  const network = testNetworks.get(chain.id);
  const trustees = board.trustees.length;
  return [
    ...unless(network === undefined, {
      ko: `시험용 체인 ${chain.id}`,
      en: `Chain ${chain.id} is a test network (${network})`,
    }),
    ...unless(!development, {
      ko: "개발용 열쇠: 아무것도 보호하지 않음",
      en: "Development proving keys, which protect nothing",
    }),
    ...unless(trustees >= LEAST_TRUSTEES, {
      ko: `참관 위원 ${trustees}명 (최소 ${LEAST_TRUSTEES}명)`,
      en: `${trustees} trustees, fewer than ${LEAST_TRUSTEES}`,
    }),
  ];
}

/** Why the file's election is only a test, for its frozen content; empty for one that counts. */
export function whyTest(file: ElectionFile, dangers: readonly Text[]): readonly ContentText[] {
  if (!file.test) return [];
  const { roll, minimumBallots } = file;
  return [
    ...(file.whyTest === undefined ? [] : [file.whyTest]),
    ...dangers,
    ...unless(roll.minimumCensus >= FLOORS.minimumCensus, {
      ko: `최소 명부 인원 ${roll.minimumCensus}명 (최소 ${FLOORS.minimumCensus}명)`,
      en: `A minimum census of ${roll.minimumCensus}, under ${FLOORS.minimumCensus}`,
    }),
    ...unless(minimumBallots >= FLOORS.minimumBallots, {
      ko: `최소 투표 수 ${minimumBallots} (최소 ${FLOORS.minimumBallots})`,
      en: `A minimum of ${minimumBallots} ballot${minimumBallots === 1 ? "" : "s"}, under ${FLOORS.minimumBallots}`,
    }),
  ];
}

function unless(holds: boolean, text: Text): readonly Text[] {
  return holds ? [] : [text];
}
