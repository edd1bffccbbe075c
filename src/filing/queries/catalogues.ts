import type { Handle } from "../../db/transaction.ts";
import { datedWordsIn, isWordSetting } from "../../licence/queries/words.ts";
import { OTHER_PLACES } from "../../rules/business-name.ts";
import { calendarFrom } from "../../rules/calendar.ts";
import type { Catalogues } from "../../rules/findings.ts";
import { wordsOn } from "../../rules/licence-words.ts";
import { URBAN_DISTRICTS } from "../../rules/premises.ts";
import { settingsFrom } from "../../rules/settings.ts";

export { SETTING_DEFAULTS } from "../../rules/settings.ts";

/** The catalogues as they are in force on `today`; rows keep their time of force, so that an old filing is judged by its own day. */
export async function cataloguesOn(db: Handle, today: string): Promise<Catalogues> {
  const inForce = (row: { valid_from: string | null; valid_to: string | null }) =>
    (row.valid_from === null || row.valid_from <= today) && (row.valid_to === null || row.valid_to >= today);
  const divisions = await db.selectFrom("division").selectAll().orderBy("code").execute();
  const days = await db.selectFrom("calendar_day").selectAll().execute();
  const words = (await db.selectFrom("name_word").selectAll().orderBy("id").execute()).filter(inForce);
  const items = (await db.selectFrom("scope_item").selectAll().execute()).filter(inForce);
  const bureaus = await db.selectFrom("authority").select(["id", "name", "district"]).orderBy("district").execute();
  const settings = await db.selectFrom("setting").select(["key", "value"]).execute();

  const dated = datedWordsIn(settings);
  const licenceWords = wordsOn(dated, today);
  const others = settings.filter(({ key }) => !isWordSetting(key));

  const urban = divisions.filter((row) => row.level === "area" && URBAN_DISTRICTS.includes(row.code));
  const districtName = new Map(urban.map((row) => [row.code, row.name]));
  return {
    names: {
      words,
      districts: urban.map((row) => row.name),
      streets: divisions.flatMap((row) => {
        const district = row.level === "street" ? districtName.get(row.parent) : undefined;
        return district ? [{ name: row.name, district }] : [];
      }),
      countyPlaces: divisions
        .filter((row) => row.level === "area" && !URBAN_DISTRICTS.includes(row.code))
        .map((row) => row.name),
      otherPlaces: OTHER_PLACES,
    },
    scope: items.map((row) => ({
      phrase: row.phrase,
      kind: row.kind,
      gbt: row.gbt,
      gbtName: row.gbt_name,
      licence: row.licence,
      authority: row.authority,
      group: row.item_group,
      note: row.note,
      aliases: row.aliases.split(" ").filter(Boolean),
      closedToIndividuals: row.closed === 1,
    })),
    divisions: divisions.map(({ code, level, name, parent, valid_from, valid_to }) => ({
      code,
      level,
      name,
      parent,
      ...(valid_from ? { validFrom: valid_from } : {}),
      ...(valid_to ? { validTo: valid_to } : {}),
    })),
    bureaus,
    calendar: calendarFrom(days),
    settings: {
      ...settingsFrom(others),
      words: licenceWords,
      datedWords: dated,
      // A setting of its own goes before the dated word.
      ...(others.some(({ key }) => key === "nameSuffix") ? {} : { nameSuffix: licenceWords.nameSuffix !== "" }),
      ...(others.some(({ key }) => key === "dateLabel")
        ? {}
        : { dateLabel: licenceWords.dateLabel === "成立日期" ? "成立日期" : "注册日期" }),
    },
  };
}

const VERSION = "catalogues";

/** How often what the catalogues are made of was changed: asks whether a kept copy is still good. */
export async function catalogueVersion(db: Handle): Promise<number> {
  const row = await db.selectFrom("number_counter").select("value").where("key", "=", VERSION).executeTakeFirst();
  return row?.value ?? 0;
}

/** Says, in the transaction of the change, that kept copies are out of date in every process. */
export async function raiseCatalogueVersion(tx: Handle): Promise<void> {
  await tx
    .insertInto("number_counter")
    .values({ key: VERSION, value: 1 })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((eb) => ({ value: eb("number_counter.value", "+", 1) })),
    )
    .execute();
}
