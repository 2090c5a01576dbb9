// What pages can do without until they stand; each looks itself for the pages that it is for.

import "./aloud.js";
import "./box.js";
import "./events.js";
import "./leaflet.js";
import "./typing.js";

export { keep } from "./keep.js";
