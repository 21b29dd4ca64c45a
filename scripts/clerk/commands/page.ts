import { existsSync } from "node:fs";
import type { Command } from "commander";
import { Hono } from "hono";
import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { judgedElection } from "../../../sdk/chain/judgedElection.ts";
import type { AcceptedTrust } from "../../../sdk/trust/acceptManifest.ts";
import { requireTrusted } from "../../../sdk/trust/requireTrusted.ts";
import { parseConfig } from "../../../web/src/shared/config.ts";
import { readAttachmentFolder, storedAttachments } from "../../page/attachmentFolder.ts";
import { attachmentRoutes, type StoredAttachment } from "../../page/attachmentRoutes.ts";
import { buildPage } from "../../page/buildPage.ts";
import { type ElectionShell, readShells } from "../../page/electionShells.ts";
import { rollRoutes } from "../../page/rollRoutes.ts";
import { configBeside, type PageToServe, servePage } from "../../page/servePage.ts";
import { writePage } from "../../page/writePage.ts";
import { FileUnreadableError, requireAbsent, toJson } from "../../terminal/checkedFile.ts";
import { example, withElection, withRpc } from "../../terminal/commandOptions.ts";
import { fileTrouble } from "../../terminal/fileTrouble.ts";
import { guarded } from "../../terminal/guarded.ts";
import {
  accountAtUrl,
  composedText,
  pageUrl,
  rpcUrl,
  serviceUrl,
  UnfitValueError,
  wholeNumber,
} from "../../terminal/optionValues.ts";
import { connectRpcs, disconnect } from "../../terminal/rpc.ts";
import { acceptedTrust, type TrustOptions } from "../../terminal/trustInput.ts";
import { attachmentFindings } from "../attachmentFindings.ts";
import { type ClerkSpeaker, clerkSpeaker } from "../clerkSpeaker.ts";
import { isAddressOfFiles, type PageOptions, type PageRoll, pageConfig } from "../pageConfig.ts";
import { silentServices } from "../pageServices.ts";
import { placed } from "../placedElection.ts";
import { type ClerkOptions, openFile, withChain } from "../session.ts";

type Options = ClerkOptions &
  Required<TrustOptions> &
  PageOptions & { readonly publicUrl?: string; readonly files?: string };
type StartOptions = Options & { readonly host: string; readonly port: number; readonly behindProxy?: boolean };
type WriteOptions = Options & { readonly out: string; readonly publicRpc: string };

/** Stands for the page's own address, by which relative ones are completed. */
const OWN_PAGE = "https://page.invalid/";

/** A page over one deployment, and what it goes by. */
type Prepared = {
  readonly config: PageToServe["config"];
  readonly trust: AcceptedTrust;
  readonly shells: readonly ElectionShell[];
};

/** `page`: the municipality's own page, served from here or as a folder for any web server. */
export function addPage(program: Command): void {
  const page = program.command("page").description("the page on which residents vote: start, write");
  example(
    page,
    "page start night-bus-2027.yaml --trust trust.json --anchor gazette.txt --contact-ko '자치행정과 031-000-0000' --contact-en '031-000-0000'",
  );
  const start = withPage(page.command("start"))
    .description("serve the page until stopped; it asks the node by this server, which shows the node no resident")
    .option("--host <address>", "where to listen; put a reverse proxy with TLS before it", "127.0.0.1")
    .option("--port <number>", "0 for any free one", wholeNumber(0, 65_535), 8640)
    .option("--behind-proxy", "take residents' addresses from X-Forwarded-For, which the proxy must set")
    .action((path: string, options: StartOptions) => guarded(() => serve(path, options)));
  example(
    start,
    "page start night-bus-2027.yaml --trust trust.json --anchor gazette.txt --registrar https://registrar.example --approver https://approver.example --roll '41110:별빛동 주민:Residents of Byeolbit' --contact-ko '별빛시 자치행정과 031-000-0000' --contact-en 'Byeolbit City, 031-000-0000'",
  );
  const written = withPage(page.command("write"))
    .description("write the page with its configuration, keys and headers into a folder for any web server")
    .requiredOption("--out <folder>", "a new folder")
    .requiredOption("--public-rpc <url>", "the node that residents' browsers ask; a key in it is public", rpcUrl)
    .action((path: string, options: WriteOptions) => guarded(() => write(path, options)));
  example(
    written,
    "page write night-bus-2027.yaml --out page --public-rpc https://rpc.example --trust trust.json --anchor gazette.txt --contact-ko '별빛시 자치행정과 031-000-0000' --contact-en 'Byeolbit City, 031-000-0000'",
  );
}

function withPage(command: Command): Command {
  return withElection(withRpc(command))
    .argument("<file>", "an election file of the deployment; the page shows all elections of it")
    .requiredOption("--trust <file>", "the municipality's trust file")
    .requiredOption("--anchor <line>", "the line that the official gazette prints of it, or a file that holds the line")
    .requiredOption("--contact-ko <text>", "whom residents ask, in Korean", composedText)
    .requiredOption("--contact-en <text>", "the same in English", composedText)
    .option("--relayer <account@url...>", "a relayer, in place of those that the manifest announces", relayers, [])
    .option("--registrar <url>", "where the registrar serves; with --approver, so that residents can enrol", serviceUrl)
    .option("--approver <url>", "where the approver serves", serviceUrl)
    .option("--roll <id:ko:en...>", "a roll's number and its name in Korean and English", rolls, [])
    .option("--roll-files <place>", "rolls as files (`roll files`): a folder here, or the address of one")
    .option("--files <folder>", "pictures and papers that options name")
    .option("--node <url...>", "a further node, which a trustee's page compares with the first", nodes, [])
    .option("--mirror <url...>", "a mirror of proposals' texts; with one the page shows proposals", mirrors, [])
    .option("--chain-name <name>", "the chain's name, as the page says it", composedText)
    .option("--first-block <n>", "a block no later than the deployment (default: found out)", wholeNumber(0, 2 ** 48))
    .option("--public-url <url>", "where residents will find the page, for previews of its links", pageUrl)
    .option("--dry-run", "print config.json, and do nothing");
}

async function serve(path: string, options: StartOptions): Promise<void> {
  const speaker = clerkSpeaker(options);
  const { host, port, behindProxy = false, publicUrl, rpc = process.env.HANPYO_RPC } = options;
  const folder = foldersOf(options);
  const prepared = await prepare(path, options, "rpc", speaker);
  if (isDry(options, prepared, speaker)) return;
  await buildPage(() => speaker.say("pageBuilding"));
  const { config, trust } = prepared;
  const page = await servePage({
    ...{ config, host, port, behindProxy, trust: () => trust },
    ...(rpc !== undefined && { node: rpc }),
    ...(publicUrl !== undefined && { publicUrl }),
    more: new Hono()
      .route("/", folder === undefined ? new Hono() : rollRoutes(folder))
      .route("/", attachmentRoutes(attachmentsFor(path, options, speaker))),
  });
  speaker.say("pageServed", { url: page.url });
  if (options.json) console.log(toJson({ url: page.url, config: configBeside(config, trust) }));
  await new Promise<void>((stop) => {
    // The command line itself would end at once; here what is under way is finished first.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeAllListeners(signal).once(signal, stop);
  });
  await page.close();
}

async function write(path: string, options: WriteOptions): Promise<void> {
  const speaker = clerkSpeaker(options);
  requireAbsent(options.out);
  const { publicRpc, node, out, publicUrl } = options;
  const folder = foldersOf(options);
  await requireOneChain(path, [publicRpc, ...node], options);
  const prepared = await prepare(path, options, publicRpc, speaker);
  if (isDry(options, prepared, speaker)) return;
  await buildPage(() => speaker.say("pageBuilding"));
  const files = writePage(out, {
    ...prepared,
    ...(folder !== undefined && { rolls: folder }),
    attachments: attachmentsFor(path, options, speaker),
    ...(publicUrl !== undefined && { publicUrl }),
  });
  speaker.say("pageWritten", { out, files });
  if (publicUrl === undefined) speaker.say("pageNoPublicUrl");
  if (options.json) console.log(toJson({ out, files, config: configBeside(prepared.config, prepared.trust) }));
}

/** Puts the configuration together, and asks chain, relayers and offices whether residents could vote by it. */
async function prepare(path: string, options: Options, rpcOfPage: string, speaker: ClerkSpeaker): Promise<Prepared> {
  const opened = openFile(path, options);
  const trust = acceptedTrust(options) as AcceptedTrust;
  const { file } = opened;
  if (trust.file.chainId !== file.chain.id) {
    throw new WrongChainError(options.trust, BigInt(trust.file.chainId), BigInt(file.chain.id));
  }
  return withChain(options, file, async (rpc) => {
    const known = await placed(opened, options, rpc);
    const config = await pageConfig(known, options, trust, rpcOfPage, rpc);
    const election = known.deployment?.elections[file.id]?.address;
    if (election === undefined) speaker.say("pageNoElection", { id: file.id });
    else await requireVotable(election, trust, rpc, speaker);
    for (const url of await silentServices(config)) speaker.say("pageSilent", { url });
    if (config.offices === null) speaker.say("pageNoOffices");
    if (config.relayers.length === 0) speaker.say("pageNoRelayers");
    const shells = await readShells(parseConfig(configBeside(config, trust), OWN_PAGE), trust, rpc.provider);
    return { config, trust, shells };
  });
}

/** By the latest block, as the page itself judges. Throws `ElectionNotTrustedError`. */
async function requireVotable(election: string, trust: AcceptedTrust, rpc: Rpc, { say }: ClerkSpeaker): Promise<void> {
  const judged = await judgedElection([rpc], election, trust, await rpc.provider.getBlockNumber());
  if (judged.standing === "unknown") requireTrusted(election, judged);
  if (judged.standing !== "known") say("pageNotPrinted", { election });
}

/** Throws `RpcUnreachableError` or `WrongChainError`. */
async function requireOneChain(path: string, urls: readonly string[], options: Options): Promise<void> {
  const { file } = openFile(path, options);
  const rpcs = await connectRpcs(urls as readonly [string, ...string[]]);
  try {
    for (const { name, chainId } of rpcs) {
      if (chainId !== BigInt(file.chain.id)) throw new WrongChainError(name, chainId, BigInt(file.chain.id));
    }
  } finally {
    disconnect(rpcs);
  }
}

function isDry({ dryRun, json }: Options, { config, trust }: Prepared, speaker: ClerkSpeaker): boolean {
  if (!dryRun) return false;
  const whole = configBeside(config, trust);
  console.log(toJson(whole));
  if (!json) speaker.say("dryRun");
  return true;
}

/** The folder of rolls on this machine, if that is where they are. Throws `FileUnreadableError`. */
function foldersOf({ rollFiles }: Options): string | undefined {
  if (rollFiles === undefined || isAddressOfFiles(rollFiles)) return undefined;
  if (!existsSync(rollFiles))
    throw new FileUnreadableError(`--roll-files ${rollFiles}`, fileTrouble({ code: "ENOENT" }));
  return rollFiles;
}

/** Pictures and papers of the folder that is given, and what of the file's options is not among them. */
function attachmentsFor(path: string, options: Options, { say, language }: ClerkSpeaker): readonly StoredAttachment[] {
  const found = options.files === undefined ? [] : readAttachmentFolder(options.files);
  for (const finding of attachmentFindings(openFile(path, options).file, found)) {
    say("pageFileMissing", { path: finding.path, cause: (language === "ko" ? finding.ko : finding).cause });
  }
  return storedAttachments(found);
}

function relayers(text: string, earlier: Options["relayer"]): Options["relayer"] {
  return [...earlier, accountAtUrl(text)];
}

function nodes(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, rpcUrl(text)];
}

function mirrors(url: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, serviceUrl(url)];
}

function rolls(text: string, earlier: readonly PageRoll[]): readonly PageRoll[] {
  const [, id, ko, en] = /^(\d{1,15}):([^:]+):([^:]+)$/.exec(composedText(text)) ?? [];
  if (id === undefined || ko === undefined || en === undefined) {
    throw new UnfitValueError(text, "Give a roll as NUMBER:NAME IN KOREAN:NAME IN ENGLISH.");
  }
  return [...earlier, { id: Number(id), title: { ko, en } }];
}
