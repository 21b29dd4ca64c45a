// Shows an election's result: node show-result.mjs RPC TRUST.json "LINE OF THE GAZETTE" ELECTION
import { readFileSync } from "node:fs";
import { connect, HanpyoError, optionsOfBits, readResult, textFor } from "@hanpyo/sdk/reader";

const [rpc, trustFile, anchor, address] = process.argv.slice(2);
const file = JSON.parse(readFileSync(trustFile, "utf8"));
try {
  const connection = await connect({ rpc, trust: { file, anchor } });
  const { election, state, result } = await readResult(connection, address);
  const { content } = election;
  const say = (text) => textFor(text, ["en", "ko"], content).text;
  console.log(`${say(content.title)}: ${state.phase}, ${state.ballots} of ${state.activeMembers} voted`);
  for (const [index, count] of result?.counts.entries() ?? []) {
    const mark = optionsOfBits(result.outcome.selected).includes(index) ? "*" : " ";
    console.log(`${mark} ${count}  ${say(content.options[index].title)}`);
  }
  connection.close();
} catch (error) {
  if (!(error instanceof HanpyoError)) throw error;
  console.error(`${error.code}: ${error.what}. ${error.remedy}.`);
  process.exitCode = 1;
}
