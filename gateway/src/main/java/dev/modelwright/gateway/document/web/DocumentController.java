package dev.modelwright.gateway.document.web;

import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.account.web.AccountUrlsResolver;
import dev.modelwright.gateway.document.OpenApiDocument;
import dev.modelwright.gateway.document.SwaggerDocument;
import dev.modelwright.schemas.CloudEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves what describes us; no token is needed. Whether an account is there is not told to whoever
 * has none.
 */
@RestController
final class DocumentController {

  private static final String OPENAPI = "/openapi.json";
  private static final String SWAGGER = "/swagger.json";
  private static final String ASYNCAPI = "/asyncapi.json";

  /** Read at the first request, since most gateways are never asked. */
  private static final class Once {

    static final ObjectNode OPENAPI = OpenApiDocument.read();
  }

  @GetMapping(
      path = {AccountPaths.SHORT + OPENAPI, AccountPaths.ORIGINAL + OPENAPI},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode openApi(@PathVariable Map<String, String> path) {
    check(path);
    return Once.OPENAPI;
  }

  /** Its address without the last segment is what all paths of the account begin with. */
  @GetMapping(
      path = {AccountPaths.SHORT + SWAGGER, AccountPaths.ORIGINAL + SWAGGER},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode swagger(@PathVariable Map<String, String> path, HttpServletRequest request) {
    check(path);
    String address = request.getRequestURI();
    return SwaggerDocument.of(Once.OPENAPI, address.substring(0, address.lastIndexOf('/')));
  }

  @GetMapping(
      path = {AccountPaths.SHORT + ASYNCAPI, AccountPaths.ORIGINAL + ASYNCAPI},
      produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] asyncApi(@PathVariable Map<String, String> path) throws IOException {
    check(path);
    try (InputStream document = CloudEvents.class.getResourceAsStream("asyncapi.json")) {
      return document.readAllBytes();
    }
  }

  private static void check(Map<String, String> path) {
    if (!path.isEmpty()) {
      AccountUrlsResolver.account(path.get("subscription"), path.get("group"), path.get("account"));
    }
  }

  @GetMapping("/docs")
  ResponseEntity<Void> page() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs/index.html")).build();
  }
}
