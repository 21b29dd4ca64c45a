import type { IdentityEntry } from "../../../shared/vault/identityEntries.ts";
import type { IdentityNote } from "../../../shared/vault/notes.ts";

/** An identity of this device with what is noted of it. */
export type NotedIdentity = { readonly entry: IdentityEntry; readonly note: IdentityNote };

/** What can be done with one. */
export type DeedKind = "words" | "file" | "protection" | "delete";
