import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pino from "pino";
import { readConfig } from "./config.ts";
import { backup, restore } from "./db/backup.ts";
import { importCalendar, loadCatalogues, readLines } from "./db/catalogues.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open.ts";
import { generateBulk, generateDemo } from "./demo/generate.ts";
import { seedPlaces } from "./demo/places.ts";
import { linkEvents } from "./events/chain.ts";
import { verifyChain } from "./events/verify.ts";
import { openFileStore } from "./files/store.ts";
import { keepCatalogues } from "./filing/catalogues.ts";
import { halls } from "./filing/queries/places.ts";
import { importCodes } from "./licence/acts/import-codes.ts";
import { setWord } from "./licence/acts/set-word.ts";
import { datedWords } from "./licence/queries/words.ts";
import { verifyLicenceFiles } from "./licence/verify-files.ts";
import { registerCsv } from "./oversight/register-csv.ts";
import { addStaff } from "./people/acts/add-staff.ts";
import { enrolmentHall, newEnrolment } from "./people/acts/enrol-kiosk.ts";
import { atLocal, localDate } from "./rules/calendar.ts";
import { WORD_KEYS, wordFacts, wordsOn } from "./rules/licence-words.ts";
import { openPress } from "./signing/press.ts";
import type { Deps } from "./web/env.ts";

const USAGE = `用法：npm run tongban -- 命令
  migrate                    升级数据库
  demo [--filings N] [--seed S] [--until 日期]
                             生成演示数据：空库先建大厅、账号和一个月的申请；有 --filings 时再加 N 份。
                             日期写 YYYY-MM-DD，数据到这一天零点为止
  staff add --login 账号 --name 姓名 --role 岗位 [--authority 登记机关 | --hall 大厅] [--password-stdin]
  kiosk enrol --hall 大厅    生成一条只能用一次的自助终端登记链接
  calendar import 文件       导入放假安排（制表符分隔，首行 date kind name status）
  codes import 文件          导入信用代码号段（制表符分隔，首行 authority prefix first last）
  words list                 列出执照版式文字：现在的，和以后起用的
  words set 项目 文字 --from 日期 --by 账号
                             从某一天起改用新的文字（标题、结尾的话、名称后缀、二维码提示）
  backup 目录                备份到一个空目录
  restore 目录               从备份恢复到空的数据目录
  verify                     核对事件链和执照文件
  export                     把登记簿写到标准输出（CSV）`;

const FIRST_START_SEED = 20231;
const FIRST_START_FILINGS = 400;

/** What went wrong in one sentence, or undefined. */
type Trouble = string | undefined;
type Options = ReturnType<typeof readArguments>["values"];

// The same from src/ and from the bundle in dist/: both lie one folder below the top.
const top = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const config = readConfig(process.env);
const sealsLog = path.join(config.dataDir, "seals.log");

async function main(args: string[]): Promise<number> {
  try {
    const { positionals, values } = readArguments(args);
    const command = COMMANDS.find(({ words }) => words.every((word, at) => positionals[at] === word));
    if (!command) return fail(USAGE, 2);
    const trouble = await command.run(values, positionals.slice(command.words.length));
    return trouble === undefined ? 0 : fail(trouble, 1);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const misused = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    return misused ? fail(`${error.message}\n${USAGE}`, 2) : fail(error.stack ?? error.message, 1);
  }
}

function readArguments(args: string[]) {
  const option = { type: "string" } as const;
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      filings: option,
      seed: option,
      until: option,
      login: option,
      name: option,
      role: option,
      authority: option,
      hall: option,
      from: option,
      by: option,
      "password-stdin": { type: "boolean" },
    },
  });
}

const COMMANDS: readonly { words: string[]; run: (options: Options, rest: string[]) => Promise<Trouble> }[] = [
  { words: ["migrate"], run: () => withDeps(Date.now(), async () => say("数据库已是最新")) },
  { words: ["demo"], run: demo },
  { words: ["staff", "add"], run: staffAdd },
  { words: ["kiosk", "enrol"], run: kioskEnrol },
  { words: ["calendar", "import"], run: calendarImport },
  { words: ["codes", "import"], run: codesImport },
  { words: ["words", "list"], run: listWords },
  { words: ["words", "set"], run: newWord },
  { words: ["backup"], run: async (_options, [folder]) => (folder ? backup(config, folder) : "请写明备份目录") },
  { words: ["restore"], run: async (_options, [folder]) => (folder ? restore(config, folder) : "请写明备份所在目录") },
  { words: ["verify"], run: verify },
  { words: ["export"], run: exportRegister },
];

async function demo(options: Options): Promise<Trouble> {
  const filings = whole(options.filings, 0);
  const seed = whole(options.seed, FIRST_START_SEED);
  if (filings === undefined || seed === undefined) return "--filings 和 --seed 请写整数";
  const now = Date.now();
  if (options.until && !/^\d{4}-\d{2}-\d{2}$/.test(options.until)) return "--until 请写 YYYY-MM-DD";
  const until = options.until ? atLocal(options.until, "00:00") : now;
  if (until > now) return `--until 最晚是今天（${localDate(now)}）`;
  return withDeps(until, async (deps) => {
    if (await seedPlaces(deps.db, until)) {
      await generateDemo(deps, { filings: FIRST_START_FILINGS, seed, until });
      say(`已建好大厅、账号和 ${FIRST_START_FILINGS} 份演示申请`);
    } else if (filings === 0) return "数据库里已有大厅和申请。要再加演示申请，请用 --filings";
    const progress = (done: number) => say(`已生成 ${done} / ${filings} 份`);
    if (filings > 0)
      await generateBulk(deps, { filings, seed, until, progress: (done) => done % 10_000 === 0 && progress(done) });
    await linkEvents(deps.db, now, true);
    if (filings > 0) say(`完成：${filings} 份，种子 ${seed}`);
    return undefined;
  });
}

async function staffAdd(options: Options): Promise<Trouble> {
  const given = options["password-stdin"] ? (await text(process.stdin)).trim() : undefined;
  const password = given ?? randomBytes(12).toString("base64url");
  return withDeps(undefined, async (deps) => {
    const { login = "", name = "", role = "", authority, hall } = options;
    const added = await addStaff(
      deps,
      { login, name, role, authorityId: authority, hallId: hall, password },
      Date.now(),
    );
    if (!added.ok) return added.message;
    return say(given === undefined ? `已添加 ${login}，密码（只显示这一次）：${password}` : `已添加 ${login}`);
  });
}

function kioskEnrol({ hall = "" }: Options): Promise<Trouble> {
  return withDeps(undefined, async (deps) => {
    const known = (await halls(deps.db)).map(({ id }) => id);
    if (!known.includes(hall)) return `请用 --hall 写明大厅，现有：${known.join("、")}`;
    const token = await newEnrolment(deps, hall, Date.now());
    const name = await enrolmentHall(deps, token, Date.now());
    return say(`${name}：${config.baseUrl}/kiosk/enrol/${token}（7 天内用一次）`);
  });
}

function calendarImport(_options: Options, [file]: string[]): Promise<Trouble> {
  if (!file || !existsSync(file)) return Promise.resolve("请写明放假安排的文件");
  return withDeps(undefined, async (deps) => {
    const imported = await importCalendar(deps.db, file, Date.now());
    return imported.ok ? say(`已导入 ${imported.days} 天`) : imported.message;
  });
}

function codesImport(_options: Options, [file]: string[]): Promise<Trouble> {
  if (!file || !existsSync(file)) return Promise.resolve("请写明号段的文件");
  const ranges = readLines(file).map((line) => ({
    authority: line("authority"),
    prefix: line("prefix"),
    first: Number(line("first")),
    last: Number(line("last")),
  }));
  return withDeps(undefined, async (deps) => {
    const imported = await importCodes(deps, ranges, Date.now());
    return imported.ok ? say(`已导入 ${imported.count} 个信用代码`) : imported.message;
  });
}

function listWords(): Promise<Trouble> {
  return withDeps(undefined, async (deps) => {
    const dated = await datedWords(deps.db);
    const now = wordsOn(dated, localDate(Date.now()));
    for (const key of WORD_KEYS) {
      say(`${key}  ${wordFacts(key).what}：${now[key]}`);
      for (const { from, text, changedAt, changedBy } of dated.filter((word) => word.key === key))
        say(`    ${from} 起：${text}（${localDate(changedAt)} ${changedBy ?? ""}）`);
    }
    return undefined;
  });
}

function newWord({ from = "", by = "" }: Options, [key = "", text = ""]: string[]): Promise<Trouble> {
  return withDeps(undefined, async (deps) => {
    const set = await setWord(deps, { key, text, from, by }, Date.now());
    return set.ok ? say(`${from} 起，${wordFacts(set.word.key).what}是“${text}”`) : set.message;
  });
}

function verify(): Promise<Trouble> {
  return withDeps(undefined, async (deps) => {
    const chain = await verifyChain(deps.db, config.secret, sealsLog);
    say(`事件链：${chain.events} 个事件，${chain.linked} 个已入链，${chain.unlinked} 个待入链，${chain.seals} 次封存`);
    const files = await verifyLicenceFiles(deps.db, deps.files);
    say(`执照：${files.licences} 份，核对文件 ${files.files} 个；批量演示、未画出的另有 ${files.bulkUndrawn} 份`);
    const problems = [...chain.problems, ...files.problems];
    return problems.length > 0 ? ["发现问题：", ...problems].join("\n  ") : say("没有发现问题");
  });
}

function exportRegister(): Promise<Trouble> {
  return withDeps(undefined, async (deps) => {
    for await (const part of registerCsv(deps.db)) {
      if (!process.stdout.write(part)) await once(process.stdout, "drain");
    }
    return undefined;
  });
}

/** Opens what commands work with, and closes it whatever comes. With a moment the database is first made, brought up to date and filled with the catalogues. */
async function withDeps(prepareAt: number | undefined, work: (deps: Deps) => Promise<Trouble>): Promise<Trouble> {
  const file = config.databaseUrl.startsWith("sqlite:") ? config.databaseUrl.slice("sqlite:".length) : undefined;
  if (prepareAt === undefined && file && !existsSync(file)) return `没有数据库 ${file}，请先运行 migrate`;
  mkdirSync(config.dataDir, { recursive: true });
  const { db, close } = openDatabase(config.databaseUrl);
  const press = openPress({ workers: prepareAt !== undefined ? config.pressWorkers : 0, signing: config.signing });
  try {
    if (prepareAt !== undefined) {
      await migrate(db, path.join(top, "migrations"));
      await loadCatalogues(db, path.join(top, "assets"), prepareAt);
    }
    return await work({
      db,
      config,
      files: openFileStore(path.join(config.dataDir, "files"), config.keyring),
      press,
      catalogues: keepCatalogues(db, Date.now),
      log: pino({ level: "warn" }, pino.destination(2)),
      now: Date.now,
    });
  } finally {
    await press.close();
    await close();
  }
}

function whole(value: string | undefined, otherwise: number): number | undefined {
  const number = value === undefined ? otherwise : Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function say(line: string): undefined {
  process.stderr.write(`${line}\n`);
}

function fail(line: string, code: number): number {
  process.stderr.write(`${line}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
