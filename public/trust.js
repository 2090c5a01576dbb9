// The one policy for what may become script: these files of the site.

const FILES = ["sw.js", "read.js", "pdf/worker.js"];
const rules = {
  createScriptURL(name) {
    if (!FILES.includes(name)) throw new TypeError(name);
    return new URL(name, import.meta.url).href;
  },
};
const policy = window.trustedTypes ? trustedTypes.createPolicy("jiuzhu", rules) : rules;

/** The address of one of these files, as a browser with Trusted Types wants it. */
export const ours = (name) => policy.createScriptURL(name);
