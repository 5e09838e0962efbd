// Draws ../icons from its SVG: PNG for Linux, ICO for Windows, ICNS for macOS, and the tray.
import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";

const folder = new URL("../../icons/", import.meta.url);
const large = readFileSync(new URL("icon.svg", folder), "utf8");
const small = readFileSync(new URL("icon-small.svg", folder), "utf8");

const LARGEST_SMALL = 32;
const TRAY_SIZE = 64;
const PAGE = "M4 1h5.5L14 5.5V13a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z";
const OUTLINE =
  "M4 1.7h5.2L13.3 5.8V13A1.3 1.3 0 0 1 12 14.3H4A1.3 1.3 0 0 1 2.7 13V3A1.3 1.3 0 0 1 4 1.7zM9 1.7v3.2a1 1 0 0 0 1 1h3.2";

application();
tray("", "#159488", "#e8930c");
tray("template-", "#000000", "#000000");

function application() {
  const files = { "32x32.png": 32, "64x64.png": 64, "128x128.png": 128, "128x128@2x.png": 256, "icon.png": 512 };
  for (const [name, size] of Object.entries(files)) write(name, icon(size));
  write("icon.ico", ico([16, 24, 32, 48, 64, 256]));
  write("icon.icns", icns({ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }));
}

function tray(prefix, ink, dot) {
  const filled = `<g mask="url(#holes)"><path fill="${ink}" d="${PAGE}"/></g>`;
  const outline = `<path fill="none" stroke="${ink}" stroke-width="1.4" stroke-linejoin="round" d="${OUTLINE}"/>`;
  const drawings = {
    fine: filled,
    attention: `<g mask="url(#gap)">${filled}</g><circle cx="12.5" cy="12.5" r="3.2" fill="${dot}"/>`,
    offline: `${outline}<path fill="none" stroke="${ink}" stroke-width="1.4" d="M5 8.2h5M6 14.3a3.6 3.6 0 0 1 7-1.2"/>`,
    "signed-out": outline,
  };
  for (const [state, shapes] of Object.entries(drawings)) {
    write(`tray-${prefix}${state}.png`, png(svg(shapes), TRAY_SIZE));
  }
}

function svg(shapes) {
  const gap = `<mask id="gap"><path fill="#fff" d="M0 0h16v16H0z"/><circle cx="12.5" cy="12.5" r="4.5" fill="#000"/></mask>`;
  const holes = `<mask id="holes"><path fill="#fff" d="M0 0h16v16H0z"/><path d="M4.5 5h3.5v1.4H4.5zM4.5 7.6h6.5V9H4.5z"/><path d="M5.5 15.5a4.5 4.5 0 0 1 8.5-1.5v2z"/></mask>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><defs>${gap}${holes}</defs>${shapes}</svg>`;
}

function icon(size) {
  return png(size <= LARGEST_SMALL ? small : large, size);
}

function png(drawing, size) {
  return new Resvg(drawing, { fitTo: { mode: "width", value: size } }).render().asPng();
}

function ico(sizes) {
  const images = sizes.map(icon);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, at) => {
    const entry = 6 + 16 * at;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(images[at].length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += images[at].length;
  });
  return Buffer.concat([head, ...images]);
}

function icns(sizes) {
  const parts = Object.entries(sizes).map(([type, size]) => chunk(type, icon(size)));
  return chunk("icns", Buffer.concat(parts));
}

function chunk(type, data) {
  const head = Buffer.alloc(8);
  head.write(type, "ascii");
  head.writeUInt32BE(8 + data.length, 4);
  return Buffer.concat([head, data]);
}

function write(name, data) {
  writeFileSync(new URL(name, folder), data);
}
