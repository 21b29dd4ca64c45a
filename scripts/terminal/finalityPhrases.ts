import type { Phrases } from "./phrases.ts";

/** What `finalityText` says of a chain, in Korean. */
export const FINALITY_PHRASES: Phrases = [
  [/^a block is final when the chain says so$/, "블록이 확정되었는지는 체인이 알려 줍니다"],
  [
    /^this chain names no final blocks; by the manifest a block is final at once$/,
    "이 체인은 확정된 블록을 알려 주지 않습니다. 공개 목록에 따르면 블록은 곧바로 확정됩니다",
  ],
  [
    /^this chain names no final blocks; by the manifest one is final as the (\d+)th from the latest, itself the first$/,
    "이 체인은 확정된 블록을 알려 주지 않습니다. 공개 목록에 따르면 마지막 블록부터 세어 $1번째 블록이 확정된 것입니다",
  ],
];
