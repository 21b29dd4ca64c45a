import type { Log, LogDescription, Provider, Signer } from "ethers";
import { conveneJoint, settleJoint } from "../../../sdk/chain/joints.ts";
import { postResult, readSum, sealTally, sumTally } from "../../../sdk/chain/observer.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { commonOf, type JointTerms, jointConstitutions } from "../../../sdk/election/jointTerms.ts";
import {
  CENSUS,
  type Created,
  constitutionFor,
  creationOf,
  DAY,
  deployBoard,
  deployFactory,
  electionAt,
  ethers,
  giveConsents,
  networkHelpers,
} from "../electionFixture.ts";

const OPTIONS = 32;

/**
 * Gas of convening and settling a joint of boxes of 32 options, all decided. They are empty: totals other than 0 cost up
 * to 80,000 more to write once, whatever the number of boxes.
 */
export async function jointGas(boxes: number): Promise<{ readonly convene: number; readonly settle: number }> {
  const [sender] = (await ethers.getSigners()) as unknown as [Signer];
  const deployed = await deployFactory("MockVerifierAcceptsAll", OPTIONS);
  const factory = await deployed.factory.getAddress();
  const joints = await ethers.deployContract("Joints", [factory]);
  const board = await deployBoard({ factory, termEndsAt: deployed.start + 100 * DAY, threshold: 1 });
  const costs = Array.from({ length: OPTIONS }, (_, i) => 1_000_000 + i);
  const sample = await constitutionFor(
    { ...deployed, board },
    {
      ballotSize: OPTIONS,
      consentsRequired: 2,
      rules: { optionCount: OPTIONS, costs },
      outcome: { kind: "Greedy", passingShare: NO_FRACTION, budget: 9_000_000, costs },
    },
  );
  const rolls = [];
  for (let i = 0; i < boxes; i++) {
    const each = await ethers.deployContract("MockRolls", [i + 1]);
    await each.getFunction("setTest")(true);
    await each.getFunction("setCheckpoint")({ time: deployed.start, ...CENSUS });
    rolls.push({ each, rolls: await each.getAddress(), rollId: BigInt(i + 1) });
  }
  rolls.sort((one, other) => (BigInt(one.rolls) < BigInt(other.rolls) ? -1 : 1));
  const { consentsRequired, minimumCensus, minimumBallots } = sample;
  const terms: JointTerms = {
    ...{ joints: await joints.getAddress(), convener: await sender.getAddress(), tooFewEndsAll: false },
    common: commonOf(sample),
    boxes: rolls.map(({ rolls: at, rollId }) => ({
      ...{ rolls: at, rollId, board: sample.board, consentsRequired, minimumCensus, minimumBallots },
      ...{ electors: 40_000, electorsSource: `0x${"ab".repeat(32)}` },
    })),
  };
  const members: Created[] = [];
  for (const [i, constitution] of jointConstitutions(terms).entries()) {
    const receipt = await (await deployed.factory.create(...creationOf(constitution))).wait();
    const event = receipt?.logs
      .map((log: Log) => deployed.factory.interface.parseLog(log))
      .find((log: LogDescription | null) => log !== null);
    const election = await electionAt(event?.args.election as string);
    const own = rolls[i] as (typeof rolls)[number];
    members.push({ ...deployed, board, constitution, election, rolls: own.each });
  }
  const elections = await Promise.all(members.map(({ election }) => election.getAddress()));
  const convened = await conveneJoint({ terms, elections }, sender);

  for (const member of members) await giveConsents(member, [1, 2]);
  await networkHelpers.time.increaseTo(sample.schedule.opensAt);
  for (const { election } of members) await election.open();
  await networkHelpers.time.increaseTo(sample.schedule.closesAt + sample.schedule.closeGrace);
  for (const election of elections) await sumTally(election, sender);
  await networkHelpers.time.increase(sample.schedule.sealDelay);
  for (const election of elections) {
    await sealTally(election, sender);
    const sum = await readSum(election, ethers.provider as unknown as Provider);
    await postResult(election, new Array<bigint>(OPTIONS).fill(0n), [], sum, sender);
  }
  const settled = await settleJoint(terms, sender);
  return { convene: Number(convened.gasUsed), settle: Number(settled.gasUsed) };
}
