import type { JsonRpcProvider } from "ethers";
import { createContext, useContext } from "react";
import type { PageConfig } from "./config.ts";

/** What every page stands on: the configuration, and the one connection to the chain. */
export type Session = {
  readonly config: PageConfig;
  /** The provider, once the chain was found to be the configured one; ethers is loaded with the first call. */
  readonly chain: () => Promise<JsonRpcProvider>;
};

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("There is no session above this component");
  return session;
}

/** A session whose chain is connected and checked once; a failure is forgotten, so that the next call tries again. */
export function startSession(config: PageConfig): Session {
  let checked: Promise<JsonRpcProvider> | undefined;
  const connect = async () => {
    const { checkChain, connectChain } = await import("./chain.ts");
    const provider = connectChain(config);
    await checkChain(provider, config);
    return provider;
  };
  return {
    config,
    chain() {
      checked ??= connect().catch((error: unknown) => {
        checked = undefined;
        throw error;
      });
      return checked;
    },
  };
}
