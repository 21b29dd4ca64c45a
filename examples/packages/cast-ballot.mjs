// Casts a ballot: node cast-ballot.mjs RPC TRUST.json "LINE OF THE GAZETTE" ELECTION CHOICES < IDENTITY.json
// CHOICES are points in the options' order, as 1,0,1. The identity is { "secret": "...", "commitment": "..." }: on standard
// input, so that it stands in no list of processes. HANPYO_SENDER_KEY names an account that sends in the relayers' place.
import { readFileSync, writeFileSync } from "node:fs";
import { keys } from "@hanpyo/keys";
import { castBallot, connect, followBallot } from "@hanpyo/sdk/voter";
import { Wallet } from "ethers";

const [rpc, trustFile, anchor, election, choices] = process.argv.slice(2);
const { secret, commitment } = JSON.parse(readFileSync(0, "utf8"));
const file = JSON.parse(readFileSync(trustFile, "utf8"));
const connection = await connect({ rpc, trust: { file, anchor } });
const { HANPYO_SENDER_KEY } = process.env;
const sender = HANPYO_SENDER_KEY && new Wallet(HANPYO_SENDER_KEY, connection.rpcs[0].provider);
const cast = await castBallot(connection, {
  election,
  identity: { secret: BigInt(secret), commitment: BigInt(commitment) },
  choices: choices.split(",").map(Number),
  keys,
  sender,
  keep: (ballot) => writeFileSync("ballot.json", ballot),
});
console.log(`${cast.submission.outcome}: ${cast.tracker}`);
const { outcome } = await followBallot(connection, cast);
console.log(outcome);
connection.close();
// The provers' threads would keep the process alive.
process.exit();
