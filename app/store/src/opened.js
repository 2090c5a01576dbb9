// What the shelf asks of the browser itself, in script: closures for the browser's events cost WASM three times as much.

/** What `browser.rs` has names for. */
const STORES = ["drafts", "history", "judged", "attached", "typing"];

/** A page that still has an earlier version open makes the upgrade wait for as long as it is open. The browser upgrades
 * whether anybody waits or not. */
let waits = false;

/** Brings a database to a version: makes the stores that an earlier one did not have, and changes nothing else in it.
 * What hindered it: nothing, `blocked`, or the name of the browser's error. */
export function bringUp(name, version) {
  return new Promise((done) => {
    if (waits) return done("blocked");
    const opening = indexedDB.open(name, version);
    const ended = (says) => {
      waits = says === "blocked";
      done(says);
    };
    opening.onupgradeneeded = () => {
      for (const store of STORES) {
        if (!opening.result.objectStoreNames.contains(store)) opening.result.createObjectStore(store);
      }
    };
    opening.onsuccess = () => {
      opening.result.close();
      ended("");
    };
    opening.onerror = () => ended(opening.error.name);
    opening.onblocked = () => ended("blocked");
  });
}

/** Does something with the copies of a draft that lie outside the database: `boot.js` has that where there is a site around this. */
export const copies = async (does, id) => self.copies?.(does, id);
