import type { JsonRpcProvider } from "ethers";
import { createContext, useContext } from "react";
import type { AcceptedTrust } from "../../../sdk/trust/acceptManifest.ts";
import type { PageConfig } from "./config.ts";
import { browserStorage } from "./settings.ts";

/** What every page stands on: the configuration, and the one connection to the chain. */
export type Session = {
  readonly config: PageConfig;
  /** The provider, once the chain was found to be the configured one; ethers is loaded with the first call. */
  readonly chain: () => Promise<JsonRpcProvider>;
  /** The trust file, once it was accepted against the gazette's line; loaded with the first call. */
  readonly trust: () => Promise<AcceptedTrust>;
};

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("There is no session above this component");
  return session;
}

/**
 * A session whose chain is connected and checked once, as its trust file is accepted once; a failure is forgotten, so
 * that the next call tries again.
 */
export function startSession(config: PageConfig): Session {
  const connect = async () => {
    const { checkChain, connectChain } = await import("./chain.ts");
    const provider = connectChain(config);
    await checkChain(provider, config);
    return provider;
  };
  const accept = async () => (await import("./trust/acceptance.ts")).loadTrust(config, browserStorage());
  return { config, chain: once(connect), trust: once(accept) };
}

/** Does work once, and again only after it has failed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}
