import penguins from "../../../../../data/penguins.csv?url";
import type { TableName } from "../../train/settings.ts";
import cars from "./tables/cars.csv?url";
import iris from "./tables/iris.csv?url";

/** Palmer penguins: Horst, Hill & Gorman (CC0). Iris: Fisher (1936). Cars: Ramos & Donoho, StatLib (1983). */
const ADDRESSES: Readonly<Record<TableName, string>> = { penguins, cars, iris };

export async function tableText(name: TableName): Promise<string> {
  const response = await fetch(ADDRESSES[name]);
  if (!response.ok) throw new Error(`The table could not be loaded (${response.status}). Try again.`);
  return response.text();
}
