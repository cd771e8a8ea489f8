package dev.modelwright.gateway.document.web;

import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.document.OpenApiDocument;
import dev.modelwright.gateway.document.SwaggerDocument;
import dev.modelwright.schemas.CloudEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Serves what describes us; no token is needed. */
@RestController
final class DocumentController {

  private static final String OPENAPI = "/openapi.json";
  private static final String SWAGGER = "/swagger.json";
  private static final String ASYNCAPI = "/asyncapi.json";

  @GetMapping(
      path = {AccountPaths.SHORT + OPENAPI, AccountPaths.ORIGINAL + OPENAPI},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode openApi() {
    return OpenApiDocument.read();
  }

  /** Its address without the last segment is what all paths of the account begin with. */
  @GetMapping(
      path = {AccountPaths.SHORT + SWAGGER, AccountPaths.ORIGINAL + SWAGGER},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode swagger(HttpServletRequest request) {
    String path = request.getRequestURI();
    return SwaggerDocument.of(OpenApiDocument.read(), path.substring(0, path.lastIndexOf('/')));
  }

  @GetMapping(
      path = {AccountPaths.SHORT + ASYNCAPI, AccountPaths.ORIGINAL + ASYNCAPI},
      produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] asyncApi() throws IOException {
    try (InputStream document = CloudEvents.class.getResourceAsStream("asyncapi.json")) {
      return document.readAllBytes();
    }
  }

  @GetMapping("/docs")
  ResponseEntity<Void> page() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs/index.html")).build();
  }
}
