/** What Hardhat's compiler writes of a contract, as far as comparing its code on a chain needs. */
export type CompiledContract = {
  readonly contractName: string;
  readonly deployedBytecode: string;
  /** By the compiler's number of the immutable variable: the places of its value, in bytes. */
  readonly immutableReferences: Readonly<Record<string, readonly CodePlace[]>>;
  /** By source file and name of each linked library: the places of its address. */
  readonly deployedLinkReferences?: Readonly<Record<string, Readonly<Record<string, readonly CodePlace[]>>>>;
};

type CodePlace = { readonly start: number; readonly length: number };

/** What a chain holds at an address, beside what was compiled. */
export type CodeComparison = {
  /** Whether the code is the compiled one, immutables apart, and each immutable has one value throughout. */
  readonly same: boolean;
  /** The immutables' values; empty unless `same`. */
  readonly immutables: readonly bigint[];
  /** Addresses of linked libraries, by name; empty unless `same`. */
  readonly libraries: Readonly<Record<string, string>>;
};

const OTHER: CodeComparison = { same: false, immutables: [], libraries: {} };

/**
 * Compares code on a chain (0x-prefixed hex) with the compiled one, leaving the places of immutables and of linked
 * libraries' addresses out.
 */
export function compareCode(code: string, compiled: CompiledContract): CodeComparison {
  const { deployedBytecode, immutableReferences, deployedLinkReferences = {} } = compiled;
  const places = Object.values(immutableReferences);
  const links = Object.values(deployedLinkReferences).flatMap((file) => Object.entries(file));
  const all = [...places, ...links.map(([, own]) => own)].flat();
  const differs = code.length !== deployedBytecode.length || masked(code, all) !== masked(deployedBytecode, all);
  const valuesAt = (own: readonly CodePlace[]) => new Set(own.map(({ start, length }) => slice(code, start, length)));
  const values = places.map(valuesAt);
  const addresses = links.map(([name, own]) => [name, valuesAt(own)] as const);
  const isOneEach = [...values, ...addresses.map(([, set]) => set)].every(({ size }) => size === 1);
  if (differs || !isOneEach) return OTHER;
  return {
    same: true,
    immutables: values.flatMap((one) => [...one].map((hex) => BigInt(`0x${hex}`))),
    libraries: Object.fromEntries(addresses.map(([name, set]) => [name, `0x${[...set][0]}`])),
  };
}

/** PUSH20 of an address that is not yet known, ADDRESS, EQ. */
const CALL_PROTECTION = /^0x73(00){20}3014/;

/**
 * Whether `code`, which stands at `address`, is a compiled library. Where a library refuses direct calls, its code
 * begins with a push of its own address.
 */
export function isLibraryAt(address: string, code: string, compiled: CompiledContract): boolean {
  const itself = { ...compiled.immutableReferences, itself: [{ start: 1, length: 20 }] };
  const isProtected = CALL_PROTECTION.test(compiled.deployedBytecode);
  const { same, immutables } = compareCode(code, isProtected ? { ...compiled, immutableReferences: itself } : compiled);
  return same && immutables.every((value) => value === BigInt(address));
}

/** What a clone with immutable arguments consists of. */
export type CloneCode = { readonly implementation: string; readonly args: string };

const CLONE = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3([0-9a-f]*)$/;

/** Takes a clone of OpenZeppelin's `cloneWithImmutableArgs` (EIP-1167) apart; undefined if the code is none. */
export function cloneCode(code: string): CloneCode | undefined {
  const [, implementation, args] = CLONE.exec(code) ?? [];
  return implementation === undefined ? undefined : { implementation: `0x${implementation}`, args: `0x${args}` };
}

function masked(code: string, places: readonly CodePlace[]): string {
  const parts: string[] = [];
  let end = 2;
  for (const { start, length } of places.toSorted((a, b) => a.start - b.start)) {
    parts.push(code.slice(end, 2 + 2 * start));
    end = 2 + 2 * (start + length);
  }
  return [...parts, code.slice(end)].join("-");
}

function slice(code: string, start: number, length: number): string {
  return code.slice(2 + 2 * start, 2 + 2 * (start + length)) || "0";
}
