// Writes what Neo4j Browser keeps in this browser's local storage, then goes on to it. What belongs to the user
// (own scripts, folders, styles of other labels, a remembered password) stays.
"use strict";

const OURS = "wattgraph-";

function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`neo4j.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(key, value) {
  localStorage.setItem(`neo4j.${key}`, JSON.stringify(value));
}

function remembered(host) {
  const known = read("connections", {}).connectionsById?.["$$discovery"];
  return known?.host === host && known.password ? known : null;
}

function connect(seed) {
  const known = remembered(seed.connection.host);
  const connection = { ...seed.connection, ...(seed.connection.authEnabled && known ? known : {}), id: "$$discovery" };
  write("connections", { allConnectionIds: ["$$discovery"], connectionsById: { $$discovery: connection } });
  return !seed.connection.authEnabled || known !== null;
}

function merge(key, ours) {
  const theirs = read(key, []);
  write(key, [...(Array.isArray(theirs) ? theirs : []).filter((one) => !String(one.id).startsWith(OURS)), ...ours]);
}

async function prepare() {
  const seed = await (await fetch("seed.json", { cache: "no-store" })).json();
  write("settings", { ...read("settings", {}), ...seed.settings });
  write("syncConsent", { consented: false, optedOut: true });
  merge("folders", seed.folders);
  merge("documents", seed.documents);
  write("grass", { ...read("grass", {}), ...seed.grass });
  const open = connect(seed);
  if (open) {
    location.replace("../");
    return;
  }
  document.getElementById("state").textContent = "The style, the saved queries and the guide are in place.";
  if (seed.passwordFile) document.getElementById("where").textContent = `in the file ${seed.passwordFile}`;
  document.getElementById("login").hidden = false;
}

prepare().catch((error) => {
  document.getElementById("state").textContent =
    `The Browser could not be prepared (${error.message}). Allow this page to store data, then reload it.`;
});
