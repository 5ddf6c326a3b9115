// Keeps every file of this version, so that the lab opens without a network; older versions are dropped.
const CACHE = "hillock-lab-__VERSION__";
const FILES = ["__FILES__"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith("hillock-lab-") && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

// the page itself from the network where there is one, so that a new version is seen; hashed files from the cache
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  const kept = () => caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  if (event.request.mode === "navigate") {
    const root = () => caches.open(CACHE).then((cache) => cache.match("./"));
    event.respondWith(fetch(event.request).catch(root));
  } else event.respondWith(kept().then((response) => response ?? fetch(event.request)));
});
