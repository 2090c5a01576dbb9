// The official forms on paper: filled with the same example each time, printed to PDF by the browser, drawn as grey pictures by pdf.js.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { go, ready, saved } from "./site.mjs";

/** Where the reviewed pictures are. */
export const FOLDER = fileURLToPath(new URL("../snapshots/print/", import.meta.url));

/** Pixels for each point of paper: small, yet to be read. */
const SCALE = 1.2;
const PDFJS = new URL("./node_modules/pdfjs-dist/", import.meta.url);
const PLACE = "https://pdf.test/";

/** What is written into each form, in this order: all of it made up. */
const FORMS = {
  shenqing: async (page) => {
    await choose(page, "最低生活保障");
    await type(page, "applicant_name", "甲某某");
    await type(page, "applicant_id_number", "11010519491231002X");
    await type(page, "applicant_phone", "13812345678");
    await type(page, "household_count", "3");
    await type(page, "hukou_address", "垫江县示例镇示例村1组");
    await choose(page, "一样");
    await type(page, "hardship", "我今年查出大病，做不了工。老伴照顾我，家里只有地里的收入，药费还欠着。");
    await choose(page, "自己办");
    await choose(page, "没有");
  },
  chengyuan: async (page) => {
    for (const [n, name] of ["甲某某", "乙某某"].entries()) {
      await page.getByRole("button", { name: "再加一个人" }).first().click();
      const card = page.locator("li.person").nth(n);
      // The new person's first field takes the focus in a frame to come, and with it what is typed.
      await page.waitForFunction((n) => document.activeElement?.closest("li.person") === document.querySelectorAll("li.person")[n], n);
      await card.locator("input.input").first().fill(name);
      await card.locator("input.input[id^=m_birth-]").fill(`195${n}年3月12日`);
      await card.locator("input.input[id^=m_hukou-]").fill("垫江县示例镇示例村1组");
    }
  },
  linshi_shenqing: async () => {},
  shouquan: async () => {},
};

const type = (page, id, text) => page.locator(`#${id}`).fill(text);
const choose = (page, label) => page.locator("label.choice").filter({ has: page.locator(`b:text-is("${label}")`) }).click();

/** Fills all forms into one draft, and calls `see(form, pdf)` for each once it is printed. */
export async function printed(page, see) {
  let draft = "";
  for (const [form, write] of Object.entries(FORMS)) {
    await go(page, `papers/${form}/${draft}`);
    await write(page);
    if (draft === "") {
      await page.waitForURL(/\?d=/);
      draft = new URL(page.url()).search;
    }
    await saved(page);
  }
  for (const form of Object.keys(FORMS)) {
    await go(page, `papers/${form}/print/${draft}`);
    await ready(page);
    await page.locator(".sheet").waitFor();
    await see(form, await page.pdf({ preferCSSPageSize: true }));
  }
}

/** A page that draws PDF files: `draw(pdf)` gives a picture of each page as base64 of WebP, as good as `quality` says; `differ([a, b])` the share of points that are
 * clearly lighter or darker in one of two such pictures. */
export async function drawer(context, quality = 0.9) {
  const page = await context.newPage();
  await page.route(`${PLACE}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "") return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>pdf</title>" });
    const body = await readFile(fileURLToPath(new URL(name, PDFJS)));
    return route.fulfill({ contentType: name.endsWith("js") ? "text/javascript" : "application/octet-stream", body });
  });
  await page.goto(PLACE);
  return {
    draw: (pdf) => page.evaluate(draw, [pdf.toString("base64"), SCALE, quality]),
    differ: (pictures) => page.evaluate(differ, pictures),
  };
}

/** In the page: every page of a PDF as a grey picture. */
async function draw([base64, scale, quality]) {
  const pdfjs = await import("/build/pdf.min.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/build/pdf.worker.min.mjs";
  const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const pdf = await pdfjs.getDocument({ data, cMapUrl: "/cmaps/", standardFontDataUrl: "/standard_fonts/", wasmUrl: "/wasm/" }).promise;
  const pictures = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const sheet = await pdf.getPage(n);
    const viewport = sheet.getViewport({ scale });
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(viewport.width), height: Math.round(viewport.height) });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    await sheet.render({ canvas, canvasContext: context, viewport, background: "#fff" }).promise;
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < picture.data.length; at += 4) {
      const grey = Math.round(0.3 * picture.data[at] + 0.59 * picture.data[at + 1] + 0.11 * picture.data[at + 2]);
      picture.data.set([grey, grey, grey], at);
    }
    context.putImageData(picture, 0, 0);
    pictures.push(canvas.toDataURL("image/webp", quality).split(",")[1]);
  }
  return pictures;
}

/** In the page: the share of points of two pictures that are clearly not alike; all, if they are not of one size. */
async function differ(pictures) {
  const CLEARLY = 80;
  const [one, other] = await Promise.all(pictures.map(async (base64) => {
    const image = Object.assign(new Image(), { src: `data:image/webp;base64,${base64}` });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (one.width !== other.width || one.height !== other.height) return 1;
  let unlike = 0;
  for (let at = 0; at < one.data.length; at += 4) if (Math.abs(one.data[at] - other.data[at]) > CLEARLY) unlike += 1;
  return unlike / (one.data.length / 4);
}
