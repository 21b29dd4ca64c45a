import { refusal } from "../hosting/refusal.ts";

/** Why a mirror does not take or give a text; of the text itself the sdk's errors say it (P24.2, P24.3). */

export const TextNotPostedError = refusal("TEXT_NOT_POSTED", {
  status: 404,
  what: "This mirror knows no posting of proposal {id} under the templates whose texts it keeps",
  remedy: "Post the proposal first; send the text again once two nodes show the posting in a block",
});

export const TextUnknownError = refusal("TEXT_UNKNOWN", {
  status: 404,
  what: "This mirror has no text of {digest}",
  remedy: "Ask another mirror, or somebody who posted or supported the proposal",
});
