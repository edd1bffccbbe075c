import type { FormView } from "../../views/admin/form.tsx";
import type { ContactEntry } from "./acts/places.ts";

/** What a form of a place posts. */
export function entryOf(values: Record<string, string>): ContactEntry {
  const { name = "", phone = "", hours = "", address = "" } = values;
  return { name, phone, hours, address };
}

/** What is asked of a place; `who` is what its first field names. */
export function placeFields(entry: ContactEntry, who: string): FormView["fields"] {
  return [
    { kind: "text", name: "name", label: who, maxlength: 40, value: entry.name },
    {
      kind: "text",
      name: "phone",
      label: "电话",
      hint: "例如 0453-5550100",
      type: "tel",
      maxlength: 20,
      value: entry.phone,
    },
    { kind: "text", name: "hours", label: "时间", maxlength: 60, value: entry.hours },
    { kind: "text", name: "address", label: "地址", maxlength: 60, value: entry.address },
  ];
}
