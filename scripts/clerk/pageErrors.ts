import { HanpyoError, told } from "../../sdk/errors.ts";

/** A page over such a contract would refuse every vote. */
export class PageContractUnknownError extends HanpyoError {
  constructor(what: string, address: string, serial: number) {
    super(
      "PAGE_CONTRACT_UNKNOWN",
      told`Manifest ${{ serial }} of the trust file does not name the ${{ what }} ${{ address }}`,
      "Give the trust file whose manifest was published over this deployment: `npm run hanpyo -- trust publish`",
    );
  }
}

export class PageOfficesHalfError extends HanpyoError {
  constructor(given: string, missing: string) {
    super(
      "PAGE_OFFICES_HALF",
      told`${{ given }} is given and ${{ missing }} is not: residents enrol at both offices`,
      told`Give ${{ missing }} URL too, or leave both out for a page on which nobody enrols`,
    );
  }
}

/** An address at which a resident's browser would ask in vain. */
export class PageAddressUnfitError extends HanpyoError {
  constructor(option: string, address: string, reason: string) {
    super(
      "PAGE_ADDRESS_UNFIT",
      told`${{ option }} ${{ address }}: ${{ reason }}`,
      "Give the address by HTTPS at which residents reach it; addresses of this machine are for test elections",
    );
  }
}

/** Somebody else answers where an office or a relayer was named. */
export class PageServiceOtherError extends HanpyoError {
  constructor(url: string, what: string, found: string, expected: string) {
    super(
      "PAGE_SERVICE_OTHER",
      told`${{ url }} answers with the ${{ what }} ${{ found }}, not ${{ expected }}`,
      "Find out whose address it is, and give each office's and relayer's own",
    );
  }
}

export class PageConfigUnfitError extends HanpyoError {
  constructor(reason: string) {
    super(
      "PAGE_CONFIG_UNFIT",
      told`The page would not read its configuration: ${{ reason }}`,
      "Correct the option that the field comes from; --dry-run prints the whole",
    );
  }
}
