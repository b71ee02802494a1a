// What Cytoscape.js makes of a file, as JSON: node opened.cjs FOLDER FILE
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, file] = process.argv.slice(2);
const cytoscape = require(join(folder, "node_modules", "cytoscape"));
const network = cytoscape({ headless: true, ...JSON.parse(readFileSync(file, "utf8")) });
const told = (elements) => elements.map((one) => one.data());
process.stdout.write(
  JSON.stringify({
    data: network.data(),
    nodes: told(network.nodes()),
    edges: told(network.edges()),
    joined: network.edges().map((edge) => [edge.source().id(), edge.target().id()]),
  }),
);
