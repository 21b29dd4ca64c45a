import { expect } from "chai";
import { type CheckWorld, checkWorld } from "../checkWorld.ts";
import type { CODES, XRoadAnswer, XRoadCall, XRoadClient } from "../clientUnderTest.ts";
import type { Fault } from "../securityServerDouble.ts";

export type ProtocolCheck = {
  /** Document and section from which the check comes. */
  readonly section: string;
  readonly says: string;
  run(client: XRoadClient): Promise<void>;
};

type Settings = NonNullable<Parameters<typeof checkWorld>[0]>;

/** A check in a world of its own. */
export function check(
  section: string,
  says: string,
  body: (client: XRoadClient, world: CheckWorld) => Promise<void>,
  settings: () => Settings = () => ({}),
): ProtocolCheck {
  return {
    section,
    says,
    async run(client) {
      const world = await checkWorld(settings());
      try {
        await body(client, world);
      } finally {
        await world.close();
      }
    },
  };
}

export type Code = (typeof CODES)[keyof typeof CODES];

/** The code of what a call throws; nothing where it is answered. */
export async function codeOf(answer: Promise<unknown>): Promise<string | undefined> {
  return answer.then(
    () => undefined,
    (error: { code?: string }) => error.code ?? "no code",
  );
}

/** Every try of one call meets the same fault. @returns The call's code, and how often it was tried. */
export async function faulty(
  client: XRoadClient,
  world: CheckWorld,
  fault: Fault,
  more: Partial<XRoadCall> = {},
): Promise<{ readonly code: string | undefined; readonly tries: number }> {
  const before = world.double.received.length;
  world.double.inject(...Array.from({ length: 8 }, () => fault));
  const code = await codeOf(client.exchange(world.call(more)));
  world.double.heal();
  return { code, tries: world.double.received.length - before };
}

/** One call that is answered, after which the world has exactly one request. */
export async function once(
  client: XRoadClient,
  world: CheckWorld,
  more: Partial<XRoadCall> = {},
): Promise<XRoadAnswer> {
  const answer = await client.exchange(world.call(more));
  expect(world.double.received, "requests").to.have.length(1);
  expect(world.double.received[0]?.refused, "section of the refusal").to.equal(undefined);
  expect(answer.status, "status").to.equal(200);
  return answer;
}
