import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../src/db/transaction.ts";
import { inTransaction } from "../../src/db/transaction.ts";
import { violationOf } from "../../src/db/violation.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const hall = { name: "厅", district: "231002", address: "", phone: "", hours: "" };
const enrolment = { id: "e", hall_id: "hall-xian", token_hash: "same", created_at: 0, expires_at: 0, used_at: null };
const counter = { key: "twice", value: 1 };

const CASES: [string, string | undefined, string, (db: Db) => Promise<unknown>][] = [
  [
    "a primary key that is there already",
    "unique",
    "number_counter",
    async (db) => {
      for (const row of [counter, counter]) await db.insertInto("number_counter").values(row).execute();
    },
  ],
  [
    "a unique column",
    "unique",
    "kiosk_enrolment",
    async (db) => {
      for (const id of ["e1", "e2"])
        await db
          .insertInto("kiosk_enrolment")
          .values({ ...enrolment, id })
          .execute();
    },
  ],
  [
    "several unique columns together",
    "unique",
    "uscc_range",
    (db) =>
      db
        .insertInto("uscc_range")
        .values({
          id: "again",
          authority_id: "authority-xian",
          prefix: "T5",
          next: 0,
          last: 9,
          low_water: 0,
          created_at: 0,
        })
        .execute(),
  ],
  [
    "an update onto another row's key",
    "unique",
    "staff",
    (db) => db.updateTable("staff").set({ login: "xian2" }).where("login", "=", "xian1").execute(),
  ],
  [
    "a row that points at nothing",
    "foreign",
    "hall",
    (db) =>
      db
        .insertInto("hall")
        .values({ ...hall, id: "h", authority_id: "nowhere" })
        .execute(),
  ],
  [
    "a row that others point at, deleted",
    "foreign",
    "authority",
    (db) => db.deleteFrom("authority").where("id", "=", "authority-xian").execute(),
  ],
  [
    "a value that the table does not know",
    "check",
    "authority",
    (db) =>
      db
        .updateTable("authority")
        .set({ review_body: "", lane: Number("2") as 0 })
        .execute(),
  ],
  ["an append-only table", undefined, "", (db) => db.deleteFrom("event").execute()],
];

test.each(CASES)("%s", async (_, kind, table, statement) => {
  for (const run of [statement, (db: Db) => inTransaction(db, (tx) => statement(tx))]) {
    const error = await run(world.deps.db).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    // SQLite names the table of a unique constraint alone.
    const named = kind === "unique" || world.database.kind === "postgres" ? table : "";
    expect(violationOf(error)).toEqual(kind === undefined ? undefined : { kind, table: named });
  }
});

test("what is no refusal of a constraint is none", () => {
  for (const other of [new Error("23505"), "23505", null, { code: "23505" }])
    expect(violationOf(other)).toBeUndefined();
});
