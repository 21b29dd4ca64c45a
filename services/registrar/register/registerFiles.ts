import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OfficeFileInvalidError } from "../officeFile.ts";
import type { RegisterSettings } from "./registerSettings.ts";
import type { TransportKeys } from "./transport.ts";

/**
 * The certificates that an office's file names, from the folder of that file. The key is its owner's alone.
 * Throws `OfficeFileInvalidError`.
 */
export function registerFiles(officeFile: string, settings: RegisterSettings): TransportKeys {
  const read = (field: "certificate" | "clientCertificate" | "clientKey", check: (pem: string) => unknown) => {
    const name = settings[field];
    if (name === undefined) return undefined;
    const place = `register.${field}`;
    const fault = (en: string, ko: string) => new OfficeFileInvalidError(officeFile, `${place}: ${en}`, place, ko);
    const path = resolve(dirname(officeFile), name);
    try {
      const pem = readFileSync(path, "utf8");
      check(pem);
      if (field === "clientKey" && (statSync(path).mode & 0o077) !== 0) {
        throw fault(
          "others can read the key; run chmod 600 on it",
          "열쇠를 다른 사람도 읽을 수 있습니다. chmod 600을 실행하세요",
        );
      }
      return pem;
    } catch (error) {
      if (error instanceof OfficeFileInvalidError) throw error;
      throw fault("there is no such PEM file", "그런 PEM 파일이 없습니다");
    }
  };
  const pinned = read("certificate", (pem) => new X509Certificate(pem));
  const clientCertificate = read("clientCertificate", (pem) => new X509Certificate(pem));
  const clientKey = read("clientKey", (pem) => createPrivateKey(pem));
  return {
    ...(pinned === undefined ? {} : { pinned }),
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    ...(clientKey === undefined ? {} : { clientKey }),
  };
}
