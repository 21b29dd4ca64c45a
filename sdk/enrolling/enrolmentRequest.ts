import type { Signer, TypedDataDomain, TypedDataField } from "ethers";
import type { RegistryId } from "../chain/offices.ts";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";

/** What the wallet shows to its owner before it signs (P12.5); fixed by the protocol. */
export const ENROLMENT_STATEMENT =
  "저는 이 번호(identityCommitment)로 선거인 명부에 등록해 줄 것을 두 등록 기관에 신청합니다. 이 서명은 투표가 아니며, 돈이 들지 않습니다. " +
  "투표할 때 이 지갑은 쓰이지 않습니다. / I ask both offices to enrol me on the roll under this number (identityCommitment). " +
  "This signature is no vote and costs nothing. This wallet is not used for voting.";

/** What a resident asks for. */
export type EnrolmentRequest = {
  readonly identityCommitment: bigint;
  /** Unix seconds. */
  readonly expiresAt: number;
};

const types: Record<string, TypedDataField[]> = {
  EnrolmentRequest: [
    { name: "statement", type: "string" },
    { name: "identityCommitment", type: "uint256" },
    { name: "expiresAt", type: "uint48" },
  ],
};

/** The resident's EIP-712 signature over a request, by a wallet or by a key made on the device (P12.5). */
export function signEnrolmentRequest(
  account: Pick<Signer, "signTypedData">,
  request: EnrolmentRequest,
  registry: RegistryId,
): Promise<string> {
  return account.signTypedData(domainOf(registry), types, { statement: ENROLMENT_STATEMENT, ...request });
}

/** The account that signed a request; nothing if the signature cannot be read. */
export function enrolmentRequestSigner(
  request: EnrolmentRequest,
  registry: RegistryId,
  signature: string,
): string | undefined {
  try {
    return typedDataSigner(domainOf(registry), types, { statement: ENROLMENT_STATEMENT, ...request }, signature);
  } catch {
    return undefined;
  }
}

function domainOf({ chainId, registry }: RegistryId): TypedDataDomain {
  return { name: "Hanpyo enrolment", version: "1", chainId, verifyingContract: registry };
}
