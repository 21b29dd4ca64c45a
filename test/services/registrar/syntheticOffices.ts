import type { OfficeVisit } from "../../../sdk/enrolling/visit.ts";
import type { DemoEid } from "../../../services/demo-issuer/demoEids.ts";
import type { OfficeService } from "../../../services/registrar/office.ts";
import { type OfficeWorld, startOfficeWorld } from "./officeWorld.ts";
import { type SyntheticDevice, syntheticDevice } from "./syntheticDevice.ts";

type Both<T> = { readonly registrar: T; readonly approver: T };

/** A settled person with an eID for each office, and a device. */
export type TestResident = {
  readonly number: string;
  readonly eids: Both<DemoEid>;
  readonly visits: Both<OfficeVisit>;
  readonly device: SyntheticDevice;
};

export type ResidentSettings = {
  readonly number?: string;
  readonly eid?: "codes" | "wallet";
  readonly commitment?: bigint;
};

/** Two offices of a world whose proofs are synthetic, under one clock. There is nothing in it before a test runs. */
export type SyntheticOffices = {
  world: OfficeWorld;
  offices: Both<OfficeService>;
  /** The offices' clock in milliseconds; the machine's at the beginning of each test. */
  now: number;
  resident(settings?: ResidentSettings): Promise<TestResident>;
};

/** Starts the offices before the tests of a suite, and closes them after these. */
export function syntheticOffices(): SyntheticOffices {
  let people = 0;
  const town = {
    now: Date.now(),
    async resident({ number = `person-${people++}`, eid = "wallet", commitment } = {}) {
      const { world, offices } = town;
      world.settle(number);
      const eids =
        eid === "codes"
          ? world.codes(number)
          : { registrar: await world.wallet(number), approver: await world.wallet(number) };
      const { visits } = world.plan(offices, eids);
      return { number, eids, visits, device: syntheticDevice(world, offices, visits, commitment) };
    },
  } as SyntheticOffices;
  before(async () => {
    town.world = await startOfficeWorld("synthetic");
    const clock = () => town.now;
    town.offices = {
      registrar: await town.world.office("registrar", { clock }),
      approver: await town.world.office("approver", { clock }),
    };
  });
  beforeEach(() => {
    town.now = Date.now();
  });
  after(() => town.world.close());
  return town;
}
