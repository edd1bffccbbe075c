import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { licenceLink } from "../../src/signing/licence-square.ts";
import { readCityKey } from "../../src/signing/offline-code.ts";
import { openPress } from "../../src/signing/press.ts";
import { licence } from "../print/documents.ts";

/** A program: signs the licence of the tests with the keys in a folder, and prints the hash of the file. */
const [keys = "", cityKey = ""] = process.argv.slice(2);
const press = openPress({ workers: 1, signing: { keys: { kind: "demo", folder: keys } } });
const data = licence();
const city = readCityKey(readFileSync(cityKey, "utf8"));
const verifyUrl = licenceLink(city, "https://tongban.example", data.verifyCode, data);
const file = await press.draw({ kind: "licence", data: { ...data, verifyUrl }, signWith: "rsa" });
console.log(createHash("sha256").update(file).digest("hex"));
await press.close();
