import { refusal } from "../../hosting/refusal.ts";

/** Why a population register gave no answer (P28.9). A reason is one of the office's own words or a protocol's error type. */

export const RegisterUnavailableError = refusal("REGISTER_UNAVAILABLE", {
  status: 503,
  what: "The population register cannot be asked now ({reason})",
  remedy: "Begin anew in some minutes; nothing was signed",
});

export const RegisterRefusedError = refusal("REGISTER_REFUSED", {
  status: 503,
  what: "The population register does not answer this office ({reason})",
  remedy: "Tell the office: it needs the register's leave to ask",
});

export const RegisterMisconfiguredError = refusal("REGISTER_MISCONFIGURED", {
  status: 503,
  what: "The office asks the population register wrongly ({reason})",
  remedy: "Tell the office: it runs `hanpyo office register check` and mends its file",
});

export const RegisterAnswerUnreadableError = refusal("REGISTER_ANSWER_UNREADABLE", {
  status: 503,
  what: "The population register's answer cannot be read ({reason})",
  remedy: "Begin anew in some minutes; if it stays so, tell the office",
});
