import type { Schema } from "../db/schema.ts";
import type { Handle } from "../db/transaction.ts";
import { EVERY_INDUSTRY } from "../rules/business-name.ts";
import { localDate } from "../rules/calendar.ts";
import type { Catalogues } from "../rules/findings.ts";
import { URBAN_DISTRICTS } from "../rules/premises.ts";
import type { Deps } from "../web/env.ts";
import { openCounters } from "./batch.ts";
import type { Plan, World } from "./case.ts";
import { nextTrade } from "./case.ts";
import { demoNames } from "./names.ts";
import { bulkNumbers, ownNumbers } from "./numbers.ts";
import { officeTime } from "./office-time.ts";
import { POOLS } from "./pools.ts";

const DAY = 86_400_000;

export interface WorldOptions {
  seed: number | string;
  bulk: boolean;
  from: number;
  until: number;
}

/** Reads once what all cases are made with: places, people, catalogues cut to what is needed. */
export async function openWorld(deps: Deps, options: WorldOptions): Promise<World> {
  const { db, config } = deps;
  const { seed, bulk, from, until } = options;
  const catalogues = await deps.catalogues();
  const clock = catalogues.settings.clock;
  const counters = await openCounters(db);
  const staff = await db.selectFrom("staff").selectAll().where("active", "=", 1).orderBy("id").execute();
  const authorities = await db.selectFrom("authority").selectAll().orderBy("district").execute();
  const halls = await db.selectFrom("hall").selectAll().orderBy("id").execute();
  const reasons = await db.selectFrom("return_reason").selectAll().where("active", "=", 1).orderBy("code").execute();
  if (authorities.length === 0 || halls.length === 0) throw new Error("there is no authority or hall yet");
  const byRole = (role: Schema["staff"]["role"]) => staff.filter((person) => person.role === role);
  return {
    config,
    seed,
    bulk,
    span: {
      // Room before the span for what was begun earlier, and after it for limits that lie ahead.
      office: officeTime(catalogues.calendar, clock.hours, from - 100 * DAY, until + 20 * DAY),
      from,
      until,
      draftLapseDays: clock.draftLapseDays,
      returnedLapseDays: clock.returnedLapseDays,
    },
    catalogues: cutDown(catalogues, localDate(until)),
    pools: POOLS,
    names: demoNames(POOLS, catalogues),
    counters,
    numbers: bulk ? bulkNumbers(counters) : await ownNumbers(db, counters),
    authorities,
    halls,
    officersOf: new Map(
      authorities.map(({ id }) => [
        id,
        byRole("officer")
          .filter((person) => person.authority_id === id)
          .map((person) => person.id),
      ]),
    ),
    headOf: new Map(byRole("head").flatMap(({ authority_id, id }) => (authority_id ? [[authority_id, id]] : []))),
    guideOf: new Map(byRole("guide").flatMap(({ hall_id, id }) => (hall_id ? [[hall_id, id]] : []))),
    reasons: new Map(reasons.map((reason) => [reason.code, reason])),
  };
}

/** Divisions of the four districts only: they are looked through for every case. */
function cutDown(catalogues: Catalogues, today: string): Catalogues {
  const inForce = catalogues.divisions.filter(({ validTo }) => validTo === undefined || validTo >= today);
  const urban = (code: string) => URBAN_DISTRICTS.some((district) => code.startsWith(district));
  return { ...catalogues, divisions: inForce.filter((division) => urban(division.code)) };
}

/** Gives another 字号 to whom the planned one is not free for, because people or an earlier run hold it. */
export async function settleTrades(db: Handle, world: World, plans: Plan[]): Promise<void> {
  let open = plans.filter((plan) => plan.trade !== undefined);
  while (open.length > 0) {
    const taken = await takenTrades(db, [...new Set(open.flatMap(({ trade }) => trade ?? []))]);
    open = open.filter(({ authority, trade, word }) =>
      [word.held, EVERY_INDUSTRY].some((industry) => taken.has(`${authority.id} ${trade} ${industry}`)),
    );
    for (const plan of open) plan.trade = nextTrade(world, plan.authority.id, plan.word);
  }
}

async function takenTrades(db: Handle, trades: readonly string[]): Promise<Set<string>> {
  if (trades.length === 0) return new Set();
  const rows = await db
    .selectFrom("name_hold")
    .select(["authority_id", "trade", "industry"])
    .where("trade", "in", trades)
    .execute();
  return new Set(rows.map(({ authority_id, trade, industry }) => `${authority_id} ${trade} ${industry}`));
}
