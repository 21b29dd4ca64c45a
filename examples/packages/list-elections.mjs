// Lists a municipality's elections: node list-elections.mjs RPC TRUST.json "LINE OF THE GAZETTE"
import { readFileSync } from "node:fs";
import { connect, listElections, textFor } from "@hanpyo/sdk/reader";

const [rpc, trustFile, anchor] = process.argv.slice(2);
const file = JSON.parse(readFileSync(trustFile, "utf8"));
const connection = await connect({ rpc, trust: { file, anchor } });
for (const { election, content, state } of await listElections(connection)) {
  const { text } = textFor(content.title, ["en", "ko"], content);
  console.log(`${election}  ${state.phase}  ${text}`);
}
connection.close();
