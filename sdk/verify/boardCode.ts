import { AbiCoder } from "ethers";
import { factoryAt, read } from "../chain/contracts.ts";
import { type CompiledContract, compareCode } from "../chain/deployedCode.ts";
import { boardTermsToAbi } from "../chain/factories.ts";
import { boardFactoryAt, boardFactoryInterface } from "../chain/townContracts.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type Check, equal, holds } from "./check.ts";
import { clonedCode, foldedWords, found } from "./clonedCode.ts";
import { type CodeReader, codeAt, sameCode } from "./electionCode.ts";
import type { ElectionRecord } from "./record.ts";

type CompiledBoards = {
  readonly board: CompiledContract;
  readonly boardFactory: CompiledContract;
  readonly keyShareVerifier: CompiledContract;
};

/**
 * The board is a clone that carries its terms, of the compiled code with its verifier; the board factory that the
 * election's factory believes is the compiled one, makes boards of that code alone, and made this one (P2.5).
 */
export async function boardCode(
  { board, constitution }: ElectionRecord,
  compiled: CompiledBoards,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const address = constitution.board;
  const { same, implementation, args, verifier } = await clonedCode(
    address,
    compiled.board,
    (implementation) => [BigInt(implementation), undefined, ...foldedWords(key)],
    reader,
  );
  const isBoard = same && args === encodedTerms(board, constitution.isTest);
  const boardFactory = await read<string>(factoryAt(board.factory, reader.provider), "boardFactory");
  const factory = compareCode(await codeAt(boardFactory, reader), compiled.boardFactory);
  const isFactory = factory.same && factory.immutables.every((value) => value === BigInt(implementation));
  const made = await read<boolean>(boardFactoryAt(boardFactory, reader.provider), "isBoard", address);
  return [
    holds("P11 code of the board", isBoard, "TrusteeBoard as compiled, with its terms", found(isBoard, address)),
    await sameCode("P11 code of the key shares' verifier", verifier, compiled.keyShareVerifier, reader),
    holds(
      "P11 code of the board factory",
      isFactory,
      "BoardFactory as compiled, of that board's code",
      found(isFactory, boardFactory),
    ),
    equal("P11 the board factory made the board", true, made),
  ];
}

function encodedTerms(board: ElectionRecord["board"], isTest: boolean): string {
  const [terms] = boardFactoryInterface.getFunction("createBoard")?.inputs ?? [];
  return AbiCoder.defaultAbiCoder().encode(terms === undefined ? [] : [terms], [boardTermsToAbi({ ...board, isTest })]);
}
