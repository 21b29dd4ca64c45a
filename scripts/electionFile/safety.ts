import type { Text } from "../../sdk/election/content.ts";
import { type ContentText, inBoth } from "../../sdk/election/contentText.ts";
import { hiddenCharacter, isVisible } from "../../sdk/election/plainText.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { ElectionFile } from "./schema.ts";

/** Chains whose coins are worth nothing, by chain id: their elections are tests. */
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

/** Fewer active members reveal votes, whatever the cryptography. */
export const LEAST_CENSUS = 30;
export const LEAST_TRUSTEES = 3;

/** Why an election is not safe to bind anybody. */
export type Safety = {
  /** What a production network is refused for, unless a reason is given. */
  readonly dangers: readonly Text[];
  /** What makes the election a test, whatever the rest: a test network, a simulation. */
  readonly labels: readonly ContentText[];
};

export function isTestNetwork(chainId: number): boolean {
  return testNetworks.has(chainId);
}

export class ReasonUnreadableError extends HanpyoError {
  constructor() {
    super(
      "REASON_UNREADABLE",
      "The reason for an unsafe election is empty, or has a character that nobody sees",
      "Type it anew, in one line; it is frozen with the election",
    );
  }
}

/** Reasons as the commands say them, in Korean and English. */
export function saidReasons(
  { language }: Pick<ElectionFile, "language">,
  reasons: readonly ContentText[],
): readonly Text[] {
  return reasons.map((reason) => inBoth(reason, { language }));
}

/** @param development Whether the proving keys come from a single contributor. */
export function safetyOf(file: ElectionFile, development: boolean): Safety {
  const dangers: Text[] = [];
  const labels: ContentText[] = [];
  const { chain, board, roll } = file;
  const network = testNetworks.get(chain.id);
  if (network !== undefined) {
    labels.push({ ko: `시험용 체인 ${chain.id}`, en: `Chain ${chain.id} is a test network (${network})` });
  }
  if (file.simulation !== undefined) labels.push(file.simulation.reason);
  if (development) {
    dangers.push({ ko: "개발용 열쇠: 아무것도 보호하지 않음", en: "Development proving keys, which protect nothing" });
  }
  const trustees = board.trustees.length;
  if (trustees < LEAST_TRUSTEES) {
    dangers.push({
      ko: `참관 위원 ${trustees}명 (최소 ${LEAST_TRUSTEES}명)`,
      en: `${trustees} trustees, fewer than ${LEAST_TRUSTEES}`,
    });
  }
  if (roll.minimumCensus < LEAST_CENSUS) {
    dangers.push({
      ko: `최소 명부 인원 ${roll.minimumCensus}명 (최소 ${LEAST_CENSUS}명)`,
      en: `A minimum census of ${roll.minimumCensus}, under ${LEAST_CENSUS}`,
    });
  }
  return { dangers, labels };
}

/**
 * What the frozen content says about an election that is only a test: nothing for one that counts.
 * @param allowed Why the organizer goes on in spite of the dangers. Throws `ReasonUnreadableError`.
 */
export function reasonsFor({ dangers, labels }: Safety, allowed?: string): readonly ContentText[] {
  if (dangers.length === 0 && labels.length === 0) return [];
  const reason = allowed?.normalize("NFC").trim();
  if (reason !== undefined && (hiddenCharacter(reason) !== undefined || !isVisible(reason))) {
    throw new ReasonUnreadableError();
  }
  const given = reason === undefined || dangers.length === 0 ? [] : [{ ko: reason, en: reason }];
  return [...labels, ...dangers, ...given];
}
