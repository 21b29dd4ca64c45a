import { type Check, group, holds, upTo } from "./check.ts";
import { jointChecks } from "./jointChecks.ts";
import { JOINT_FORMAT, type JointRecord, jointRecordSchema } from "./jointRecord.ts";
import { DoubledKey } from "./recordText.ts";
import { readRecord, type VerifyOptions, verifyElection } from "./verifyElection.ts";

/** A record of the right form, or the failed check that says where it is not. */
export type ReadJoint = { readonly record: JointRecord } | { readonly failed: Check };

/** Reads the form of a joint's record (P27.10). Never throws, whatever it is given. */
export function readJointRecord(content: unknown): ReadJoint {
  const failed = (found: string) => ({
    failed: { name: "P27.10 format", ok: false, expected: `a record of the format ${JOINT_FORMAT}`, found },
  });
  if (content instanceof DoubledKey) return failed(`an object has the key ${content.key.slice(0, 100)} twice`);
  const parsed = jointRecordSchema.safeParse(content);
  if (parsed.success) return { record: parsed.data };
  const [issue] = parsed.error.issues;
  return failed(`${issue?.path.join(".") || "the file"}: ${issue?.message}`);
}

/** What was found of a joint: of the whole, and of each member in the order of the boxes. */
export type VerifiedJoint = { readonly whole: readonly Check[]; readonly members: readonly (readonly Check[])[] };

/**
 * Recomputes everything in a joint's record and in those of its members (P27.10), and names every condition. Never throws
 * on a malformed record: that is a failed check. The joint is verified when every check of the whole and of every member
 * is ok.
 * @param members Records in the order of the boxes.
 */
export async function verifyJoint(
  content: unknown,
  members: readonly unknown[],
  optionsOf: (place: number) => VerifyOptions,
): Promise<VerifiedJoint> {
  const read = readJointRecord(content);
  if ("failed" in read) return { whole: [read.failed], members: [] };
  const found: (readonly Check[])[] = [];
  for (const [place, member] of members.entries()) found.push(await verifyElection(member, optionsOf(place)));
  const records = members.flatMap((member) => {
    const one = readRecord(member);
    return "record" in one ? [one.record] : [];
  });
  const unread = members.findIndex((member) => "failed" in readRecord(member));
  return {
    whole: [
      holds("P27.10 format", true, JOINT_FORMAT, read.record.format),
      upTo("P27.10 each member's record can be read", members, unread < 0 ? undefined : unread, (_, i) => `box ${i}`),
      ...(await group("P27 joint", () => jointChecks(read.record, records))),
    ],
    members: found,
  };
}
