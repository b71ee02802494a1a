"use strict";
// Starts the editor on this service's own endpoint; everything it needs is served from here.
// Styles that the editor makes for itself are let through by this.
window.__webpack_nonce__ = document.currentScript.nonce;
const address = new URL(window.location.href);
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
const root = ReactDOM.createRoot(document.getElementById("graphiql"));
root.render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: true,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
    query: address.searchParams.get("query") || undefined,
    variables: address.searchParams.get("variables") || undefined,
    defaultQuery: document.getElementById("first-query").content.textContent.trim() + "\n",
  }),
);
