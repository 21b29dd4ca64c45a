import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { type HDNodeWallet, type JsonRpcProvider, toQuantity, Wallet } from "ethers";

/** A wallet as a browser's extension announces it (EIP-6963), whose person the test plays. */
export type InjectedWallet = {
  readonly address: string;
  /** Requests that reached the wallet, by method. */
  readonly asked: readonly string[];
  /** Texts that were signed, as the wallet would show them. */
  readonly signed: readonly Readonly<Record<string, unknown>>[];
  /** How the person answers from now on; a wallet whose window is open already, or that is locked, answers itself. */
  answer(how: WalletMood): void;
  /** The person locks the wallet. */
  lock(): Promise<void>;
  /** Another account is chosen in the wallet. @returns Its address. */
  changeAccount(): Promise<string>;
};

export type WalletMood = "accept" | "reject" | "pending" | "locked";

type Answer = { readonly result?: unknown; readonly error?: { readonly code: number; readonly message: string } };

const moods = {
  reject: [4001, "User rejected the request."],
  pending: [-32002, "Request of type 'wallet_requestPermissions' already pending."],
  locked: [4100, "The wallet is locked."],
} as const;

/**
 * Puts a wallet into a page, before the page is opened.
 * @param chainId The chain that the wallet is on at first.
 * @param node By which it reads and sends; without one it only signs.
 */
export async function injectWallet(
  page: Page,
  chainId: number,
  name = "Test Wallet",
  node?: JsonRpcProvider,
): Promise<InjectedWallet> {
  let account: HDNodeWallet = Wallet.createRandom();
  let chain = chainId;
  let mood: WalletMood = "accept";
  const known = new Set([chainId]);
  const asked: string[] = [];
  const signed: Record<string, unknown>[] = [];

  const refusal = (code: number, message: string) => ({ error: { code, message } });
  async function request(method: string, params: readonly unknown[] = []): Promise<Answer> {
    asked.push(method);
    const person = [
      ...["eth_requestAccounts", "eth_signTypedData_v4", "wallet_switchEthereumChain", "eth_sendTransaction"],
    ];
    if (person.includes(method) && mood !== "accept") {
      const [code, message] = moods[mood];
      return refusal(code, message);
    }
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return { result: mood === "locked" ? [] : [account.address] };
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
      case "eth_sendTransaction": {
        if (node === undefined) return refusal(4200, `${method} is not supported`);
        const { from: _, gas, ...transaction } = params[0] as Record<string, string>;
        const sent = await account.connect(node).sendTransaction({ ...transaction, gasLimit: gas ?? null });
        return { result: sent.hash };
      }
      default:
        if (node !== undefined) return { result: await node.send(method, [...params]) };
        return refusal(4200, `${method} is not supported`);
    }
  }

  const channel = `wallet${name.replaceAll(" ", "")}`;
  const emit = (event: string, value: unknown) =>
    page.evaluate(
      ([type, detail]) => dispatchEvent(new CustomEvent(type as string, { detail })),
      [`${channel}:${event}`, value],
    );
  await page.exposeFunction(channel, request);
  await page.addInitScript(
    ([channel = "", name = "", uuid = ""]) => {
      const ask = (globalThis as unknown as Record<string, typeof request>)[channel] as typeof request;
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
          addEventListener(`${channel}:${event}`, heard);
        },
        removeListener(event: string, listener: (value: unknown) => void) {
          removeEventListener(`${channel}:${event}`, listeners.get(listener) ?? (() => {}));
        },
      };
      const info = {
        uuid,
        name,
        icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        rdns: `example.${channel.toLowerCase()}`,
      };
      const announce = () =>
        dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
      addEventListener("eip6963:requestProvider", announce);
      announce();
    },
    [channel, name, randomUUID()],
  );

  return {
    get address() {
      return account.address;
    },
    asked,
    signed,
    answer(how) {
      mood = how;
    },
    async lock() {
      mood = "locked";
      await emit("accountsChanged", []);
    },
    async changeAccount() {
      account = Wallet.createRandom();
      await emit("accountsChanged", [account.address]);
      return account.address;
    },
  };
}
