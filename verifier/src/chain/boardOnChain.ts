import type { Board } from "../record/recordShape.ts";
import { arrayAt, eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import { view } from "./node.ts";
import type { Ask } from "./rpc.ts";

const point = ([x, y]: readonly bigint[]) => ({ x: x!, y: y! });

/** A board as the chain has it: its terms by its views, the rest by its events. */
export const boardOnChain = async (
  ask: Ask,
  address: bigint,
  range: { readonly from: number; readonly to: number },
  timeOf: (block: number) => Promise<number>,
): Promise<Board> => {
  const number = async (name: string): Promise<bigint> => (await view(ask, address, `${name}()`)) ?? -1n;
  const count = Number(await number("trusteeCount"));
  const trustees: bigint[] = [];
  for (let seat = 1; seat <= Math.min(count, 9); seat++) {
    trustees.push((await view(ask, address, "trustee(uint256)", BigInt(seat))) ?? -1n);
  }

  const registrations: Board["registrations"][number][] = [];
  const dealings: Board["dealings"][number][] = [];
  for await (const log of logsOf(ask, address, range.from, range.to)) {
    const event = eventOf(log);
    if (event?.name !== "TrusteeRegistered" && event?.name !== "SharesDealt") continue;
    const { words } = event;
    const seat = Number(event.indexed[0]);
    const at = { block: log.block, time: await timeOf(log.block) };
    if (event.name === "TrusteeRegistered") {
      const [, x, y, challenge, response, commitment] = words;
      registrations.push({
        seat,
        at,
        encryptionKey: point([x!, y!]),
        proof: { challenge: challenge!, response: response! },
        commitment: commitment!,
      });
    } else {
      const shares = arrayAt(event, 1, 11).map((share) => ({
        ephemeral: point(share),
        ciphertext: share[2]!,
        proof: share.slice(3),
      }));
      dealings.push({ seat, at, polynomial: arrayAt(event, 0, 2).map(point), shares });
    }
  }

  const bySeat = (a: { readonly seat: number }, b: { readonly seat: number }): number => a.seat - b.seat;
  return {
    factory: await number("factory"),
    trustees,
    threshold: Number(await number("threshold")),
    registerBy: Number(await number("registerBy")),
    dealBy: Number(await number("dealBy")),
    termEndsAt: Number(await number("termEndsAt")),
    registrations: registrations.sort(bySeat),
    dealings: dealings.sort(bySeat),
  };
};
