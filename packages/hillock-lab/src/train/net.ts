import type { Network } from "hillock";

/** What the lab trains and looks at; whether it can be saved does not matter there. */
export type Net = Omit<Network, "toOnnx">;
