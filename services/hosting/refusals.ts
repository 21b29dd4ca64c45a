import { refusal } from "./refusal.ts";

/** Why any service does not answer as it was asked. */

export const RequestMalformedError = refusal("REQUEST_MALFORMED", {
  status: 400,
  what: "{reason}",
  remedy: "See /openapi.json",
});

export const NotFoundError = refusal("NOT_FOUND", {
  status: 404,
  what: "There is nothing here",
  remedy: "See /openapi.json",
});

export const RequestTooLargeError = refusal("REQUEST_TOO_LARGE", {
  status: 413,
  what: "The request is larger than {most} bytes",
  remedy: "See /openapi.json",
});

export const RateExceededError = refusal("RATE_EXCEEDED", {
  status: 429,
  what: "More than {most} requests in a minute",
  remedy: "Send the same again in a minute",
});

export const ServiceFailedError = refusal("FAILED", {
  status: 500,
  what: "The service failed",
  remedy: "Send the same again, or elsewhere",
});

export const ChainUnreachableError = refusal("CHAIN_UNREACHABLE", {
  status: 503,
  what: "The service's node does not answer",
  remedy: "Send the same again in a minute, or elsewhere",
});

export const StorageFailedError = refusal("STORAGE_FAILED", {
  status: 507,
  what: "The service's database cannot be written, so nothing was promised or signed",
  remedy: "Send the same again later, or elsewhere",
});
