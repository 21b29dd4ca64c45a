import type { Provider, Wallet } from "ethers";
import { nextManifest } from "../../sdk/chain/nextManifest.ts";
import { boardLineFor, registryLineFor } from "../../sdk/chain/trustLines.ts";
import type { BoardLine, Line, RegistryLine, Role, SeatLine } from "../../sdk/trust/line.ts";
import { signLine } from "../../sdk/trust/line.ts";
import { signManifest } from "../../sdk/trust/manifest.ts";
import { newTrustFile, type TrustFile, withLines } from "../../sdk/trust/trustFile.ts";
import { keyFingerprints } from "../checkout/circuitFiles.ts";
import type { LocalChain } from "./localChain.ts";
import type { Town } from "./town.ts";

const MUNICIPALITY = "한표시";
const YEAR = 365 * 86_400;

/** What a trust file of a town is made of. */
type TrustTown = Pick<Town, "shared" | "board" | "organizer" | "registrar" | "approver"> & {
  readonly trustees: readonly { readonly account: Wallet }[];
};

type Text = { readonly ko: string; readonly en: string };

const OFFICES: Readonly<Record<Exclude<Role, "trustee" | "recovery">, readonly [organisation: Text, position: Text]>> =
  {
    organizer: [
      { ko: "한표시", en: "City of Hanpyo" },
      { ko: "시장", en: "Mayor" },
    ],
    registrar: [
      { ko: "한표시 주민과", en: "Residents' office of Hanpyo" },
      { ko: "과장", en: "Head" },
    ],
    approver: [
      { ko: "한표시 선거관리위원회", en: "Election commission of Hanpyo" },
      { ko: "위원장", en: "Chair" },
    ],
  };

const TRUSTEES: readonly Text[] = [
  { ko: "한표대학교", en: "Hanpyo University" },
  { ko: "한표변호사회", en: "Hanpyo Bar Association" },
  { ko: "한표시의회", en: "City council of Hanpyo" },
  { ko: "한표시민연대", en: "Citizens of Hanpyo" },
  { ko: "한표신문", en: "Hanpyo Newspaper" },
];
const TRUSTEE_POSITION = { ko: "대표", en: "Representative" };

/**
 * A simulated town's trust file, by the functions that the commands use: everybody signs for its seat, both offices for
 * the registry, the trustees for their board, and the organizer the first manifest.
 */
export async function demoTrust(town: TrustTown, chain: LocalChain): Promise<TrustFile> {
  const { provider } = chain;
  const { chainId } = await provider.getNetwork();
  const empty = newTrustFile(MUNICIPALITY, Number(chainId));
  const valid = await validity(provider);
  const { organizer, registrar, approver, shared } = town;
  const registry = shared.registry.address;
  const lines: Line[] = [];
  for (const [role, account] of Object.entries({ organizer, registrar, approver })) {
    const own = role as keyof typeof OFFICES;
    lines.push(await seatLine(empty, own, account, OFFICES[own], valid));
    if (own === "organizer") continue;
    lines.push(
      await signLine<RegistryLine>(await registryLineFor(empty, own, account.address, registry, provider), account),
    );
  }
  const { board, trustees } = town;
  const file = await withBoard(
    withLines(empty, lines),
    board,
    trustees.map(({ account }) => account),
    provider,
  );
  return withDemoManifest(file, town, provider);
}

/** A trust file with seat lines of a further board's trustees, and their lines of that board. */
export async function withBoard(
  file: TrustFile,
  board: string,
  trustees: readonly Wallet[],
  provider: Provider,
): Promise<TrustFile> {
  const valid = await validity(provider);
  const seats = await Promise.all(
    trustees.map((account, index) => {
      const organisation = TRUSTEES[index % TRUSTEES.length] as Text;
      return seatLine(file, "trustee", account, [organisation, TRUSTEE_POSITION], valid);
    }),
  );
  const seated = withLines(file, seats);
  const boards: BoardLine[] = [];
  for (const account of trustees) {
    boards.push(await signLine<BoardLine>(await boardLineFor(seated, account.address, board, provider), account));
  }
  return withLines(seated, boards);
}

/** A trust file with the next manifest over all its lines and the town's contracts. */
export async function withDemoManifest(
  file: TrustFile,
  { shared, organizer }: Pick<TrustTown, "shared" | "organizer">,
  provider: Provider,
  finality = 0,
): Promise<TrustFile> {
  const contracts = Object.fromEntries(Object.entries(shared.all).map(([name, { address }]) => [name, address]));
  const facts = { organizer: organizer.address, contracts, verifyingKeys: [...keyFingerprints()], finality };
  const manifest = await nextManifest(file, facts, provider, await provider.getBlockNumber());
  return { ...file, manifests: [...file.manifests, await signManifest(manifest, organizer)] };
}

function seatLine(
  { municipality, chainId }: TrustFile,
  role: Role,
  account: Wallet,
  [organisation, position]: readonly [Text, Text],
  valid: Pick<SeatLine, "validFrom" | "validUntil">,
): Promise<SeatLine> {
  const line = { kind: "seat", municipality, chainId, account: account.address, role, organisation, position } as const;
  return signLine<SeatLine>({ ...line, ...valid }, account);
}

/** From the chain's first block on, for ten years. */
async function validity(provider: Provider): Promise<Pick<SeatLine, "validFrom" | "validUntil">> {
  const validFrom = (await provider.getBlock(0))?.timestamp ?? 0;
  return { validFrom, validUntil: validFrom + 10 * YEAR };
}
