package dev.modelwright.gateway.blob.web;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.gateway.artifact.web.LimitedStream;
import dev.modelwright.gateway.blob.SharedKey;
import dev.modelwright.gateway.blob.SharedKey.SignedRequest;
import dev.modelwright.gateway.blob.StorageAccounts.StorageAccount;
import dev.modelwright.gateway.blob.UploadedBlobs;
import dev.modelwright.gateway.blob.UploadedBlobs.Blob;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * As much of Azure Blob storage as the original's client uploads through: one container, and blobs
 * whole or in blocks. Requests are signed with the key of an environment; no token is needed.
 */
@RestController
final class BlobController {

  static final String CONTAINER = "amlbdpackages";

  private static final String PATH = "/" + CONTAINER;
  private static final int MAX_LIST_SIZE = 8 << 20;
  private static final long MAX_BLOCK_SIZE = 100L << 20;

  private final SharedKey sharedKey;
  private final UploadedBlobs blobs;
  private final UploadLimits limits;

  BlobController(SharedKey sharedKey, UploadedBlobs blobs, UploadLimits limits) {
    this.sharedKey = sharedKey;
    this.blobs = blobs;
    this.limits = limits;
  }

  @PutMapping(path = PATH, params = "restype=container")
  ResponseEntity<Problem> createContainer(HttpServletRequest request) {
    StorageAccount account = sharedKey.accountOf(signed(request));
    if (blobs.createContainer(account.name(), CONTAINER)) {
      return created(request).build();
    }
    Problem problem =
        Problem.of(
            "ContainerAlreadyExists",
            409,
            "Cannot create container '%s': it is there already. Upload into it."
                .formatted(CONTAINER));
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .header("x-ms-error-code", problem.code())
        .body(problem);
  }

  @PutMapping(path = PATH + "/**", params = "!comp")
  ResponseEntity<Void> put(HttpServletRequest request) throws IOException {
    StorageAccount account = sharedKey.accountOf(signed(request));
    Blob blob = blob(account, request);
    if (!"BlockBlob".equalsIgnoreCase(String.valueOf(request.getHeader("x-ms-blob-type")))) {
      throw refused(
          blob,
          "InvalidHeaderValue",
          400,
          "the header x-ms-blob-type is not 'BlockBlob'. Send it.");
    }
    Artifact stored =
        blobs.put(blob, account.artifactStore(), body(request, blob, limits.maxSize()));
    return created(request).eTag(stored.sha256()).build();
  }

  @PutMapping(path = PATH + "/**", params = "comp=block")
  ResponseEntity<Void> putBlock(
      HttpServletRequest request, @RequestParam("blockid") Optional<String> blockId)
      throws IOException {
    StorageAccount account = sharedKey.accountOf(signed(request));
    Blob blob = blob(account, request);
    String id =
        blockId.orElseThrow(() ->
            refused(
                blob,
                "MissingRequiredQueryParameter",
                400,
                "the parameter blockid is missing. Send it."));
    blobs.putBlock(
        blob,
        account.artifactStore(),
        id,
        body(request, blob, Math.min(MAX_BLOCK_SIZE, limits.maxSize())));
    return created(request).build();
  }

  @PutMapping(path = PATH + "/**", params = "comp=blocklist")
  ResponseEntity<Void> putBlockList(HttpServletRequest request) throws IOException {
    StorageAccount account = sharedKey.accountOf(signed(request));
    Blob blob = blob(account, request);
    byte[] list = body(request, blob, MAX_LIST_SIZE).readAllBytes();
    Artifact stored =
        blobs.putBlocks(blob, account.artifactStore(), BlockList.read(list), limits.maxSize());
    return created(request).eTag(stored.sha256()).build();
  }

  private static Blob blob(StorageAccount account, HttpServletRequest request) {
    String path = request.getRequestURI().substring(PATH.length() + 1);
    return new Blob(account.name(), CONTAINER, UriUtils.decode(path, StandardCharsets.UTF_8));
  }

  private static SignedRequest signed(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaderNames()
        .asIterator()
        .forEachRemaining(
            name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
    Map<String, List<String>> query = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> query.put(name, List.of(values)));
    return new SignedRequest(request.getMethod(), request.getRequestURI(), query, headers);
  }

  private static InputStream body(HttpServletRequest request, Blob blob, long limit)
      throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(blob, limit);
    }
    return new LimitedStream(
        request.getInputStream(), limit, () -> tooLarge(blob, limit), () -> brokenOff(blob));
  }

  private static ResponseEntity.BodyBuilder created(HttpServletRequest request) {
    String version = request.getHeader("x-ms-version");
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(HttpStatus.CREATED)
            .lastModified(Instant.now())
            .header(HttpHeaders.CONTENT_LENGTH, "0");
    return version == null || !version.matches("[0-9-]{1,20}")
        ? answer
        : answer.header("x-ms-version", version);
  }

  private static ProblemException tooLarge(Blob blob, long limit) {
    return refused(
        blob,
        "RequestBodyTooLarge",
        413,
        "it is larger than %d bytes. Send it in blocks, or ask the operator to raise modelwright.uploads.max-size."
            .formatted(limit));
  }

  private static ProblemException brokenOff(Blob blob) {
    return refused(
        blob, "IncompleteBody", 400, "its body broke off before its end. Send it again.");
  }

  private static ProblemException refused(Blob blob, String code, int status, String words) {
    return new ProblemException(
        Problem.of(code, status, "Cannot take blob '%s': %s".formatted(blob.name(), words)));
  }
}
