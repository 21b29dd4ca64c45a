import type { Provider } from "ethers";
import type { ConversionContracts } from "../chain/conversions.ts";

/** A resident's identity (Semaphore v4), only ever in memory: its secret scalar, and the commitment that rolls hold. */
export type ResidentIdentity = { readonly secret: bigint; readonly commitment: bigint };

/** A municipality's contracts of proposals on a chain. */
export type ProposalsTown = ConversionContracts & { readonly chainId: bigint; readonly provider: Provider };
