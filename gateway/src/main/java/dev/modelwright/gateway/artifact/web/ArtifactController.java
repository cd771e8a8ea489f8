package dev.modelwright.gateway.artifact.web;

import dev.modelwright.artifacts.Arrival;
import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.InvalidSignatureException;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.UnexpectedPositionException;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Serves stores in directories to whoever has a signed URL; no token is needed. Other stores serve
 * themselves.
 *
 * <p>Uploads that break off go on as draft-ietf-httpbis-resumable-upload says: the URL for
 * uploading is the upload resource itself.
 */
@RestController
@RequestMapping(ArtifactController.PREFIX + "**")
final class ArtifactController {

  static final String PREFIX = "/artifacts/";

  private static final String OFFSET = "Upload-Offset";
  private static final String COMPLETE = "Upload-Complete";
  private static final String YES = "?1";
  private static final String NO = "?0";
  private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

  private final ArtifactStores stores;
  private final UploadLimits limits;

  ArtifactController(ArtifactStores stores, UploadLimits limits) {
    this.stores = stores;
    this.limits = limits;
  }

  @GetMapping
  ResponseEntity<InputStreamResource> read(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature) {
    Place place = allowed(request, Permission.READ, expires, signature);
    DirectoryArtifacts artifacts = place.store();
    ArtifactPath path = place.path();
    Artifact artifact = artifacts.find(path).orElseThrow(() -> unknown(path));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(artifact.size())
        .eTag(artifact.sha256())
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(path.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new InputStreamResource(() -> artifacts.read(path, 0)));
  }

  /**
   * Takes the bytes once; until all have come, nobody sees any. With {@code Upload-Complete} what
   * came before the connection broke is kept.
   */
  @PutMapping
  ResponseEntity<Void> create(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature,
      @RequestHeader(name = COMPLETE, required = false) String complete)
      throws IOException {
    Place place = allowed(request, Permission.CREATE, expires, signature);
    DirectoryArtifacts artifacts = place.store();
    ArtifactPath path = place.path();
    InputStream body = body(request, path, 0);
    try {
      return complete == null
          ? created(artifacts.create(path, body))
          : arrived(artifacts.continueAt(path, 0, body, isLast(path, complete)));
    } catch (ArtifactExistsException _) {
      throw used(path);
    }
  }

  /** Goes on with an upload that broke off. */
  @PatchMapping
  ResponseEntity<Void> goOn(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature,
      @RequestHeader(name = OFFSET, required = false) String offset,
      @RequestHeader(name = COMPLETE, required = false) String complete)
      throws IOException {
    Place place = allowed(request, Permission.CREATE, expires, signature);
    DirectoryArtifacts artifacts = place.store();
    ArtifactPath path = place.path();
    boolean isLast = isLast(path, complete);
    long position = position(path, offset);
    try {
      return arrived(artifacts.continueAt(path, position, body(request, path, position), isLast));
    } catch (ArtifactExistsException _) {
      throw used(path);
    }
  }

  /** Says how much of an upload has come. */
  @RequestMapping(method = RequestMethod.HEAD, params = "sp=c")
  ResponseEntity<Void> arrival(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature) {
    Place place = allowed(request, Permission.CREATE, expires, signature);
    Arrival arrival = place.store().arrival(place.path());
    return ResponseEntity.noContent()
        .header(OFFSET, Long.toString(arrival.bytes()))
        .header(COMPLETE, arrival.artifact().isPresent() ? YES : NO)
        .header("Cache-Control", "no-store")
        .build();
  }

  @ExceptionHandler
  ResponseEntity<Problem> elsewhere(UnexpectedPositionException e) {
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .header(OFFSET, Long.toString(e.size()))
        .header(COMPLETE, NO)
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Problem.of(
                "UploadOffsetMismatch",
                409,
                "Cannot go on with the upload there: %d bytes have come. Go on with PATCH at this %s, which HEAD tells, too."
                    .formatted(e.size(), OFFSET)));
  }

  private InputStream body(HttpServletRequest request, ArtifactPath path, long position)
      throws IOException {
    long limit = limits.maxSize() - position;
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(path);
    }
    return new LimitedStream(
        request.getInputStream(), limit, () -> tooLarge(path), () -> brokenOff(path));
  }

  private static ResponseEntity<Void> created(Artifact artifact) {
    return ResponseEntity.status(HttpStatus.CREATED).eTag(artifact.sha256()).build();
  }

  private static ResponseEntity<Void> arrived(Arrival arrival) {
    return arrival
        .artifact()
        .map(ArtifactController::created)
        .orElseGet(() ->
            ResponseEntity.noContent()
                .header(OFFSET, Long.toString(arrival.bytes()))
                .header(COMPLETE, NO)
                .build());
  }

  private static boolean isLast(ArtifactPath path, String complete) {
    if (YES.equals(complete) || NO.equals(complete)) {
      return YES.equals(complete);
    }
    throw invalidHeader(path, COMPLETE, complete, "?1, or ?0 when more is to come");
  }

  private static long position(ArtifactPath path, String offset) {
    if (offset != null && POSITION.matcher(offset).matches()) {
      return Long.parseLong(offset);
    }
    throw invalidHeader(path, OFFSET, offset, "how many bytes have come before");
  }

  private static ProblemException invalidHeader(
      ArtifactPath path, String header, String value, String meaning) {
    return new ProblemException(
        Problem.of(
            "InvalidHeader",
            400,
            "Cannot upload '%s': header %s %s. Send %s."
                .formatted(
                    path.name(),
                    header,
                    value == null ? "is missing" : "is '" + Shown.shortened(value) + "'",
                    meaning)));
  }

  private static ProblemException used(ArtifactPath path) {
    return new ProblemException(
        Problem.of(
            "UploadUsed",
            409,
            "Cannot upload '%s': this URL has been used. Ask for a new one (POST /uploads)."
                .formatted(path.name())));
  }

  private static ProblemException brokenOff(ArtifactPath path) {
    return new ProblemException(
        Problem.of(
            "UploadBrokenOff",
            400,
            "Cannot upload '%s': the connection broke before all bytes had come. HEAD tells how many have."
                .formatted(path.name())));
  }

  /** An object in the store that serves it. */
  private record Place(DirectoryArtifacts store, ArtifactPath path) {}

  private Place allowed(
      HttpServletRequest request, Permission permission, String expires, String signature) {
    ArtifactPath path = path(request);
    if (!(stores.store(path.store()).orElseThrow(ArtifactController::foreign)
        instanceof DirectoryArtifacts store)) {
      throw new ProblemException(
          Problem.of(
              "NotFound",
              404,
              "Cannot serve artifacts: they are in Azure, not here. Use the URL that POST /uploads gives unchanged."));
    }
    Place place = new Place(store, path.local());
    try {
      store.verify(place.path(), permission, expires, signature);
    } catch (InvalidSignatureException e) {
      throw new ProblemException(Problem.of("InvalidSignature", 403, e.getMessage()));
    } catch (IllegalArgumentException _) {
      throw foreign();
    }
    return place;
  }

  private static ArtifactPath path(HttpServletRequest request) {
    try {
      return new ArtifactPath(
          UriUtils.decode(
              request.getRequestURI().substring(PREFIX.length()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw foreign();
    }
  }

  private static ProblemException foreign() {
    return new ProblemException(
        Problem.of(
            "NotFound",
            404,
            "Cannot find the artifact: its path is none of ours. Use a URL of ours unchanged."));
  }

  private static ProblemException unknown(ArtifactPath path) {
    return new ProblemException(
        Problem.of(
            "UnknownArtifact",
            404,
            "Cannot read '%s': nothing has been uploaded there. Upload it first."
                .formatted(path.name())));
  }

  private ProblemException tooLarge(ArtifactPath path) {
    return new ProblemException(
        Problem.of(
            "UploadTooLarge",
            413,
            "Cannot upload '%s': it is larger than %d bytes. Ask the operator to raise modelwright.uploads.max-size."
                .formatted(path.name(), limits.maxSize())));
  }
}
