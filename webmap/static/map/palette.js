// Every colour, form and size of the map, in one place: a test reads it, and measures contrast and
// how far colours are apart for eyes that tell some of them less well.

export const PALETTE = {
  "ground": "#f7f5f0",
  "coast": "#a8a294",
  "ink": "#0b0c0c",
  "halo": "#ffdd00",
  "bands": [
    { "shape": "circle", "size": 7, "fillColor": "#3b0a5c", "color": "#ffffff", "weight": 1.5, "upTo": 100 },
    { "shape": "diamond", "size": 7.5, "fillColor": "#a06cc4", "color": "#3b0a5c", "weight": 1, "upTo": 200 },
    { "shape": "triangle", "size": 6.5, "fillColor": "#e3d3f0", "color": "#3b0a5c", "weight": 1, "upTo": 400 },
    { "shape": "square", "size": 4.5, "fillColor": "#ffffff", "color": "#3b0a5c", "weight": 1 }
  ],
  "ramp": [[21, "#3b0a5c"], [11, "#6f2f9f"], [6, "#a06cc4"], [0, "#cdb4e0"]],
  "outline": "#1d1d3b",
  "hotspot": "#b1123c",
  "missing": [[21, "#0b3c5d"], [11, "#2a6a96"], [6, "#6a9cc4"], [0, "#bcd3e6"]],
  "ring": "#c2410c",
  "roads": {
    "motorway": { "color": "#7d9cc0", "weight": 4 },
    "a": { "color": "#e0b96a", "weight": 2.5 },
    "b": { "color": "#d9cb9a", "weight": 1.75 },
    "street": { "color": "#d4d0c8", "weight": 1 }
  },
  "authority": "#44525c",
  "ward": "#a9b4ba",
  "rank": "#0f6e84",
  "place": "#9a3412",
  "found": "#0b0c0c",
  "sketch": "#0b0c0c",
  "kinds": {
    "drink": { "shape": "circle", "size": 4.5, "fillColor": "#0072b2" },
    "food": { "shape": "triangle", "size": 5, "fillColor": "#c04e00" },
    "shop": { "shape": "square", "size": 3.75, "fillColor": "#005f4a" },
    "hotel": { "shape": "diamond", "size": 5.25, "fillColor": "#8c2d6c" },
    "operator": { "shape": "cross", "size": 5, "fillColor": "#1a1a1a" },
    "other": { "shape": "ring", "size": 4, "fillColor": "#777c82" }
  }
};

// a kind of premises belongs to one of the groups that are told apart on the map
export const GROUP_OF = {
  pub: "drink", club: "drink", entertainment: "drink",
  restaurant: "food", takeaway: "food", caterer: "food",
  off_licence: "shop", shop: "shop",
  hotel: "hotel", operator_base: "operator",
};

// a mark is smaller where a whole county is in view: from a zoom, times its size
const SIZES = [[0, 0.6], [10, 0.75], [12, 0.9], [14, 1]];

export function scaleAt(zoom) {
  return SIZES.filter(([from]) => from <= zoom).pop()[1];
}

export function shade(from, ramp = PALETTE.ramp) {
  return ramp.find(([least]) => (from || 0) >= least)[1];
}

// an officer's bands are other distances than an analyst's: a mark may name its symbol
export function bandOf({ symbol, band_m: metres }) {
  return symbol === undefined
    ? PALETTE.bands.find(({ upTo }) => upTo === undefined || metres <= upTo)
    : PALETTE.bands[symbol];
}
