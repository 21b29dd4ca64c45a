import { BrowserProvider, type Eip1193Provider, type JsonRpcSigner } from "ethers";
import { type Config, createConfig, http } from "wagmi";
import { connect, disconnect, getConnectorClient, switchChain, watchConnection } from "wagmi/actions";
import { HanpyoError } from "../../../../sdk/errors.ts";
import type { PageConfig } from "../config.ts";

/** A wallet that announced itself to the page (EIP-6963). */
export type WalletChoice = { readonly id: string; readonly name: string; readonly icon: string | undefined };

/** A connected wallet as the sdk takes it. */
export type ConnectedWallet = { readonly address: string; readonly chainId: number; readonly signer: JsonRpcSigner };

/** The wallets of this browser. Nothing of them is kept: the next visit starts anew. */
export type Wallets = {
  readonly choices: () => readonly WalletChoice[];
  /** Asks the wallet for an account. Throws `WalletRejectedError`, `WalletPendingError` or `WalletGoneError`. */
  readonly connect: (id: string) => Promise<ConnectedWallet>;
  /** Lets the wallet change to the page's chain, and adds the chain where the wallet lacks it. */
  readonly toChain: () => Promise<ConnectedWallet>;
  readonly disconnect: () => Promise<void>;
  /** Called with the account and chain that the wallet shows after every change; undefined when it is gone. */
  readonly watch: (changed: (account: { address: string; chainId: number } | undefined) => void) => () => void;
};

export class WalletRejectedError extends HanpyoError {
  constructor() {
    super("WALLET_REJECTED", "The request was declined in the wallet", "Nothing was sent; try again when you like");
  }
}

export class WalletPendingError extends HanpyoError {
  constructor() {
    super("WALLET_PENDING", "The wallet still waits for an answer", "Open the wallet and answer its question there");
  }
}

export class WalletGoneError extends HanpyoError {
  constructor(wallet: string) {
    super("WALLET_GONE", `The wallet ${wallet} does not answer`, "Unlock it, or choose another way");
  }
}

/** Looks for wallets. They announce themselves within a moment: ask `choices` again a little later. */
export function findWallets(page: Pick<PageConfig, "chainId" | "chainName" | "rpc">): Wallets {
  const chain = {
    id: page.chainId,
    name: page.chainName,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [page.rpc] } },
  } as const;
  const config = createConfig({
    chains: [chain],
    transports: { [page.chainId]: http(page.rpc) },
    multiInjectedProviderDiscovery: true,
    storage: null,
  });
  return {
    choices: () => config.connectors.map(({ uid, name, icon }) => ({ id: uid, name, icon: safeIcon(icon) })),
    connect: (id) =>
      naming(id, async () => {
        const connector = config.connectors.find(({ uid }) => uid === id);
        if (connector === undefined) throw new WalletGoneError(id);
        await connect(config, { connector });
        return connected(config);
      }),
    toChain: () =>
      naming(page.chainName, async () => {
        await switchChain(config, { chainId: page.chainId });
        return connected(config);
      }),
    disconnect: () => disconnect(config),
    watch: (changed) =>
      watchConnection(config, {
        onChange: ({ address, chainId }) =>
          changed(address === undefined || chainId === undefined ? undefined : { address, chainId }),
      }),
  };
}

/** wagmi's client as an ethers signer, so that there is one path to the contracts. */
async function connected(config: Config): Promise<ConnectedWallet> {
  const { account, transport, connector } = {
    ...(await getConnectorClient(config, { assertChainId: false })),
    connector: config.state.connections.get(config.state.current ?? "")?.connector,
  };
  const chainId = Number(await connector?.getChainId());
  const provider = new BrowserProvider(transport as Eip1193Provider, chainId);
  return { address: account.address, chainId, signer: await provider.getSigner(account.address) };
}

/** Wallets answer with EIP-1193 codes; 4001 is "declined", -32002 "already asked". */
async function naming<T>(wallet: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    const codes = codesOf(error);
    if (codes.includes(4001)) throw new WalletRejectedError();
    if (codes.includes(-32002)) throw new WalletPendingError();
    throw new WalletGoneError(wallet);
  }
}

function codesOf(error: unknown): readonly number[] {
  const codes: number[] = [];
  let found = error;
  for (let depth = 0; depth < 5 && typeof found === "object" && found !== null; depth++) {
    const { code, cause } = found as { code?: unknown; cause?: unknown };
    if (typeof code === "number") codes.push(code);
    found = cause;
  }
  return codes;
}

/** Only pictures that carry themselves: one from elsewhere would tell its host who is here. */
function safeIcon(icon: string | undefined): string | undefined {
  return icon?.startsWith("data:image/") ? icon : undefined;
}
