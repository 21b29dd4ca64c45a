// Takes an election's record from a chain and checks it: node verify-record.mjs RPC TRUST.json "LINE OF THE GAZETTE" ELECTION
// The record is saved for a verifier of somebody else's: npx hanpyo-verifier record.json
import { readFileSync, writeFileSync } from "node:fs";
import { keys } from "@hanpyo/keys";
import { connect, trustedElection } from "@hanpyo/sdk/reader";
import { exportRecord, verificationKeys, verifyElection } from "@hanpyo/sdk/verifier";

const [rpc, trustFile, anchor, election] = process.argv.slice(2);
const file = JSON.parse(readFileSync(trustFile, "utf8"));
const connection = await connect({ rpc, trust: { file, anchor } });
await trustedElection(connection, election);
const record = await exportRecord(election, connection.rpcs[0].provider);
writeFileSync("record.json", JSON.stringify(record));
const checks = await verifyElection(record, { keysFor: await verificationKeys(keys) });
const failed = checks.filter(({ ok }) => !ok);
for (const { name, expected, found } of failed) console.log(`${name}: expected ${expected}, found ${found}`);
console.log(failed.length === 0 ? `every one of ${checks.length} checks holds` : `${failed.length} checks fail`);
connection.close();
process.exit(failed.length === 0 ? 0 : 1);
