window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: new URL("../openapi.json", location).href,
    dom_id: "#swagger-ui",
    deepLinking: true,
    filter: true,
    docExpansion: "none",
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  });
};
