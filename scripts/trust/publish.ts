import { z } from "zod";
import { agreedFinal, type Rpc } from "../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import { nextManifest } from "../../sdk/chain/nextManifest.ts";
import { type Anchor, anchorOf } from "../../sdk/trust/anchor.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import { type Manifest, signManifest } from "../../sdk/trust/manifest.ts";
import { parseTrustFile } from "../../sdk/trust/trustFile.ts";
import { keyFingerprints } from "../checkout/circuitFiles.ts";
import { readChecked } from "../terminal/checkedFile.ts";
import { readTrustFile, writeTrustFile } from "../terminal/trustInput.ts";
import { type SignerOptions, signerOf } from "./signer.ts";

export type PublishOptions = SignerOptions & {
  readonly deployment: string;
  readonly relayer: readonly Manifest["relayers"][number][];
  readonly withdraw: readonly { readonly factory: string; readonly block: number }[];
  readonly finality?: number;
};

/** What a manifest needs of a deployment's file. */
const deploymentSchema = z.looseObject({ chainId: z.number().int(), contracts: z.record(z.string(), z.string()) });

/**
 * Signs the next manifest over all lines of a trust file and all that is deployed, and writes the file anew.
 * Throws what `parseTrustFile` and `signerOf` do, `WrongChainError`, or `FinalizedUnknownError` where the chain names no
 * final block and nothing says which is.
 */
export async function publishManifest(file: string, options: PublishOptions, rpc: Rpc): Promise<Anchor> {
  const { deployment, relayer, withdraw, finality } = options;
  const trust = readTrustFile(file);
  const remedy = "Give deployments/NAME.json, as `npm run hanpyo -- deploy` wrote it";
  const { chainId, contracts } = readChecked(deployment, deploymentSchema, remedy);
  for (const found of [rpc.chainId, BigInt(chainId)]) {
    if (found !== BigInt(trust.chainId)) throw new WrongChainError(rpc.name, found, BigInt(trust.chainId));
  }
  const signer = await signerOf(options);
  const rule = finalityRule({ finality: finality ?? trust.manifests.at(-1)?.finality ?? 0 });
  const { number } = await agreedFinal([rpc], rule);
  const facts = {
    organizer: signer.address,
    contracts,
    verifyingKeys: [...keyFingerprints()],
    ...(relayer.length > 0 && { relayers: [...relayer] }),
    withdrawn: withdraw,
    finality,
  };
  const manifest = await signManifest(await nextManifest(trust, facts, rpc.provider, number), signer);
  const published = parseTrustFile({ ...trust, manifests: [...trust.manifests, manifest] });
  writeTrustFile(file, published);
  return anchorOf(manifest);
}
