// The forms of marks, drawn on a canvas: on the map, on its tiles and in its image.

export const SHAPES = {
  circle(pen, x, y, r) { pen.arc(x, y, r, 0, 2 * Math.PI); },
  diamond(pen, x, y, r) { corners(pen, [[x, y - r], [x + r, y], [x, y + r], [x - r, y]]); },
  triangle(pen, x, y, r) { corners(pen, [[x, y - r], [x + r, y + r * 0.8], [x - r, y + r * 0.8]]); },
  square(pen, x, y, r) { corners(pen, [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]); },
  ring(pen, x, y, r) { pen.arc(x, y, r, 0, 2 * Math.PI); },
  cross(pen, x, y, r) {
    const arm = r * 0.38;
    corners(pen, [[-arm, -r], [arm, -r], [arm, -arm], [r, -arm], [r, arm], [arm, arm], [arm, r],
      [-arm, r], [-arm, arm], [-r, arm], [-r, -arm], [-arm, -arm]].map(([dx, dy]) => [x + dx, y + dy]));
  },
};

function corners(pen, points) {
  points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

// Leaflet draws circles alone; the vendored release's canvas lets a layer draw itself
export const Mark = L.CircleMarker.extend({
  _updatePath() {
    const canvas = this._renderer;
    if (!canvas._drawing || this._empty()) { return; }
    const { x, y } = this._point;
    canvas._ctx.beginPath();
    SHAPES[this.options.shape](canvas._ctx, x, y, Math.max(Math.round(this._radius), 1));
    canvas._fillStroke(canvas._ctx, this);
  },
});

// a canvas takes a pattern where it takes a colour
export function hatch() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.strokeStyle = "#8a8f98";
  pen.lineWidth = 1.25;
  pen.beginPath();
  [[-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6]].forEach(([x, y, toX, toY]) => {
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
  });
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}
