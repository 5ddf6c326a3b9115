import { effect, type Signal, signal } from "@preact/signals";
import { ROUTE_NAMES, type RouteName } from "./route-names.ts";

interface Place {
  readonly route: RouteName;
  readonly parameters: URLSearchParams;
}

/** The address is `#/page?state`: a hash, so that any host of static files serves it from any folder. */
function read(): Place {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const route = ROUTE_NAMES.find((name) => name === path) ?? "functions";
  return { route, parameters: new URLSearchParams(query) };
}

export const route = signal<RouteName>(read().route);

/** How a page's state is written into the address, and read back. */
export interface Codec<T> {
  readonly read: (parameters: URLSearchParams) => T;
  readonly write: (state: T) => URLSearchParams;
}

const listeners = new Map<RouteName, (parameters: URLSearchParams) => void>();
window.addEventListener("hashchange", () => {
  const place = read();
  if (place.parameters.size > 0) listeners.get(place.route)?.(place.parameters);
  route.value = place.route;
});

/** A page's state: starts from the address, is kept in it, and follows links to it; other pages leave it alone. */
export function addressed<T>(name: RouteName, codec: Codec<T>): Signal<T> {
  const place = read();
  const state = signal(codec.read(place.route === name ? place.parameters : new URLSearchParams()));
  listeners.set(name, (parameters) => {
    if (codec.write(state.value).toString() !== parameters.toString()) state.value = codec.read(parameters);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const query = codec.write(state.value).toString();
    if (route.value !== name) return;
    clearTimeout(timer);
    // browsers refuse more than about a hundred changes in thirty seconds
    timer = setTimeout(() => {
      if (read().route === name) history.replaceState(null, "", `#/${name}${query ? `?${query}` : ""}`);
    }, 200);
  });
  return state;
}
