import iris from "../../../../../data/iris.csv?url";
import penguins from "../../../../../data/penguins.csv?url";
import weather from "../../../../../data/seattle-weather.csv?url";
import type { TableName } from "../../train/settings.ts";

/** Sources and licences: data/README.md. */
const ADDRESSES: Readonly<Record<TableName, string>> = { penguins, iris, weather };

export async function tableText(name: TableName): Promise<string> {
  const response = await fetch(ADDRESSES[name]);
  if (!response.ok) throw new Error(`The table could not be loaded (${response.status}). Try again.`);
  return response.text();
}
