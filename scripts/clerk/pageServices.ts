import { OfficeUnreachableError, readOffice } from "../../sdk/enrolling/officeClient.ts";
import type { Reach } from "../../sdk/relaying/jsonRequest.ts";
import { askRelayer, RelayerUnreachableError } from "../../sdk/relaying/relayerClient.ts";
import { isSame } from "../../sdk/trust/line.ts";
import type { PageToServe } from "../page/servePage.ts";
import { PageServiceOtherError } from "./pageErrors.ts";

/** Milliseconds: one that is slow now may answer later, and is only named. */
const REACH: Reach = { timeout: 5_000, fetch };

type Services = Pick<PageToServe["config"], "chainId" | "registry" | "relayers" | "offices">;

/**
 * Asks the relayers and offices of a page whether they are those that it means.
 * Throws `PageServiceOtherError`, or what an office answers that is none.
 * @returns The addresses that gave no answer.
 */
export async function silentServices({ chainId, registry, relayers, offices }: Services): Promise<readonly string[]> {
  const asked = [
    ...relayers.map((relayer) => [relayer.url, () => requireRelayer(relayer)] as const),
    ...Object.entries(offices ?? {}).map(
      ([role, url]) => [url, () => requireOffice(url, { role, registry, chainId })] as const,
    ),
  ];
  const silent = await Promise.all(asked.map(async ([url, ask]) => ((await answers(ask)) ? [] : [url])));
  return silent.flat();
}

async function answers(ask: () => Promise<void>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof RelayerUnreachableError || error instanceof OfficeUnreachableError) return false;
    throw error;
  }
}

async function requireRelayer({ url, address }: Services["relayers"][number]): Promise<void> {
  const found = String((await askRelayer(withoutSlash(url), "/health", REACH)).address);
  if (!isSame(found, address)) throw new PageServiceOtherError(url, "account", found, address);
}

async function requireOffice(
  url: string,
  wanted: { readonly role: string; readonly registry: string; readonly chainId: number },
): Promise<void> {
  const office = await readOffice(withoutSlash(url), REACH);
  if (office.role !== wanted.role) throw new PageServiceOtherError(url, "role", office.role, wanted.role);
  if (!isSame(office.registry, wanted.registry)) {
    throw new PageServiceOtherError(url, "registry", office.registry, wanted.registry);
  }
  if (office.chainId !== String(wanted.chainId)) {
    throw new PageServiceOtherError(url, "chain", office.chainId, String(wanted.chainId));
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
