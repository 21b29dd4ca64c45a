// Switches MCOPY (EIP-5656, of Cancun) on under Shanghai: the consensus client knows no fork after Capella, the contracts
// need MCOPY. Where another program is run, as where tests are looked for, it does nothing.
import { pathToFileURL } from "node:url";

const [, program = ""] = process.argv;
const [modules, ofClient] = program.split("@ethereumjs/client/");
if (ofClient !== undefined) {
  const { Common } = await import(pathToFileURL(`${modules}@ethereumjs/common/dist/esm/index.js`).href);
  for (const name of ["_buildParamsCache", "_buildActivatedEIPsCache"]) {
    const original = Common.prototype[name];
    Common.prototype[name] = function () {
      if (!this._eips.includes(5656)) this._eips = [...this._eips, 5656];
      return original.call(this);
    };
  }
}
