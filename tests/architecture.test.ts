// The house rules of the code itself. Each test lists who breaks the rule.
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { expect, test } from "vitest";

const root = dirname(import.meta.dirname);

interface SourceFile {
  path: string;
  text: string;
  /** The text without comments and with the contents of one-line strings taken out. */
  code: string;
  imports: string[];
}

const files = globSync("{src,views,migrations,tests}/**/*.{ts,tsx,mjs,js}", { cwd: root })
  .sort()
  .map((path): SourceFile => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, text, code: withoutCommentsAndStrings(text), imports: importsOf(path, text) };
  });

function below(...folders: string[]): SourceFile[] {
  return files.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

function pathsOf(found: SourceFile[]): string[] {
  return found.map(({ path }) => path);
}

/** What a file imports, of types as well: packages by name, files by their path from the root. */
function importsOf(path: string, text: string): string[] {
  const statements = withoutComments(text).matchAll(/(?:(?<!\.)\bfrom|\bimport(?:\s*\()?)\s*"([^"]+)"/g);
  return [...statements].map((match) => {
    const target = match[1] ?? "";
    return target.startsWith(".") ? posix.join(posix.dirname(path), target) : target;
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function withoutCommentsAndStrings(text: string): string {
  return withoutComments(text).replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

const isQueries = (path: string) => /^src\/(?:.+\/)?queries(?:\/.+|\.tsx?)$/.test(path);
const isActs = (path: string) => /^src\/(?:.+\/)?acts(?:\/.+|\.tsx?)$/.test(path);

test("rules import only rules", () => {
  const offences = below("src/rules").flatMap(({ path, imports }) =>
    imports.filter((target) => !target.startsWith("src/rules/")).map((target) => `${path} imports ${target}`),
  );
  expect(offences).toEqual([]);
});

test("rules read no clock, no chance and no environment", () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bprocess\.|\bfetch\(|\bcrypto\./;
  expect(pathsOf(below("src/rules").filter(({ code }) => impure.test(code)))).toEqual([]);
});

test("SQL is only in queries, the record, the database's own folder, the demo data and migrations", () => {
  const sql =
    /\.(?:selectFrom|selectNoFrom|insertInto|replaceInto|mergeInto|updateTable|deleteFrom)\(|\bsql(?:<[^`]*>)?`/;
  const kyselySql = /import\s*\{[^}]*\bsql\b[^}]*\}\s*from\s*""/;
  const isAllowed = (path: string) => isQueries(path) || /^src\/(?:events|db|demo)\//.test(path);
  const offenders = below("src", "views").filter(
    ({ path, code, imports }) =>
      !isAllowed(path) && (sql.test(code) || (imports.includes("kysely") && kyselySql.test(code))),
  );
  expect(pathsOf(offenders)).toEqual([]);
});

test("migrations are frozen: they import nothing but kysely", () => {
  const offences = below("migrations").flatMap(({ path, imports }) =>
    imports.filter((target) => target !== "kysely").map((target) => `${path} imports ${target}`),
  );
  expect(offences).toEqual([]);
});

test("views import no queries, no acts and no database", () => {
  const offences = below("views").flatMap(({ path, imports }) =>
    imports
      .filter(
        (target) => isQueries(target) || isActs(target) || /^src\/db\/|^(?:kysely|pg|better-sqlite3)$/.test(target),
      )
      .map((target) => `${path} imports ${target}`),
  );
  expect(offences).toEqual([]);
});

test("files are named for what they hold, in lower case with hyphens", () => {
  const vague = /^(?:index|utils?|helpers?|common|shared|lib|services?|managers?|misc)$/;
  const offenders = files.filter(({ path }) => {
    const parts = path.split("/").map((part) => part.replace(/\..*$/, ""));
    return parts.some((part) => vague.test(part)) || !/^[a-z0-9][a-z0-9-]*(?:\.[a-z]+)*$/.test(basename(path));
  });
  expect(pathsOf(offenders.filter(({ path }) => !path.startsWith("migrations/")))).toEqual([]);
});

test("no file has more than 300 lines", () => {
  const long = below("src", "views", "tests")
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > 300);
  expect(long.map(({ path, lines }) => `${path} has ${lines}`)).toEqual([]);
});

test("nothing gets round the types", () => {
  const anyType = /(?::|<|,|\||&|\bas|=)\s*any\b(?!\s*[:(=.'`]|\s+\w)|\bany\[\]/;
  const offences = below("src", "views", "tests", "migrations").flatMap(({ path, text, code }) => [
    ...(anyType.test(code) ? [`${path}: the type any`] : []),
    ...(/@ts-(?:ignore|nocheck)/.test(text) ? [`${path}: switches the check off`] : []),
    ...(/\bas\s+(?:unknown|never)\s+as\b/.test(code) ? [`${path}: a cast by way of another type`] : []),
  ]);
  expect(offences).toEqual([]);
});

test("exports have names, and relative imports say their extension", () => {
  const offences = below("src", "views", "tests").flatMap(({ path, code, imports }) => [
    ...(/^export default\b/m.test(code) ? [`${path}: a default export`] : []),
    ...imports
      .filter((target) => /^(?:src|views|tests|migrations)\//.test(target) && !/\.\w+$/.test(target))
      .map((target) => `${path} imports ${target}`),
  ]);
  expect(offences).toEqual([]);
});

test("no test is skipped, singled out or left for later", () => {
  const aside = /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|skipIf|runIf|only|todo|fails)\b|\.skip\(/;
  expect(pathsOf(below("tests").filter(({ code }) => aside.test(code)))).toEqual([]);
});

test("what rules and acts offer is explained where it is declared", () => {
  const declared =
    /^export (?:async )?(?:function\*? (\w+)|const (\w+)[^=\n]*= (?:async )?(?:\(|function\b|<\w|\w+ =>))/;
  const offences = files
    .filter(({ path }) => path.startsWith("src/rules/") || isActs(path))
    .flatMap(({ path, text }) => {
      const lines = text.split("\n");
      return lines.flatMap((line, index) => {
        const match = declared.exec(line);
        return match && !lines[index - 1]?.trimEnd().endsWith("*/") ? [`${path}: ${match[1] ?? match[2]}`] : [];
      });
    });
  expect(offences).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const imports = new Map(below("src", "views").map((file) => [file.path, file.imports]));
  const settled = new Set<string>();
  const cycles: string[] = [];

  function visit(path: string, trail: string[]): void {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    if (settled.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    settled.add(path);
  }

  for (const path of imports.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});
