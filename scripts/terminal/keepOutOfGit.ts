import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { asCalled } from "./asCalled.ts";
import { askedLanguage } from "./language.ts";

/**
 * Keeps a file of secrets, and what stands beside it under its name, out of the repository whose folder it is in: in the
 * repository's own list on this machine (`info/exclude`), which is committed nowhere. Says so on standard error.
 */
export function keepOutOfGit(file: string): void {
  const path = resolve(file);
  const root = rootAbove(dirname(path));
  if (root === undefined) return;
  const exclude = join(commonFolder(root), "info", "exclude");
  const name = `/${escaped(relative(root, path).split(sep).join("/"))}`;
  const known = existsSync(exclude) ? readFileSync(exclude, "utf8") : "";
  if (known.split("\n").includes(name)) return;
  mkdirSync(dirname(exclude), { recursive: true });
  appendFileSync(exclude, `${known === "" || known.endsWith("\n") ? "" : "\n"}${name}\n${name}.*\n`);
  const said = {
    en: `${file} stands in a git repository, and is kept out of it (.git/info/exclude)`,
    ko: `${file}은(는) git 저장소 안에 있어, 올라가지 않게 해 두었습니다(.git/info/exclude)`,
  };
  console.error(asCalled(said[askedLanguage()]));
}

/** The folder above that holds a repository. */
function rootAbove(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : rootAbove(above);
}

/** Where the repository keeps its list: one for all of its work trees, whose .git is a file that points there. */
function commonFolder(root: string): string {
  const git = join(root, ".git");
  if (statSync(git).isDirectory()) return git;
  const own = resolve(
    root,
    readFileSync(git, "utf8")
      .replace(/^gitdir: /, "")
      .trim(),
  );
  const common = join(own, "commondir");
  return existsSync(common) ? resolve(own, readFileSync(common, "utf8").trim()) : own;
}

/** A name that git reads as it is. */
function escaped(name: string): string {
  return name.replace(/[\\*?[\]!#]/g, "\\$&").replace(/ $/, "\\ ");
}
