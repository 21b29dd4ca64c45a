// What the consensus client lacks under Node 20 without compiled parts. Under any other Node, as where tests are looked
// for, it does nothing.
import Module from "node:module";

if (process.version.startsWith("v20.")) {
  // Packages that it gets at their newest expect Node 22.
  Promise.withResolvers ??= function () {
    const parts = {};
    parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
  };

  // One of its packages compresses by a compiled snappy; another one brings the same in JavaScript.
  const load = Module._load;
  Module._load = function (name, ...rest) {
    if (name !== "snappy") return load.call(this, name, ...rest);
    const { compress } = load.call(this, "snappyjs", ...rest);
    return { compressSync: (bytes) => compress(bytes) };
  };
}
