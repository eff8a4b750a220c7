// Reads a vector tile: protocol buffers by the Mapbox Vector Tile specification 2.1.

const TEXT = new TextDecoder();

export function readTile(buffer) {
  const layers = {};
  fields(new Uint8Array(buffer), (field, value) => {
    if (field === 3) {
      const layer = readLayer(value);
      layers[layer.name] = layer.features;
    }
  });
  return layers;
}

function readLayer(bytes) {
  const keys = [], values = [], features = [];
  let name = "", extent = 4096;
  fields(bytes, (field, value) => {
    if (field === 1) { name = TEXT.decode(value); }
    if (field === 2) { features.push(value); }
    if (field === 3) { keys.push(TEXT.decode(value)); }
    if (field === 4) { values.push(readValue(value)); }
    if (field === 5) { extent = value; }
  });
  return { name, features: features.map((each) => readFeature(each, keys, values, extent)) };
}

// Places are parts of the tile's side, from its upper left corner: x and y of a point, and of what
// has length or area its lines, each a row of them.
function readFeature(bytes, keys, values, extent) {
  const feature = {};
  let kind = 1, commands = [];
  fields(bytes, (field, value) => {
    if (field === 2) {
      const tags = numbers(value);
      for (let each = 0; each + 1 < tags.length; each += 2) { feature[keys[tags[each]]] = values[tags[each + 1]]; }
    }
    if (field === 3) { kind = value; }
    if (field === 4) { commands = numbers(value); }
  });
  const lines = readLines(commands, extent);
  if (kind === 1) { [[[feature.x, feature.y]]] = lines; } else { feature.lines = lines; }
  return feature;
}

// commands: 1 begins a line, 2 goes on with it, 7 closes it; each place is told from the last one
function readLines(commands, extent) {
  const lines = [];
  let x = 0, y = 0;
  for (let at = 0; at < commands.length;) {
    const command = commands[at] % 8, times = (commands[at] - command) / 8;
    at += 1;
    if (command === 7) { lines[lines.length - 1].push(lines[lines.length - 1][0]); continue; }
    for (let each = 0; each < times; each += 1, at += 2) {
      x += signed(commands[at]);
      y += signed(commands[at + 1]);
      if (command === 1) { lines.push([]); }
      lines[lines.length - 1].push([x / extent, y / extent]);
    }
  }
  return lines;
}

function readValue(bytes) {
  let found = null;
  fields(bytes, (field, value) => {
    if (field === 1) { found = TEXT.decode(value); }
    if (field === 4 || field === 5) { found = value; }
    if (field === 6) { found = signed(value); }
    if (field === 7) { found = value === 1; }
  });
  return found;
}

function signed(number) {
  return number % 2 ? -(number + 1) / 2 : number / 2;
}

function numbers(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const [number, next] = varint(bytes, at);
    found.push(number);
    at = next;
  }
  return found;
}

function varint(bytes, from) {
  let number = 0, factor = 1, at = from;
  while (bytes[at] > 127) {
    number += (bytes[at] - 128) * factor;
    factor *= 128;
    at += 1;
  }
  return [number + bytes[at] * factor, at + 1];
}

function fields(bytes, take) {
  for (let at = 0; at < bytes.length;) {
    const [key, begun] = varint(bytes, at);
    const kind = key % 8, field = (key - kind) / 8;
    if (kind === 0) {
      const [number, next] = varint(bytes, begun);
      take(field, number);
      at = next;
    } else if (kind === 2) {
      const [length, start] = varint(bytes, begun);
      take(field, bytes.subarray(start, start + length));
      at = start + length;
    } else {
      at = begun + (kind === 1 ? 8 : 4);  // a number of fixed length: none of ours
    }
  }
}
