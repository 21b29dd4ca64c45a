import type { Page } from "@playwright/test";
import { type HDNodeWallet, toQuantity, Wallet } from "ethers";

/** A wallet as a browser's extension announces it (EIP-6963), whose person the test plays. */
export type InjectedWallet = {
  readonly address: string;
  /** Requests that reached the wallet, by method. */
  readonly asked: readonly string[];
  /** Texts that were signed, as the wallet would show them. */
  readonly signed: readonly Readonly<Record<string, unknown>>[];
  /** How the person answers from now on. */
  answer(how: "accept" | "reject"): void;
  /** Another account is chosen in the wallet. @returns Its address. */
  changeAccount(): Promise<string>;
};

type Answer = { readonly result?: unknown; readonly error?: { readonly code: number; readonly message: string } };

/** Puts a wallet into a page, before the page is opened. @param chainId The chain that the wallet is on at first. */
export async function injectWallet(page: Page, chainId: number): Promise<InjectedWallet> {
  let account: HDNodeWallet = Wallet.createRandom();
  let chain = chainId;
  let accepts = true;
  const known = new Set([chainId]);
  const asked: string[] = [];
  const signed: Record<string, unknown>[] = [];

  const refusal = (code: number, message: string) => ({ error: { code, message } });
  async function request(method: string, params: readonly unknown[] = []): Promise<Answer> {
    asked.push(method);
    const person = ["eth_requestAccounts", "eth_signTypedData_v4", "wallet_switchEthereumChain"];
    if (person.includes(method) && !accepts) return refusal(4001, "User rejected the request.");
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return { result: [account.address] };
      case "eth_chainId":
        return { result: toQuantity(chain) };
      // A wallet that adds a chain changes to it, too.
      case "wallet_addEthereumChain":
      case "wallet_switchEthereumChain": {
        const wanted = Number((params[0] as { chainId: string }).chainId);
        if (method === "wallet_addEthereumChain") known.add(wanted);
        if (!known.has(wanted)) return refusal(4902, "Unrecognized chain ID.");
        chain = wanted;
        await emit("chainChanged", toQuantity(chain));
        return { result: null };
      }
      case "eth_signTypedData_v4": {
        const { domain, types, message } = JSON.parse(params[1] as string);
        const { EIP712Domain: _, ...own } = types;
        signed.push(message);
        return { result: await account.signTypedData(domain, own, message) };
      }
      default:
        return refusal(4200, `${method} is not supported`);
    }
  }

  const emit = (event: string, value: unknown) =>
    page.evaluate(([name, detail]) => dispatchEvent(new CustomEvent(`wallet:${name}`, { detail })), [event, value]);
  await page.exposeFunction("askTestWallet", request);
  await page.addInitScript(() => {
    const ask = (globalThis as unknown as { askTestWallet: typeof request }).askTestWallet;
    const listeners = new Map<(value: unknown) => void, (event: Event) => void>();
    const provider = {
      request: async ({ method, params }: { method: string; params?: readonly unknown[] }) => {
        const { result, error } = await ask(method, params);
        if (error) throw Object.assign(new Error(error.message), error);
        return result;
      },
      on(event: string, listener: (value: unknown) => void) {
        const heard = (happened: Event) => listener((happened as CustomEvent).detail);
        listeners.set(listener, heard);
        addEventListener(`wallet:${event}`, heard);
      },
      removeListener(event: string, listener: (value: unknown) => void) {
        removeEventListener(`wallet:${event}`, listeners.get(listener) ?? (() => {}));
      },
    };
    const info = {
      uuid: "350670db-19fa-4704-a166-e52e178b59d2",
      name: "Test Wallet",
      icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
      rdns: "example.test-wallet",
    };
    const announce = () =>
      dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    addEventListener("eip6963:requestProvider", announce);
    announce();
  });

  return {
    get address() {
      return account.address;
    },
    ...{ asked, signed },
    answer(how) {
      accepts = how === "accept";
    },
    async changeAccount() {
      account = Wallet.createRandom();
      await emit("accountsChanged", [account.address]);
      return account.address;
    },
  };
}
