// Starts the editor on this server's /graphql, with question 1 in it, or with the query of the page's own address
// (?query=, &variables=, &operationName=). That is only text in the editor: nobody's link runs a query by itself.
// It asks no other host for anything.
"use strict";

function linked() {
  const given = new URLSearchParams(window.location.search);
  const names = ["query", "variables", "operationName"].filter((name) => given.get(name));
  return given.get("query") ? Object.fromEntries(names.map((name) => [name, given.get(name)])) : {};
}

async function start() {
  const answer = await fetch("graphiql/assets/start.graphql");
  const question = await answer.text();
  const editor = React.createElement(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: "graphql" }),
      defaultQuery: question,
      ...linked(),
      defaultEditorToolsVisibility: false,
      shouldPersistHeaders: false,
    },
    React.createElement(GraphiQL.Logo, null, React.createElement("span", { className: "brand" }, "Wattgraph")),
  );
  ReactDOM.render(editor, document.getElementById("editor"));
}

start();
