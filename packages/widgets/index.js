import { HanpyoCountdown } from "./countdown.js";
import { HanpyoProposal } from "./proposal.js";
import { HanpyoResult } from "./result.js";

customElements.define("hanpyo-result", HanpyoResult);
customElements.define("hanpyo-proposal", HanpyoProposal);
customElements.define("hanpyo-countdown", HanpyoCountdown);
