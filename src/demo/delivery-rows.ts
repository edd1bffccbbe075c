import type { Schema } from "../db/schema.ts";
import { newDelivery } from "../delivery/queries/delivery.ts";
import { sheetsOwed } from "../rules/delivery.ts";
import type { Batch } from "./batch.ts";
import type { DemoCase, Happening, World } from "./case.ts";
import { demoPerson } from "./people.ts";
import { demoSeal } from "./seal.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Adds how the paper licence goes its way after registration, as far as the data reaches, and gives the events. */
export function addDelivery(
  world: World,
  item: DemoCase,
  licenceId: string,
  decidedAt: number,
  batch: Batch,
): Happening[] {
  const answer = item.answers.delivery;
  const hallId = answer?.method === "pickup" ? answer.hallId : null;
  const row = newDelivery({ filingId: item.id, method: answer?.method ?? "self-print", hallId }, decidedAt);
  const events = wayOf(world, item, licenceId, decidedAt, row, batch);
  row.updated_at = Math.max(decidedAt, ...events.map((event) => event.at));
  batch.delivery.push(row);
  return events;
}

function wayOf(
  world: World,
  item: DemoCase,
  licenceId: string,
  decidedAt: number,
  row: Schema["delivery"],
  batch: Batch,
): Happening[] {
  const { chance } = item;
  const { office, until } = world.span;
  const after = (at: number, from: number, to: number) =>
    office.after(at, Math.round(from + chance.next() * (to - from)));
  switch (row.method) {
    case "self-print": {
      const at = decidedAt + chance.int(20 * MINUTE, 60 * HOUR);
      if (at > until - 5 * MINUTE || !chance.is(0.75)) return [];
      row.state = "printed";
      const place = chance.pick(world.halls).id;
      return printed(world, item, { licenceId, place, at, by: { kind: "applicant" } }, batch);
    }
    case "mail": {
      const by = { kind: "staff" as const, id: item.officer };
      const at = after(decidedAt, HOUR, 8 * HOUR);
      if (at > until - 5 * MINUTE) return [];
      const sheets = printed(world, item, { licenceId, place: item.authority.id, at, by }, batch);
      const sentAt = after(at, 20 * MINUTE, 4 * HOUR);
      if (sentAt > until) return sheets;
      const costFen = chance.pick([1000, 1200, 1200, 1500]);
      Object.assign(row, {
        state: "dispatched",
        carrier: "邮政EMS",
        tracking: trackingNumber(chance.int(0, 99_999)),
        payer: item.authority.id,
        cost_fen: costFen,
        dispatched_at: sentAt,
      });
      const data = { carrier: "邮政EMS", payer: item.authority.id, costFen };
      return [...sheets, { at: sentAt, type: "dispatched", by, place: item.authority.id, data }];
    }
    case "pickup":
      return pickup(world, item, licenceId, decidedAt, row, batch);
  }
}

function pickup(
  world: World,
  item: DemoCase,
  licenceId: string,
  decidedAt: number,
  row: Schema["delivery"],
  batch: Batch,
): Happening[] {
  const { chance, key, person, hall } = item;
  const { office, until } = world.span;
  const place = row.pickup_hall_id ?? hall.id;
  const by = { kind: "staff" as const, id: world.guideOf.get(place) ?? item.officer };
  const at = office.after(decidedAt, chance.int(30 * MINUTE, 7 * HOUR));
  if (at > until - 10 * MINUTE) return [];
  const readyAt = at + chance.int(1, 6) * MINUTE;
  row.state = "ready";
  row.ready_at = readyAt;
  const events: Happening[] = [
    ...printed(world, item, { licenceId, place, at, by }, batch),
    { at: readyAt, type: "ready-for-pickup", by, place, data: { hall: place } },
  ];
  const collectedAt = office.after(readyAt, chance.int(HOUR, 25 * HOUR));
  if (collectedAt > until || chance.is(0.15)) return events;
  const proxy = chance.is(0.15) ? demoPerson(chance, world.pools, "2026-01-01") : undefined;
  const { name, idNumber } = proxy ?? person;
  row.state = "collected";
  row.collected_at = collectedAt;
  row.collector = proxy ? "proxy" : "self";
  row.collector_sealed = demoSeal(key.key, JSON.stringify({ name, idNumber }));
  if (proxy) {
    row.proxy_sealed = row.collector_sealed;
    events.push({
      at: readyAt + MINUTE,
      type: "proxy-named",
      by: { kind: "applicant" },
      place: null,
      data: {},
    });
  }
  const data = { collector: row.collector, signature: "paper" };
  return [...events, { at: collectedAt, type: "handed-out", by, place, data }];
}

function printed(
  world: World,
  { chance, answers }: DemoCase,
  sheet: { licenceId: string; place: string; at: number; by: Happening["by"] },
  batch: Batch,
): Happening[] {
  return sheetsOwed(answers.copies).map(({ part, copy }, index): Happening => {
    const at = sheet.at + index * chance.int(15_000, 30_000);
    const serial = world.numbers.sheet(sheet.place);
    batch.print_sheet.push({
      serial,
      licence_id: sheet.licenceId,
      part,
      copy,
      place_id: sheet.place,
      state: "printed",
      at,
      by_kind: sheet.by.kind,
      by_id: sheet.by.kind === "staff" ? sheet.by.id : null,
      void_reason: null,
      voided_at: null,
    });
    return { at, type: "printed", by: sheet.by, place: sheet.place, data: { serial, part, copy } };
  });
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** A postal number of a run that is not in use, with its check digit. */
function trackingNumber(n: number): string {
  const digits = `000${String(n).padStart(5, "0")}`;
  const sum = S10_WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const rest = 11 - (sum % 11);
  return `EV${digits}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`;
}
