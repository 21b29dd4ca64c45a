const RUN = "npm run hanpyo -- trustee";

export const keyExample = `
Example:
  ${RUN} key --out kim.json

The file holds one random key, one random account and the journal, encrypted with the passphrase. There is no way back
to them without both file and passphrase. Only consent, share and merge write it anew, each time as a whole.`;

export const showExample = `
Example:
  ${RUN} show --key kim.json
  ${RUN} show --key kim.json --board ADDRESS --chain 1

Opens the file, so it also shows that the passphrase is right. keyFingerprint is that of the encryption key which the
board's public page shows for your seat once you have registered.`;

export const mergeExample = `
Example:
  ${RUN} merge --key kim.json --with copy.json

The journal in the key file notes every consent and every share. If two copies of the file were used, merge them: the
first entry of an election decides, and if the copies name different sums the key never gives a share of it again.`;

export const HOW_TO_SPLIT = `
In three steps, on three machines: --write-task reads the chain and holds no secret; --task makes what is asked for on
the machine that has the key file, without a network; --post sends it from any machine. Files are only ever created.

Reading needs two nodes on different hosts, and what the task stands on is compared with other trustees by its
fingerprint. --one-node goes on without two nodes; the journal keeps that. When a block is final, the chain says; where
it does not, the anchored manifest must (--trust, --anchor), and what it says is shown.

Exit codes: 0 done, 1 refused or failed, 2 no RPC gave an answer, 3 not yet: run the same command later.`;

export const actionExamples = {
  deal: `
Example:
  ${RUN} deal --board ADDRESS --key kim.json --rpc URL --rpc OTHER_URL

Off line:
  ${RUN} deal --board ADDRESS --rpc URL --rpc OTHER_URL --trustee ACCOUNT --write-task task.json
  ${RUN} deal --task task.json --key kim.json --out dealing.json
  ${RUN} deal --post dealing.json --rpc URL

The board takes both rounds from the trustee's own account alone. The task therefore carries that account's next nonce
and a limit of fees, and the off-line machine writes a signed transaction, which anybody may send: it can do nothing
but this one call. If the account sends anything else in between, or fees rise above the limit, write a new task; the
same key makes the same dealing again. Before dealing, compare the fingerprint of all trustees' keys with the other
trustees: whoever could replace a key would read what you deal to it. Nothing is dealt before all registrations are
final.`,
  consent: `
Example:
  ${RUN} consent --election ADDRESS --key kim.json --rpc URL --rpc OTHER_URL

Off line:
  ${RUN} consent --election ADDRESS --rpc URL --rpc OTHER_URL --trustee ACCOUNT --write-task task.json
  ${RUN} consent --task task.json --key kim.json --out consent.json
  ${RUN} consent --post consent.json --rpc URL --account keystore.json

A consent is given after the census time, to the roll as it stood then; the roll is read as of the chain's finalized
block. Compare its number of residents with the certified population and with the last election before answering yes.
It may be posted until the opening, by anybody. The journal in the key file notes the constitution and the roll that you
agreed to: no share is given of another one.`,
  share: `
Example:
  ${RUN} share --election ADDRESS --key kim.json --rpc URL --rpc OTHER_URL

Off line:
  ${RUN} share --election ADDRESS --rpc URL --rpc OTHER_URL --trustee ACCOUNT --write-task task.json
  ${RUN} share --task task.json --key kim.json --out share.json
  ${RUN} share --post share.json --rpc URL --account keystore.json

The ballots are those up to the chain's finalized block. Before a share is made, every rule of the contracts is checked
again: code, constitution, census, phase, least number of ballots, each ballot's proof and order, and their sum. The
journal in the key file notes the sum, and a share is given of one sum per election, ever: otherwise a false chain could
have single ballots decrypted. Off line the ballots cannot be verified again, so compare their number and the
fingerprint with other trustees by voice before answering yes. Anybody may post a share.`,
} as const;
