// Starts the editor on this server's /graphql, with question 1 in it. It asks no other host for anything.
"use strict";

async function start() {
  const answer = await fetch("graphiql/assets/start.graphql");
  const question = await answer.text();
  const editor = React.createElement(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: "graphql" }),
      defaultQuery: question,
      defaultEditorToolsVisibility: false,
      shouldPersistHeaders: false,
    },
    React.createElement(GraphiQL.Logo, null, React.createElement("span", { className: "brand" }, "Wattgraph")),
  );
  ReactDOM.render(editor, document.getElementById("editor"));
}

start();
