import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { hasSimd } from "../compute/simd.ts";
import { computeThread } from "../compute/thread.ts";
import { Tooltip } from "../ui/explain.ts";
import { route } from "./location.ts";
import { ROUTE_NAMES, type RouteName } from "./route-names.ts";
import { ROUTES } from "./routes.ts";
import { ShareButton } from "./ShareButton.tsx";
import { refused, theme, toggleTheme } from "./theme.ts";

const pages = signal<Partial<Record<RouteName, ComponentType>>>({});
const failed = signal(false);

async function open(name: RouteName): Promise<void> {
  if (pages.value[name]) return;
  try {
    const page = (await ROUTES[name].load()).default;
    failed.value = false;
    pages.value = { ...pages.value, [name]: page };
  } catch {
    failed.value = true;
  }
}

// before anything is drawn: the page's files come sooner, and beside them the worker that it asks first
if (route.peek() !== "reports") computeThread();
void open(route.peek());

function Navigation() {
  return (
    <nav aria-label="Pages">
      {ROUTE_NAMES.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={route.value === name ? "page" : undefined}>
          {ROUTES[name].title}
        </a>
      ))}
    </nav>
  );
}

export function Shell() {
  const name = route.value;
  useEffect(() => {
    document.title = `${ROUTES[name].title} · Hillock lab`;
    void open(name);
  }, [name]);
  const Page = pages.value[name];
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the page
      </button>
      <header class="bar">
        <a class="brand" href="#/functions">
          <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
            <path d="M4 25C13 25 14 22 16 16S19 7 28 7" />
          </svg>
          Hillock <span>lab</span>
        </a>
        <Navigation />
        <div class="tools">
          <ShareButton />
          <button
            type="button"
            class="quiet"
            onClick={toggleTheme}
            aria-label={theme.value === "dark" ? "Light theme" : "Dark theme"}
          >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" stroke-width="1.6" />
              <path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor" />
            </svg>
          </button>
        </div>
      </header>
      {!hasSimd && (
        <p class="notice" role="alert">
          This browser has no WebAssembly SIMD, which networks and speed measurements need: use Chrome or Edge
          from 91, Firefox from 89, or Safari from 16.4. Functions, softmax and reports work here.
        </p>
      )}
      <span role="status" class="toast" data-shown={refused.value}>
        {refused.value && "This browser keeps nothing for this page: the theme lasts until it is closed."}
      </span>
      <main id="main" tabIndex={-1}>
        {Page ? <Page /> : <Waiting />}
        {Tooltip.value && <Tooltip.value />}
      </main>
    </>
  );
}

function Waiting() {
  if (!failed.value) return <div class="waiting" aria-busy="true" />;
  return (
    <p class="notice" role="alert">
      This page could not be loaded. What you had set is in the address: reload to go on.
    </p>
  );
}
