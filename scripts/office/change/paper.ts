import { getAddress } from "ethers";
import { z } from "zod";
import type { OfficeChange } from "../../../sdk/chain/officeChanges.ts";
import type { RegistryId } from "../../../sdk/chain/offices.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readChecked, writeNew } from "../../terminal/checkedFile.ts";

const FORMAT = "hanpyo-office-change-1";
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const signatures = z.record(account, z.string().regex(/^0x([0-9a-f]{2})+$/));
const place = { format: z.literal(FORMAT), chainId: decimal, registry: account, nonce: decimal, signatures };
const schema = z.discriminatedUnion("kind", [
  z.strictObject({ ...place, kind: z.literal("rotation"), registrar: account, approver: account }),
  z.strictObject({ ...place, kind: z.literal("recovery"), lost: account, successor: account }),
]);

/** A change of offices on its way to those who sign it. */
export type ChangePaper = {
  readonly change: OfficeChange;
  readonly place: RegistryId;
  /** By account. */
  readonly signatures: ReadonlyMap<string, string>;
};

export class PaperForeignError extends HanpyoError {
  constructor(file: string, first: string) {
    super(
      "PAPER_FOREIGN",
      told`${{ file }} is of another change of offices than ${{ otherFile: first }}`,
      "Have everybody sign the same paper, and send these together",
    );
  }
}

/** Throws `FileExistsError`. */
export function writePaper(file: string, { change, place, signatures }: ChangePaper): void {
  const { chainId, registry } = place;
  writeNew(file, { format: FORMAT, chainId, registry, ...change, signatures: Object.fromEntries(signatures) });
}

/** Throws `FileUnreadableError` or `FileInvalidError`. */
export function readPaper(file: string): ChangePaper {
  const found = readChecked(file, schema, "Make it with `office change rotation` or `office change recovery`");
  const nonce = BigInt(found.nonce);
  const change: OfficeChange =
    found.kind === "rotation"
      ? { kind: found.kind, registrar: getAddress(found.registrar), approver: getAddress(found.approver), nonce }
      : { kind: found.kind, lost: getAddress(found.lost), successor: getAddress(found.successor), nonce };
  return {
    change,
    place: { chainId: BigInt(found.chainId), registry: getAddress(found.registry) },
    signatures: new Map(Object.entries(found.signatures).map(([by, signature]) => [getAddress(by), signature])),
  };
}

/** The one change of several papers, with all their signatures. Throws `PaperForeignError`. */
export function readPapers(files: readonly [string, ...string[]]): ChangePaper {
  const papers = files.map(readPaper);
  const [first] = papers as [ChangePaper];
  const textOf = ({ change, place }: ChangePaper) => Object.values({ ...place, ...change }).join();
  for (const [m, paper] of papers.entries()) {
    if (textOf(paper) !== textOf(first)) throw new PaperForeignError(files[m] as string, files[0]);
  }
  return { ...first, signatures: new Map(papers.flatMap(({ signatures }) => [...signatures])) };
}
