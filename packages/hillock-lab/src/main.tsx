import { render } from "preact";
import "uplot/dist/uPlot.min.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/parts.css";
import { Shell } from "./shell/Shell.tsx";

// a file that is dropped where none is taken must not take the page's place
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

const root = document.getElementById("lab");
if (root) render(<Shell />, root);

/** Keeping all files for later takes as much work as showing the first page, which comes first. */
const KEEP_AFTER_MS = 2000;
if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () =>
    setTimeout(() => {
      navigator.serviceWorker.register("./service-worker.js").catch(() => {
        // without it the page works, only not offline
      });
    }, KEEP_AFTER_MS),
  );
