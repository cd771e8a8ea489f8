package dev.modelwright.gateway.artifact.web;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.InvalidSignatureException;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.gateway.upload.UploadLimits;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Serves the artifact store to whoever has a signed URL; no token is needed. */
@RestController
@RequestMapping(ArtifactController.PREFIX + "**")
final class ArtifactController {

  static final String PREFIX = "/artifacts/";

  private final DirectoryArtifacts artifacts;
  private final UploadLimits limits;

  ArtifactController(DirectoryArtifacts artifacts, UploadLimits limits) {
    this.artifacts = artifacts;
    this.limits = limits;
  }

  @GetMapping
  ResponseEntity<InputStreamResource> read(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature) {
    ArtifactPath path = allowed(request, Permission.READ, expires, signature);
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

  /** Takes the bytes once; until all have come, nobody sees any. */
  @PutMapping
  ResponseEntity<Void> create(
      HttpServletRequest request,
      @RequestParam(name = "se", required = false) String expires,
      @RequestParam(name = "sig", required = false) String signature)
      throws IOException {
    ArtifactPath path = allowed(request, Permission.CREATE, expires, signature);
    long limit = limits.maxSize();
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(path);
    }
    InputStream body = new LimitedStream(request.getInputStream(), limit, () -> tooLarge(path));
    try {
      Artifact artifact = artifacts.create(path, body);
      return ResponseEntity.status(HttpStatus.CREATED).eTag(artifact.sha256()).build();
    } catch (ArtifactExistsException e) {
      throw new ProblemException(
          Problem.of(
              "UploadUsed",
              409,
              "Cannot upload '%s': this URL has been used. Ask for a new one (POST /uploads)."
                  .formatted(path.name())));
    }
  }

  private ArtifactPath allowed(
      HttpServletRequest request, Permission permission, String expires, String signature) {
    try {
      ArtifactPath path =
          new ArtifactPath(
              UriUtils.decode(
                  request.getRequestURI().substring(PREFIX.length()), StandardCharsets.UTF_8));
      artifacts.verify(path, permission, expires, signature);
      return path;
    } catch (InvalidSignatureException e) {
      throw new ProblemException(Problem.of("InvalidSignature", 403, e.getMessage()));
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          Problem.of(
              "NotFound",
              404,
              "Cannot find the artifact: its path is none of ours. Use a URL of ours unchanged."));
    }
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
