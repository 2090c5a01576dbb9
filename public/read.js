// Reads codes off the page's own thread: pixels in, what the codes say out.

import start, { read } from "./reader.js";

const ready = start({ module_or_path: new URL("reader_bg.wasm", import.meta.url) });
addEventListener("message", async ({ data: { pixels, width } }) => {
  await ready;
  let texts = [];
  try {
    texts = read(pixels, width);
  } catch (error) {
    // a picture that the library can't take: nothing was read
  }
  postMessage({ texts });
});
ready.then(() => postMessage({}), () => postMessage({ failed: true }));
